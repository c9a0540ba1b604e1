using System;
using System.IO;
using DefterX.Service.Operations.Hosting;
using Microsoft.Extensions.Configuration;

namespace DefterX.Service.Operations.Commands;

/// <summary>Where the options come from: a file, then the environment, which wins.</summary>
internal static class Configuration
{
    /// <param name="path">The file; null for appsettings.json beside the program, which may be missing.</param>
    /// <exception cref="ServiceStartException">The file is missing, is not JSON, or a value has another type.</exception>
    public static ServiceOptions Read(string? path)
    {
        string file = Path.GetFullPath(path ?? Path.Combine(AppContext.BaseDirectory, "appsettings.json"));
        if (path is not null && !File.Exists(file)) throw new ServiceStartException(Text.Format(Strings.ConfigMissing, file));
        try
        {
            return ServiceOptions.Read(new ConfigurationBuilder()
                .AddJsonFile(file, optional: true)
                .AddEnvironmentVariables("DEFTERX_")
                .Build());
        }
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException or FormatException)
        {
            throw new ServiceStartException(Text.Format(Strings.ConfigInvalid, file, e.InnerException?.Message ?? e.Message));
        }
    }
}
