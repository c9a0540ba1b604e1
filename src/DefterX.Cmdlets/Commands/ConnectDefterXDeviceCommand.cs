using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Security;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Cmdlets.Abstractions;
using DefterX.Cmdlets.Completion;
using DefterX.Cmdlets.Secrets;
using DefterX.Devices;
using DefterX.Gib;
using DefterX.Office;
using DefterX.Secrets;
using Microsoft.Extensions.Logging;

namespace DefterX.Cmdlets.Commands;

/// <summary>Logs in to a smart device or a PFX file, and finds out whether GİB takes its signature.</summary>
[Cmdlet(VerbsCommunications.Connect, "DefterXDevice", DefaultParameterSetName = SearchSet, SupportsShouldProcess = true)]
[OutputType(typeof(Device))]
public sealed class ConnectDefterXDeviceCommand : DefterXCmdlet
{
    private const string DeviceSet = "Device";
    private const string SearchSet = "Search";
    private const string PfxSet = "Pfx";

    private readonly List<Device> _devices = [];

    /// <summary>The devices, from <c>Get-DefterXDevice</c>.</summary>
    [Parameter(ParameterSetName = DeviceSet, Mandatory = true, Position = 0, ValueFromPipeline = true)]
    public Device[] Device { get; set; } = [];

    /// <summary>The name or the owner of the device, with <c>*</c> and <c>?</c>.</summary>
    [Parameter(ParameterSetName = SearchSet)]
    [ArgumentCompleter(typeof(DeviceCompleter))]
    public string? Name { get; set; }

    /// <summary>SHA-1 of the certificate.</summary>
    [Parameter(ParameterSetName = SearchSet)]
    [ArgumentCompleter(typeof(DeviceCompleter))]
    public string? Thumbprint { get; set; }

    /// <summary>A PFX file.</summary>
    [Parameter(ParameterSetName = PfxSet, Mandatory = true)]
    public string? PfxPath { get; set; }

    /// <summary>The PIN, or the password of the PFX file; asked for where someone can answer.</summary>
    [Parameter]
    public SecureString? Pin { get; set; }

    /// <summary>The PIN as a password, as a secret store keeps it; the user name does not matter.</summary>
    [Parameter]
    public PSCredential? Credential { get; set; }

    /// <summary>The name of the secret that is the PIN, or such a credential, in a vault of SecretManagement.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? SecretName { get; set; }

    /// <summary>The name of the vault; by default the one that has the secret.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Vault { get; set; }

    /// <summary>Address of GİB's web service; else that of the session's or the current office.</summary>
    [Parameter]
    public Uri? GibUri { get; set; }

    /// <summary>Keeps the PIN in memory until the device is disconnected.</summary>
    [Parameter]
    public SwitchParameter KeepPin { get; set; }

    /// <summary>Does not connect to GİB.</summary>
    [Parameter]
    public SwitchParameter NoGib { get; set; }

    /// <summary>Tries the PIN even where a wrong one would lock the device.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private PinSource PinSource => new(Pin, Credential, SecretName, Vault);

    /// <inheritdoc/>
    protected override void ProcessRecord() => _devices.AddRange(Device);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        CheckPin();
        if (ParameterSetName == DeviceSet)
        {
            RefuseOnePinForSeveral();
            foreach (Device device in _devices) ConnectOne(device, (_, _) => device);
            return;
        }

        if (PfxPath is not null) PfxPath = GetUnresolvedProviderPathFromPSPath(PfxPath);
        ConnectOne(PfxPath ?? Name ?? Thumbprint ?? Strings.TheOnlyDevice, Search);
    }

    private void CheckPin()
    {
        try
        {
            PinSource.Check();
        }
        catch (DefterXException e)
        {
            ThrowFailure(e);
        }
    }

    // A PIN that is right for one device is a wrong try on the others.
    private void RefuseOnePinForSeveral()
    {
        if (!PinSource.IsGiven || _devices.TrueForAll(device => DeviceFinder.IsSame(device, _devices[0]))) return;
        string list = string.Join(", ", _devices);
        ThrowFailure(new DefterXException(ErrorIds.DeviceAmbiguous, Text.Format(Strings.OnePinForSeveral, list), list));
    }

    private void ConnectOne(object target, Func<CmdletContext, CancellationToken, Device> find)
    {
        if (!ShouldProcess(target.ToString(), Strings.ConnectDevice)) return;
        OfficeFolder? office = KnownOffice();
        Run(target, async (context, cancellationToken) =>
        {
            Device device = find(context, cancellationToken);
            ConnectedDevice connection = Connect(device, office, context, cancellationToken);
            Logger.LogInformation("Device {Name} of {Owner} connected", connection.Device.Name, connection.Device.Owner);
            if (!NoGib) await ConnectGibAsync(connection, office, context, cancellationToken).ConfigureAwait(false);
            context.WriteObject(connection.Device);
        });
    }

    private Device Search(CmdletContext context, CancellationToken cancellationToken)
    {
        context.Progress.Report(new OperationProgress(Strings.ConnectDevice, Strings.SearchingDevices));
        if (PfxPath is not null) return PfxFile.Describe(PfxPath, password: null);
        return DeviceSelector.Select(DeviceFinder.Find(new DeviceQuery(), context.WriteWarning, cancellationToken), Name, Thumbprint);
    }

    private ConnectedDevice Connect(
        Device device, OfficeFolder? office, CmdletContext context, CancellationToken cancellationToken)
    {
        ConnectedDevice? connected = DeviceManager.Shared.Connected
            .FirstOrDefault(other => DeviceFinder.IsSame(other.Device, device) && other.IsAlive(cancellationToken));
        if (KeepPin && connected is { KeepsPin: false }) context.WriteWarning(Text.Format(Strings.PinNotKept, device));
        SecretBuffer? pin = connected is not null ? null : PinSource.Read(device, context, this);
        string status = device.HasPinPad && pin is null ? Text.Format(Strings.TypePinOnReader, device.Reader) : device.ToString();
        context.Progress.Report(new OperationProgress(Strings.ConnectDevice, status));
        return DeviceManager.Shared.Connect(
            device,
            pin,
            new DeviceConnectOptions { Force = Force, KeepPin = KeepPin, Trust = TrustOf(office, context) },
            cancellationToken);
    }

    private async Task ConnectGibAsync(
        ConnectedDevice connection, OfficeFolder? office, CmdletContext context, CancellationToken cancellationToken)
    {
        Device device = connection.Device;
        Uri? address = GibUri ?? (office is null ? null : GibService.AddressOf(office.Settings));
        if (address is null)
        {
            context.WriteWarning(Text.Format(Strings.GibAddressUnknown, device));
            return;
        }

        context.Progress.Report(new OperationProgress(Strings.ConnectDevice, address.Host));
        connection.GibUri = address;
        connection.GibConnected = false;
        try
        {
            using GibClient client = GibService.Connect(address, office?.Settings, connection.Key, Logger);
            Period previous = Period.Of(DateTime.Today).AddMonths(-1);
            await GibConnection.CheckAsync(client, device.Identifier, previous, cancellationToken).ConfigureAwait(false);
            connection.GibConnected = true;
            Logger.LogInformation("Device {Name} connected to GİB at {Address}", device.Name, address);
        }
        catch (DefterXException e)
        {
            // A device signs without GİB too: test accounts are given only to firms that applied for approval.
            context.WriteWarning(Text.Format(Strings.GibNotConnected, device, e.ErrorId, e.Message));
        }
    }
}
