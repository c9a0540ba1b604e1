using System;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading;
using DefterX;
using DefterX.Devices;
using DefterX.Secrets;
using DefterX.TokenUser;

// A second process for tests: one that uses a token and takes turns with others, or one that takes locks (LockUser).
// Arguments: the PKCS#11 library, the token's name, how many signatures. The PIN comes as a line, the start as another.
if (args is ["lock", .. string[] rest]) return LockUser.Run(rest);
if (args is not [string library, string name, string number] || !int.TryParse(number, out int count))
{
    Console.Error.WriteLine("Usage: DefterX.TokenUser <library> <token> <signatures> | lock …");
    return 2;
}

try
{
    Device device = DeviceFinder.Find(new DeviceQuery { Libraries = [library] }, Console.Error.WriteLine, CancellationToken.None)
        .Single(found => found.Name == name && found.Library == library);
    SecretBuffer pin = SecretBuffer.FromUtf8(Encoding.UTF8.GetBytes(Console.ReadLine() ?? ""));
    ConnectedDevice connection =
        DeviceManager.Shared.Connect(device, pin, new DeviceConnectOptions { KeepPin = true }, CancellationToken.None);
    Console.WriteLine("ready");
    Console.ReadLine();
    using RSA key = connection.Key.Certificate.GetRSAPublicKey()!;
    int valid = 0;
    for (int i = 0; i < count; i++)
    {
        byte[] data = BitConverter.GetBytes(i);
        byte[] value = connection.Key.Sign(data, CancellationToken.None);
        if (key.VerifyData(data, value, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)) valid++;
    }

    DeviceManager.Shared.DisconnectAll();
    Console.WriteLine($"valid {valid}");
    return 0;
}
catch (DefterXException e)
{
    Console.Error.WriteLine($"{e.ErrorId}: {e.Message}");
    return 1;
}
