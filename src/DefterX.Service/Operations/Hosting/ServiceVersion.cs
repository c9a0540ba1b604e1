using System.Reflection;

namespace DefterX.Service.Operations.Hosting;

/// <summary>The program's version.</summary>
internal static class ServiceVersion
{
    /// <summary>As 1.2.3, with a suffix before a release; without the commit.</summary>
    public static string Current { get; } = typeof(ServiceVersion).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
