using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace System;

/// <summary>What tests call of cryptography and .NET Framework lacks.</summary>
internal static class CryptoPolyfills
{
    extension(SHA256)
    {
        public static byte[] HashData(byte[] data)
        {
            using SHA256 sha = SHA256.Create();
            return sha.ComputeHash(data);
        }
    }

    extension(RandomNumberGenerator)
    {
        public static byte[] GetBytes(int count)
        {
            byte[] bytes = new byte[count];
            using RandomNumberGenerator generator = RandomNumberGenerator.Create();
            generator.GetBytes(bytes);
            return bytes;
        }
    }

    extension(Convert)
    {
        public static string ToHexString(byte[] bytes) => BitConverter.ToString(bytes).Replace("-", "");

        public static string ToHexStringLower(byte[] bytes) => Convert.ToHexString(bytes).ToLowerInvariant();

        public static byte[] FromHexString(string text) =>
            [.. Enumerable.Range(0, text.Length / 2).Select(i => Convert.ToByte(text.Substring(2 * i, 2), 16))];
    }

    extension(X509Certificate2 certificate)
    {
        public ReadOnlyMemory<byte> SerialNumberBytes => Convert.FromHexString(certificate.SerialNumber);

        public string ExportCertificatePem() => "-----BEGIN CERTIFICATE-----\n"
            + Convert.ToBase64String(certificate.RawData, Base64FormattingOptions.InsertLineBreaks).Replace("\r", "")
            + "\n-----END CERTIFICATE-----\n";
    }
}
