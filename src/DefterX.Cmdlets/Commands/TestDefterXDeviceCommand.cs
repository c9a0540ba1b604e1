using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using DefterX.Cmdlets.Abstractions;
using DefterX.Cmdlets.Completion;
using DefterX.Devices;
using DefterX.Devices.Diagnosis;
using DefterX.Office;

namespace DefterX.Cmdlets.Commands;

/// <summary>Says why a device cannot be used, and what to do. Asks for no PIN and changes nothing.</summary>
[Cmdlet(VerbsDiagnostic.Test, "DefterXDevice")]
[OutputType(typeof(DeviceCheck))]
[OutputType(typeof(bool))]
public sealed class TestDefterXDeviceCommand : DefterXCmdlet
{
    /// <summary>The device's name, with <c>*</c> and <c>?</c>.</summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(DeviceCompleter))]
    public string? Name { get; set; }

    /// <summary>PKCS#11 libraries besides the known ones.</summary>
    [Parameter]
    public string[] Library { get; set; } = [];

    /// <summary>Returns only whether no check has failed.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        List<string> libraries = [.. Library.Select(GetUnresolvedProviderPathFromPSPath)];
        OfficeFolder? office = KnownOffice();
        Run(Name, (context, cancellationToken) =>
        {
            DiagnosisFacts facts = DeviceSurvey.Gather(Name, libraries, TrustOf(office, context), Report, cancellationToken);
            IReadOnlyList<DeviceCheck> checks = DeviceDiagnosis.Examine(facts);
            if (Quiet) context.WriteObject(checks.All(static check => check.Status != DeviceCheckStatus.Failed));
            else context.WriteObject(checks, enumerate: true);

            void Report(string library) => context.Progress.Report(new OperationProgress(Strings.ExaminingDevices, library));
        });
    }
}
