using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Cmdlets.Abstractions;
using DefterX.Cmdlets.Completion;
using DefterX.Cmdlets.Sessions;
using DefterX.Devices;

namespace DefterX.Cmdlets.Commands;

/// <summary>Shows the smart devices of this machine, and PFX files. Asks for no PIN.</summary>
[Cmdlet(VerbsCommon.Get, "DefterXDevice")]
[OutputType(typeof(Device))]
public sealed class GetDefterXDeviceCommand : DefterXCmdlet
{
    private static readonly TimeSpan s_pollInterval = TimeSpan.FromSeconds(1);

    /// <summary>The device's name, with <c>*</c> and <c>?</c>.</summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(DeviceCompleter))]
    public string? Name { get; set; }

    /// <summary>PKCS#11 libraries besides the known ones.</summary>
    [Parameter]
    public string[] Library { get; set; } = [];

    /// <summary>PFX files.</summary>
    [Parameter]
    public string[] PfxPath { get; set; } = [];

    /// <summary>Also encryption, authority and expired certificates.</summary>
    [Parameter]
    public SwitchParameter All { get; set; }

    /// <summary>Waits until a device is there.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>How many seconds to wait.</summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int Timeout { get; set; } = 60;

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        DeviceQuery query = new()
        {
            Name = Name,
            Libraries = [.. Library.Select(GetUnresolvedProviderPathFromPSPath)],
            PfxPaths = [.. PfxPath.Select(GetUnresolvedProviderPathFromPSPath)],
            All = All,
        };
        IReadOnlyList<Device> devices = [];
        Run(Name, async (context, cancellationToken) =>
        {
            devices = await FindAsync(query, context, cancellationToken).ConfigureAwait(false);
            SeenDevices.Latest = devices;
            if (devices.Count == 0) CheckExpectation();
        });
        WriteObject(devices, enumerateCollection: true);
    }

    private async Task<IReadOnlyList<Device>> FindAsync(DeviceQuery query, CmdletContext context, CancellationToken cancellationToken)
    {
        HashSet<string> warned = new(StringComparer.Ordinal);
        Stopwatch clock = Stopwatch.StartNew();
        while (true)
        {
            IReadOnlyList<Device> devices = DeviceFinder.Find(query, Warn, cancellationToken);
            if (devices.Count > 0 || !Wait || clock.Elapsed.TotalSeconds >= Timeout) return devices;
            int percent = (int)(clock.Elapsed.TotalSeconds * 100 / Timeout);
            context.Progress.Report(new OperationProgress(Strings.WaitingForDevice, Name ?? "", Math.Min(percent, 100)));
            await Task.Delay(s_pollInterval, cancellationToken).ConfigureAwait(false);
        }

        void Warn(string message)
        {
            if (warned.Add(message)) context.WriteWarning(message);
        }
    }

    // Nothing is a good answer to a question for all, but not to one for a certain device.
    private void CheckExpectation()
    {
        if (Wait)
        {
            throw new DefterXException(ErrorIds.OperationTimeout, Text.Format(Strings.NoDeviceInTime, Timeout), Name);
        }

        if (Name is not null && Name.IndexOfAny(['*', '?']) < 0) DeviceSelector.Select([], Name);
    }
}
