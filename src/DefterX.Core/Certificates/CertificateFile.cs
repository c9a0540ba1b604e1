using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;

namespace DefterX.Certificates;

/// <summary>Reads certificates from files: one in DER, or any number in PEM (RFC 7468, 5).</summary>
internal static class CertificateFile
{
    private const string Label = "CERTIFICATE";

    private static readonly string[] s_begin = ["-----BEGIN " + Label + "-----"];

    private static readonly Regex s_pem = new(
        "-----BEGIN (?<label>[A-Z0-9 ]+)-----(?<base64>[A-Za-z0-9+/=\\s]*)-----END \\k<label>-----",
        RegexOptions.CultureInvariant);

    /// <summary>The certificates of a file, at least one, without keys.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.OfficeInvalid"/> with the file's name.</exception>
    public static IReadOnlyList<X509Certificate2> Read(string path)
    {
        try
        {
            return Read(File.ReadAllBytes(path), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DefterXException(
                ErrorIds.OfficeInvalid, Text.Format(Strings.CertificateFileUnreadable, path, e.Message), path, e);
        }
    }

    /// <summary>The certificates of a file's content, at least one, without keys.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.OfficeInvalid"/> with the file's name.</exception>
    public static IReadOnlyList<X509Certificate2> Read(byte[] content, string name)
    {
        try
        {
            return Parse(content);
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            throw new DefterXException(
                ErrorIds.OfficeInvalid, Text.Format(Strings.CertificateFileInvalid, name), name, e);
        }
    }

    private static List<X509Certificate2> Parse(byte[] content)
    {
        string text = Encoding.ASCII.GetString(content);
        int announced = text.Split(s_begin, StringSplitOptions.None).Length - 1;
        if (announced == 0) return [Load(content)];
        List<X509Certificate2> certificates = [.. s_pem.Matches(text).Cast<Match>()
            .Where(match => match.Groups["label"].Value == Label)
            .Select(match => Load(Convert.FromBase64String(match.Groups["base64"].Value)))];
        return certificates.Count == announced ? certificates : throw new FormatException();
    }

    // The framework would take PKCS#7 and PKCS#12 too, keys and all.
    private static X509Certificate2 Load(byte[] content)
    {
        DerReader reader = new(content);
        bool isCertificate = reader.TryRead(DerReader.Sequence, out DerReader certificate) && !reader.HasData
            && certificate.TryRead(DerReader.Sequence, out _);
        return isCertificate ? new X509Certificate2(content) : throw new FormatException();
    }
}
