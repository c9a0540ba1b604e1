using System;
using System.IO;
using System.Runtime.InteropServices;
using System.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DefterX.Certificates;
using DefterX.Secrets;

namespace DefterX.Devices;

/// <summary>A certificate with its key in a PKCS#12 file (RFC 7292).</summary>
internal static class PfxFile
{
    private const int InvalidPassword = unchecked((int)0x80070056);

    // EphemeralKeySet, a name that netstandard2.0 lacks: the key never touches the disk. macOS knows no such keys.
    private static readonly X509KeyStorageFlags s_flags =
        RuntimeInformation.IsOSPlatform(OSPlatform.OSX) ? X509KeyStorageFlags.DefaultKeySet : (X509KeyStorageFlags)32;

    /// <summary>The device that a file is. Without its password most files show nothing but their name.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.DeviceNotFound"/>, <see cref="ErrorIds.CertificateNotUsable"/>,
    /// <see cref="ErrorIds.PinIncorrect"/> for a given password.</exception>
    public static Device Describe(string path, SecretBuffer? password)
    {
        string fullPath = Path.GetFullPath(path);
        byte[] content = Read(fullPath);
        try
        {
            using X509Certificate2 certificate = Open(fullPath, content, password);
            return Describe(fullPath, certificate);
        }
        catch (DefterXException e) when (password is null && e.ErrorId == ErrorIds.PinIncorrect)
        {
            return new Device
            {
                Name = Path.GetFileName(fullPath),
                Owner = "",
                Identifier = "",
                Kind = DeviceKind.Other,
                KeyAlgorithm = "",
                Issuer = "",
                NotBefore = default,
                NotAfter = default,
                Thumbprint = "",
                Library = fullPath,
                IsPfx = true,
                Uri = new Uri(fullPath).AbsoluteUri,
            };
        }
    }

    /// <summary>The device of an opened file.</summary>
    public static Device Describe(string fullPath, X509Certificate2 certificate) =>
        TokenReader.Describe(certificate, Path.GetFileName(fullPath), fullPath) with
        {
            IsPfx = true,
            Uri = new Uri(fullPath).AbsoluteUri,
        };

    /// <summary>Opens the file; the certificate has its private key if the file has.</summary>
    /// <exception cref="DefterXException">As for <see cref="Describe(string, SecretBuffer)"/>.</exception>
    public static X509Certificate2 Open(string fullPath, SecretBuffer password) => Open(fullPath, Read(fullPath), password);

    private static X509Certificate2 Open(string fullPath, byte[] content, SecretBuffer? password)
    {
        using SecureString text = password?.ToSecureString() ?? new SecureString();
        try
        {
            return new X509Certificate2(content, text, s_flags);
        }
        catch (CryptographicException e)
        {
            throw e.HResult == InvalidPassword
                ? new DefterXException(ErrorIds.PinIncorrect, Text.Format(Strings.PfxPasswordIncorrect, fullPath), fullPath, e)
                : Unreadable(fullPath, e);
        }
    }

    private static byte[] Read(string fullPath)
    {
        byte[] content;
        try
        {
            content = File.ReadAllBytes(fullPath);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            string format = File.Exists(fullPath) ? Strings.PfxUnreadable : Strings.PfxMissing;
            throw new DefterXException(ErrorIds.DeviceNotFound, Text.Format(format, fullPath, e.Message), fullPath, e);
        }

        // PFX ::= SEQUENCE { version INTEGER {v3(3)}, … }; else a certificate without a key would pass for a device.
        bool isPfx = new DerReader(content).TryRead(DerReader.Sequence, out DerReader pfx)
            && pfx.TryRead(DerReader.Integer, out DerReader version) && version.ToArray() is [3];
        return isPfx ? content : throw Unreadable(fullPath, null);
    }

    private static DefterXException Unreadable(string fullPath, Exception? cause) =>
        new(ErrorIds.CertificateNotUsable, Text.Format(Strings.PfxInvalid, fullPath), fullPath, cause);
}
