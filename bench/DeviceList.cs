using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Security.Cryptography.X509Certificates;
using DefterX.Cmdlets.Commands;
using DefterX.Devices;
using DefterX.TestSupport;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.HighLevelAPI;

namespace DefterX.Bench;

/// <summary>Get-DefterXDevice, the second time and later in a process with one token, over the same questions asked of the same
/// libraries through Pkcs11Interop: slots, tokens, readers, certificates with value, identifier and label.</summary>
internal sealed class DeviceList : IBenchmark
{
    private const int Rounds = 501;
    private const int Calls = 1;

    public string Name => "device.list";

    public bool NeedsOwnProcess => true;

    public IEnumerable<Figure> Run()
    {
        using X509Certificate2 certificate = TestCertificates.CreateMaliMuhur("1234567890", "Örnek", KeyKind.Rsa);
        SoftHsm.Shared.CreateToken("bench", "123456", certificate);
        InitialSessionState state = InitialSessionState.CreateDefault2();
        state.Commands.Add(new SessionStateCmdletEntry("Get-DefterXDevice", typeof(GetDefterXDeviceCommand), null));
        using Runspace runspace = RunspaceFactory.CreateRunspace(state);
        runspace.ThreadOptions = PSThreadOptions.UseCurrentThread; // a prompt or script calls it on the thread that it runs on
        runspace.Open();
        Action ours = () =>
        {
            using PowerShell shell = PowerShell.Create(runspace);
            if (shell.AddCommand("Get-DefterXDevice").Invoke<Device>().Count != 1) throw new InvalidOperationException("There is not one device.");
        };
        ours();
        Pkcs11InteropFactories factories = new();
        IPkcs11Library[] libraries =
        [
            .. KnownLibraries.Find([]).Select(path => factories.Pkcs11LibraryFactory.LoadPkcs11Library(factories, path, AppType.MultiThreaded)),
        ];
        Action raw = () =>
        {
            if (libraries.Sum(library => Certificates(library)) != 2) throw new InvalidOperationException("There are not two certificates.");
        };
        (double Ours, double Raw) median = Alternating.Medians(ours, raw, Rounds, Calls);
        yield return Figure.Rounded("device.list.us", median.Ours, "us");
        yield return Figure.Rounded("device.list.ratio", median.Ours / median.Raw, "x");
    }

    private static int Certificates(IPkcs11Library library)
    {
        int count = 0;
        foreach (ISlot slot in library.GetSlotList(SlotsType.WithTokenPresent))
        {
            if (!slot.GetTokenInfo().TokenFlags.TokenInitialized) continue;
            slot.GetSlotInfo();
            using ISession session = slot.OpenSession(SessionType.ReadOnly);
            using IObjectAttribute wanted = session.Factories.ObjectAttributeFactory.Create(CKA.CKA_CLASS, CKO.CKO_CERTIFICATE);
            foreach (IObjectHandle handle in session.FindAllObjects([wanted]))
            {
                session.GetAttributeValue(handle, [CKA.CKA_VALUE, CKA.CKA_ID, CKA.CKA_LABEL]).ForEach(attribute => attribute.Dispose());
                count++;
            }
        }

        return count;
    }
}
