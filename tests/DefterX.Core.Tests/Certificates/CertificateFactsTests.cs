using System;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DefterX.Certificates;
using DefterX.Devices;
using DefterX.TestSupport;
using Xunit;

namespace DefterX.Tests.Certificates;

public sealed class CertificateFactsTests
{
    [Fact]
    public void Kind_OfEachKind_FollowsTubitaksRules()
    {
        Assert.Equal(
            DeviceKind.MaliMuhur, DeviceCertificate.Kind(TestCertificates.CreateMaliMuhur("1234567890", "A", KeyKind.Ec)));
        Assert.Equal(DeviceKind.EMuhur, DeviceCertificate.Kind(TestCertificates.CreateEMuhur("1234567890", "A", KeyKind.Ec)));
        Assert.Equal(DeviceKind.EImza, DeviceCertificate.Kind(TestCertificates.CreateEImza("12345678950", "A", KeyKind.Ec)));
        Assert.Equal(DeviceKind.Other, DeviceCertificate.Kind(TestCertificates.CreateEncryption("1234567890", "A", KeyKind.Ec)));
        Assert.Equal(DeviceKind.Other, DeviceCertificate.Kind(TestCertificates.Authority));
    }

    [Theory]
    [InlineData("en-US")]
    [InlineData("tr-TR")]
    public void Names_WithCommasQuotesAndTurkishLetters_AreExact(string culture)
    {
        using CultureScope scope = new(culture);
        const string Title = "İĞÜŞÖÇ, \"ığüşöç\" + A=B; Tic. A.Ş.";
        X509Certificate2 certificate = TestCertificates.CreateMaliMuhur("1234567890", Title, KeyKind.Ec);

        Assert.Equal(Title, CertificateFacts.CommonName(certificate.SubjectName));
        Assert.Equal("1234567890", CertificateFacts.SerialNumber(certificate.SubjectName));
        Assert.Equal("", CertificateFacts.SerialNumber(certificate.IssuerName));
        Assert.Equal("EC-P384", CertificateFacts.KeyAlgorithm(certificate));
    }

    [Theory]
    [InlineData(UniversalTagNumber.UTF8String)]
    [InlineData(UniversalTagNumber.BMPString)]
    [InlineData(UniversalTagNumber.T61String)]
    public void CommonName_InEachStringType_IsRead(UniversalTagNumber type)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSetOf())
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier("2.5.4.3");
            writer.WriteCharacterString(type, type == UniversalTagNumber.T61String ? "Test" : "Iğdır Şirketi");
        }

        string expected = type == UniversalTagNumber.T61String ? "Test" : "Iğdır Şirketi";
        Assert.Equal(expected, CertificateFacts.CommonName(new X500DistinguishedName(writer.Encode())));
    }

    [Theory]
    [InlineData("1234567890", "1234567890")]
    [InlineData("12345678950", "12345678950")]
    [InlineData("123456789", "")]
    [InlineData("123456789012", "")]
    [InlineData("PNOTR-1234", "")]
    [InlineData("\u0661234567890", "")]
    public void Identifier_WhenTheSerialNumberIsNoVknOrTckn_IsEmpty(string serialNumber, string expected)
    {
        X500DistinguishedNameBuilder name = new();
        name.Add("2.5.4.5", serialNumber, UniversalTagNumber.UTF8String);
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 certificate = Own(new CertificateRequest(name.Build(), key, HashAlgorithmName.SHA256));
        Assert.Equal(expected, CertificateFacts.Identifier(certificate));
    }

    [Fact]
    public void CommonName_WhenThereAreSeveral_IsTheMostSpecific()
    {
        X500DistinguishedName name = new("CN=Genel, OU=Birim, CN=Özel", X500DistinguishedNameFlags.None);
        Assert.Equal("Özel", CertificateFacts.CommonName(name));
    }

    [Fact]
    public void Algorithm_OfKeysThatGibDoesNotTake_IsNull()
    {
        using RSA small = RSA.Create(1024);
        using ECDsa p256 = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        X509Certificate2 rsa = Own(new CertificateRequest("CN=A", small, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        X509Certificate2 ec = Own(new CertificateRequest("CN=A", p256, HashAlgorithmName.SHA256));

        Assert.Equal("RSA-1024", CertificateFacts.KeyAlgorithm(rsa));
        Assert.Null(DeviceCertificate.Algorithm(rsa));
        Assert.Equal("EC-P256", CertificateFacts.KeyAlgorithm(ec));
        Assert.Null(DeviceCertificate.Algorithm(ec));
    }

    [Fact]
    public void Chain_HasTheIssuersThatAreThere()
    {
        X509Certificate2 leaf = TestCertificates.CreateMaliMuhur("1234567890", "A", KeyKind.Ec);
        X509Certificate2 other = TestCertificates.CreateEncryption("1234567890", "A", KeyKind.Ec);

        Assert.Equal([leaf, TestCertificates.Authority], CertificateFacts.Chain(leaf, [leaf, other, TestCertificates.Authority]));
        Assert.Equal([leaf], CertificateFacts.Chain(leaf, [leaf, other]));
    }

    private static X509Certificate2 Own(CertificateRequest request) =>
        request.CreateSelfSigned(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddDays(1));
}
