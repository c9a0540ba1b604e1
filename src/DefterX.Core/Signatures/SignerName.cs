using System;
using System.Numerics;
using System.Security.Cryptography.X509Certificates;
using DefterX.Certificates;

namespace DefterX.Signatures;

/// <summary>What a certificate says of its owner and issuer.</summary>
internal sealed class SignerName
{
    private readonly X509Certificate2 _certificate;
    private readonly DistinguishedName _subject;

    public SignerName(X509Certificate2 certificate)
    {
        _certificate = certificate;
        _subject = new DistinguishedName(certificate.SubjectName);
    }

    public string CommonName => _subject.Find(DistinguishedName.CommonName);

    /// <summary>VKN or TCKN in the subject's serialNumber, or empty.</summary>
    public string Identifier => CertificateFacts.Identifier(_certificate);

    /// <summary>The subject as accepted ledgers have it: <c>CN=…, SERIALNUMBER=…</c>.</summary>
    public string X509SubjectName
    {
        get
        {
            string serialNumber = _subject.Find(DistinguishedName.SerialNumber);
            return "CN=" + DistinguishedName.Escape(CommonName)
                + (serialNumber.Length == 0 ? "" : ", SERIALNUMBER=" + DistinguishedName.Escape(serialNumber));
        }
    }

    /// <summary>The issuer by RFC 2253.</summary>
    public string X509IssuerName => new DistinguishedName(_certificate.IssuerName).ToString();

    public BigInteger X509SerialNumber
    {
        get
        {
            // Little-endian; the zero keeps a serial number with its highest bit set positive.
            byte[] bytes = _certificate.GetSerialNumber();
            Array.Resize(ref bytes, bytes.Length + 1);
            return new BigInteger(bytes);
        }
    }
}
