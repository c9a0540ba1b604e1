using System;
using System.IO;
using DefterX.TestSupport;

namespace DefterX.Build;

/// <summary>The office service with the demo's office in it, stopped when disposed.</summary>
internal sealed class DemoService : IDisposable
{
    private readonly OfficeServiceProcess _service;

    private DemoService(OfficeServiceProcess service, string loginKey)
    {
        _service = service;
        LoginKey = loginKey;
    }

    /// <summary>The key from the welcome mail.</summary>
    internal string LoginKey { get; }

    internal string Address => _service.Address.ToString();

    /// <summary>Starts it on a free port of loopback, registers an office and adds its firms.</summary>
    /// <param name="office">The office's folder.</param>
    /// <param name="folder">What the service keeps; the mails are in <c>mail</c>.</param>
    internal static DemoService Start(string office, string folder)
    {
        OfficeServiceProcess service = OfficeServiceProcess.StartAsync(folder).GetAwaiter().GetResult();
        try
        {
            DemoService demo = new(service, service.TakeIn(office));
            Console.WriteLine($"The office service listens at {demo.Address}; the welcome mail is in {Path.Combine(folder, "mail")}.");
            return demo;
        }
        catch
        {
            service.DisposeAsync().AsTask().GetAwaiter().GetResult();
            throw;
        }
    }

    public void Dispose() => _service.DisposeAsync().AsTask().GetAwaiter().GetResult();
}
