using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using DefterX.Devices;
using DefterX.Secrets;
using DefterX.TestSupport;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.LowLevelAPI80;
using NativeULong = ulong;

namespace DefterX.Bench;

/// <summary>A signature of a 48-octet digest (EC P-384, CKM_ECDSA) as the module makes it, over C_SignInit and C_Sign called through
/// Pkcs11Interop's lowest layer on the same SoftHSM token: the ratio of the medians of rounds that alternate.</summary>
internal sealed class DeviceSign : IBenchmark
{
    private const int Rounds = 21;
    private const int Signatures = 200;

    public string Name => "device.sign";

    public bool NeedsOwnProcess => true;

    public IEnumerable<Figure> Run()
    {
        using X509Certificate2 certificate = TestCertificates.CreateMaliMuhur("1234567890", "Örnek", KeyKind.Ec);
        SoftHsm.Shared.CreateToken("bench", "123456", certificate);
        Device device = DeviceFinder.Find(
            new DeviceQuery { Libraries = [SoftHsm.Shared.LibraryPath] }, _ => { }, CancellationToken.None).Single();
        ConnectedDevice connection = DeviceManager.Shared.Connect(
            device, SecretBuffer.FromUtf8("123456"u8.ToArray()), new DeviceConnectOptions(), CancellationToken.None);
        byte[] digest = new byte[48];
        Action ours = () => connection.Key.Sign(digest, CancellationToken.None);
        Action raw = Raw(digest);
        (double Ours, double Raw) median = Alternating.Medians(ours, raw, Rounds, Signatures);
        yield return Figure.Rounded("device.sign.us", median.Ours, "us");
        yield return Figure.Rounded("device.sign.ratio", median.Ours / median.Raw, "x");
    }

    private static Action Raw(byte[] digest)
    {
        Pkcs11Library library = new(SoftHsm.Shared.LibraryPath);
        NativeULong count = 0;
        Check(library.C_GetSlotList(true, null, ref count));
        NativeULong[] slots = new NativeULong[count];
        Check(library.C_GetSlotList(true, slots, ref count));
        NativeULong slot = slots.First(candidate =>
        {
            CK_TOKEN_INFO info = default;
            Check(library.C_GetTokenInfo(candidate, ref info));
            return (info.Flags & CKF.CKF_TOKEN_INITIALIZED) != 0;
        });
        NativeULong session = 0;
        Check(library.C_OpenSession(slot, CKF.CKF_SERIAL_SESSION, IntPtr.Zero, IntPtr.Zero, ref session));
        CK_ATTRIBUTE[] template = [CkaUtils.CreateAttribute(CKA.CKA_CLASS, CKO.CKO_PRIVATE_KEY)];
        Check(library.C_FindObjectsInit(session, template, 1));
        NativeULong[] keys = new NativeULong[1];
        Check(library.C_FindObjects(session, keys, 1, ref count));
        Check(library.C_FindObjectsFinal(session));
        byte[] signature = new byte[96];
        return () =>
        {
            CK_MECHANISM mechanism = CkmUtils.CreateMechanism(CKM.CKM_ECDSA);
            Check(library.C_SignInit(session, ref mechanism, keys[0]));
            NativeULong length = 96;
            Check(library.C_Sign(session, digest, 48, signature, ref length));
        };
    }

    private static void Check(CKR result)
    {
        if (result != CKR.CKR_OK) throw new Pkcs11Exception("C_", result);
    }
}
