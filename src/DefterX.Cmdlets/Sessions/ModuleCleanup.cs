using System.Management.Automation;
using DefterX.Devices;
using DefterX.Devices.Pkcs11;
using DefterX.Office;

namespace DefterX.Cmdlets.Sessions;

/// <summary>Leaves nothing open when the module is removed.</summary>
public sealed class ModuleCleanup : IModuleAssemblyCleanup
{
    /// <summary>Closes the runspace's sessions, and the devices unless another runspace still has a session.</summary>
    public void OnRemove(PSModuleInfo psModuleInfo)
    {
        RunspaceState state = RunspaceState.Current;
        foreach (Session session in state.Snapshot()) state.Close(session);
        if (RunspaceState.AnySessionIsOpen()) return;
        DeviceManager.Shared.DisconnectAll();
        Pkcs11Libraries.FinalizeUnused();
    }
}
