using System.Globalization;
using DefterX.Devices.SmartCards;

namespace DefterX.Devices.Diagnosis;

/// <summary>Examines the smart card service. Network HSMs and SoftHSM do without.</summary>
internal static class ServiceChecks
{
    public static DeviceCheck Examine(DiagnosisFacts facts, bool isDeviceFound)
    {
        string name = facts.System == HostSystem.Windows ? "SCardSvr" : facts.System == HostSystem.Linux ? "pcscd" : "PC/SC";
        SmartCardSurvey survey = facts.SmartCards;
        if (survey.State == SmartCardServiceState.Running)
        {
            return DeviceCheck.Passed(DeviceCheckKind.SmartCardService, name, Strings.ServiceRuns);
        }

        string message = survey.State switch
        {
            SmartCardServiceState.NotInstalled => Strings.ServiceNotInstalled,
            SmartCardServiceState.NotRunning => Strings.ServiceNotRunning,
            _ => Text.Format(Strings.ServiceFailed, "0x" + survey.ErrorCode.ToString("X8", CultureInfo.InvariantCulture)),
        };
        return DeviceCheck.Fault(isDeviceFound, DeviceCheckKind.SmartCardService, name, message, Remedy(facts));
    }

    private static string Remedy(DiagnosisFacts facts) => (facts.System, facts.SmartCards.State) switch
    {
        (HostSystem.Windows, SmartCardServiceState.Failed) => Strings.ServiceRestartWindows,
        (HostSystem.Windows, _) => Strings.ServiceStartWindows,
        (HostSystem.Linux, SmartCardServiceState.NotInstalled) => Strings.ServiceInstallLinux,
        (HostSystem.Linux, SmartCardServiceState.Failed) => Strings.ServiceRestartLinux,
        (HostSystem.Linux, _) => Strings.ServiceStartLinux,
        _ => Strings.ServiceStartMacOS,
    };
}
