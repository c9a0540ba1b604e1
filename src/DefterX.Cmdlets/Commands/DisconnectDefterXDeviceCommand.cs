using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using DefterX.Cmdlets.Abstractions;
using DefterX.Cmdlets.Completion;
using DefterX.Devices;
using Microsoft.Extensions.Logging;

namespace DefterX.Cmdlets.Commands;

/// <summary>Logs out of devices: the given ones, or all that are connected. Sessions stay open.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "DefterXDevice", DefaultParameterSetName = NameSet, SupportsShouldProcess = true)]
[OutputType(typeof(Device))]
public sealed class DisconnectDefterXDeviceCommand : DefterXCmdlet
{
    private const string DeviceSet = "Device";
    private const string NameSet = "Name";

    /// <summary>The devices.</summary>
    [Parameter(ParameterSetName = DeviceSet, Mandatory = true, Position = 0, ValueFromPipeline = true)]
    public Device[] Device { get; set; } = [];

    /// <summary>The name of the devices, with <c>*</c> and <c>?</c>.</summary>
    [Parameter(ParameterSetName = NameSet)]
    [ArgumentCompleter(typeof(DeviceCompleter))]
    public string? Name { get; set; }

    /// <summary>Returns the devices.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        KnownOffice();
        Run(Name, (context, _) =>
        {
            foreach (Device device in Chosen())
            {
                if (!context.ShouldProcess(device.ToString(), Strings.DisconnectDevice)) continue;
                DeviceManager.Shared.Disconnect(device);
                Logger.LogInformation("Device {Name} disconnected", device.Name);
                if (PassThru) context.WriteObject(device with { IsConnected = false });
            }
        });
    }

    private IReadOnlyList<Device> Chosen()
    {
        if (ParameterSetName == DeviceSet) return Device;
        List<Device> devices = [.. DeviceManager.Shared.Connected
            .Select(static connection => connection.Device)
            .Where(device => Name is null || NameWildcard.IsMatch(Name, device.Name))];
        if (devices.Count == 0 && Name is not null && Name.IndexOfAny(['*', '?']) < 0) DeviceSelector.Select([], Name);
        return devices;
    }
}
