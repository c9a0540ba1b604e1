using System.Collections.Generic;
using System.IO;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using DefterX.Devices;

namespace DefterX.Bench;

/// <summary>An RSA key in a file, in place of a device: what a card takes is no matter of the file's size.</summary>
internal sealed class PemKey : ISigningKey
{
    private readonly RSA _key = RSA.Create();

    internal PemKey(string certificatePath, string keyPath)
    {
        _key.ImportFromPem(File.ReadAllText(keyPath));
        Certificate = X509Certificate2.CreateFromPem(File.ReadAllText(certificatePath));
    }

    public X509Certificate2 Certificate { get; }

    public IReadOnlyList<X509Certificate2> Chain => [Certificate];

    public SigningAlgorithm Algorithm => SigningAlgorithm.RsaSha256;

    internal RSA Rsa => _key;

    public byte[] Sign(byte[] data, CancellationToken cancellationToken) =>
        _key.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
}
