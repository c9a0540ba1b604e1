using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DefterX.Certificates;
using DefterX.Devices;
using DefterX.Devices.Diagnosis;
using DefterX.Devices.SmartCards;
using DefterX.TestSupport;
using Xunit;
using static DefterX.Tests.Devices.Diagnosis.Facts;
using Kind = DefterX.Devices.DeviceCheckKind;
using Status = DefterX.Devices.DeviceCheckStatus;

namespace DefterX.Tests.Devices.Diagnosis;

/// <summary>The tokens, their certificates, PINs and connections.</summary>
public sealed class DeviceDiagnosisTests
{
    private static readonly Uri s_gib = new("https://gib.example/edefter");

    private static DeviceConnection Connected => new(DeviceOf(Signing, "mühür"), Signing, null, false);

    [Fact]
    public void Examine_WhenAllIsWell_OnlyTheConnectionIsMissing()
    {
        IReadOnlyList<DeviceCheck> checks = DeviceDiagnosis.Examine(Good);

        Assert.Equal(
            [
                Kind.SmartCardService, Kind.Library, Kind.Reader, Kind.Card,
                Kind.Token, Kind.Certificate, Kind.Validity, Kind.Pin, Kind.Connection,
            ],
            checks.Select(static check => check.Check));
        Assert.All(checks.SkipLast(1), static check => Assert.Equal(Status.Passed, check.Status));
        Assert.All(checks.Skip(4), static check => Assert.Equal("mühür", check.Subject));
    }

    [Fact]
    public void Examine_WhenConnectedToGib_AllPasses() => Assert.All(
        DeviceDiagnosis.Examine(Good with
        {
            Connections = [Connected with { GibUri = s_gib, GibConnected = true }],
            Trust = Verdict(TrustState.Trusted, "", RevocationState.Good, ""),
        }),
        static check => Assert.Equal((Status.Passed, ""), (check.Status, check.Remedy)));

    [Fact]
    public void Examine_WithoutAnyDevice_SomethingHasFailed()
    {
        TokenReport blank = Token("") with { IsInitialised = false };
        DiagnosisFacts[] all =
        [
            Nothing,
            Nothing with { SmartCards = Service(SmartCardServiceState.NotRunning) },
            Nothing with { Libraries = [Shows("/usr/lib/libsofthsm2.so")] },
            Nothing with { SmartCards = Readers(AkisCard), Libraries = [Shows(AkisLibrary)] },
            Nothing with { SmartCards = Readers(AkisCard), Libraries = [Shows(AkisLibrary, blank)] },
            Nothing with { SmartCards = Readers(AkisCard), Libraries = [Shows(AkisLibrary, Token("boş"))] },
            Good with { Name = "başka" },
        ];
        Assert.All(all, static facts => Assert.Contains(DeviceDiagnosis.Examine(facts), static check => check.Status == Status.Failed));
    }

    [Fact]
    public void Token_WhenItIsNotInitialised_Failed() => Expect(
        WithToken(Token("") with { IsInitialised = false }), Kind.Token, Status.Failed, "never been initialised", "hiç hazırlanmamış");

    [Fact]
    public void Token_BesideInitialisedOnesOfItsLibrary_IsLeftOut()
    {
        TokenReport blank = Token("") with { IsInitialised = false };
        DiagnosisFacts facts = Good with { Libraries = [Shows(AkisLibrary, Token("mühür", Signing), blank)] };
        Assert.Equal("mühür", Only(facts, Kind.Token).Subject);
    }

    [Fact]
    public void Token_WhenItCannotBeRead_FailedWithTheReason()
    {
        DefterXException failure = new(ErrorIds.DeviceRemoved, "whole", "mühür", new InvalidOperationException("CKR_DEVICE_ERROR"));
        Expect(WithToken(Token("mühür") with { Failure = failure }), Kind.Token, Status.Failed, "CKR_DEVICE_ERROR", "Cihaz okunamadı");
    }

    [Fact]
    public void Token_ShownByTwoLibraries_IsExaminedOnce()
    {
        DiagnosisFacts facts = Good with
        {
            Libraries =
            [
                Shows("/usr/lib/opensc-pkcs11.so", Token("User PIN")),
                Shows(AkisLibrary, Token("mühür", Signing)),
                Shows("/opt/akis/libakisp11.so", Token("mühür", Signing)),
            ],
        };
        Assert.Equal("mühür", Only(facts, Kind.Token).Subject);
    }

    [Fact]
    public void Name_WhenNoneMatches_FailedWithTheNames()
    {
        DiagnosisFacts facts = Good with { Name = "başka*" };
        Expect(facts, Kind.Token, Status.Failed, "found were: mühür", "bulunanlar: mühür");
        Assert.Equal("başka*", Only(facts, Kind.Token).Subject);
        Expect(Nothing with { Name = "x" }, Kind.Token, Status.Failed, "none was found", "hiç cihaz bulunamadı");
    }

    [Fact]
    public void Name_WhenItMatches_LeavesTheOthersOut()
    {
        ExaminedLibrary library = Shows(AkisLibrary, Token("mühür", Signing), Token("öteki", Encryption));
        Assert.Equal("mühür", Only(Good with { Name = "MÜH*", Libraries = [library] }, Kind.Token).Subject);
    }

    [Fact]
    public void Certificate_WhenThereIsNone_Failed() => Expect(
        WithCertificates(), Kind.Certificate, Status.Failed, "no certificate", "sertifika yok");

    [Fact]
    public void Certificate_WhenNoneIsForSigning_SaysWhichThereAre() => Expect(
        WithCertificates(Encryption, TestCertificates.Authority),
        Kind.Certificate, Status.Failed, "only 1 for encryption and 1 of authorities", "yalnız 1 şifreleme ve 1 kök", "KamuSM");

    [Fact]
    public void Certificate_WhenThereAreSeveral_WarningWithTheirThumbprints()
    {
        X509Certificate2 second = TestCertificates.CreateEImza("12345678901", "Ayşe Işık", KeyKind.Rsa);
        IReadOnlyList<DeviceCheck> checks = DeviceDiagnosis.Examine(WithCertificates(Signing, second));
        DeviceCheck check = checks.First(static check => check.Check == Kind.Certificate);
        Assert.Equal(Status.Warning, check.Status);
        Assert.Contains(Signing.Thumbprint, check.Message, StringComparison.Ordinal);
        Assert.Contains("Ayşe Işık " + second.Thumbprint, check.Message, StringComparison.Ordinal);
        Assert.Contains("-Thumbprint", check.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Certificate_WhenItsKeyIsNotUsable_Failed()
    {
        using RSA rsa = RSA.Create(1024);
        CertificateRequest weak = new("CN=Zayıf", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using ECDsa ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest curve = new("CN=Eğri", ecdsa, HashAlgorithmName.SHA256);
        Expect(WithCertificates(SelfSigned(weak)), Kind.Certificate, Status.Failed, "Zayıf is RSA-1024", "RSA-1024");
        Expect(WithCertificates(SelfSigned(curve)), Kind.Certificate, Status.Failed, "Eğri is EC-P256", "EC-P256");
    }

    [Fact]
    public void Certificate_WhenItIsUsable_PassedWithItsOwner() => Expect(
        Good, Kind.Certificate, Status.Passed,
        "Mali mühür of Örnek Iğdır Ltd. Şti. (1234567808), key EC-P384, thumbprint " + Signing.Thumbprint,
        "Örnek Iğdır Ltd. Şti. (1234567808) adına mali mühür, anahtar EC-P384");

    [Fact]
    public void Validity_WhenExpired_FailedAndNotToBeConnected()
    {
        DiagnosisFacts facts = Good with { Now = Signing.NotAfter.AddSeconds(1) };
        Expect(facts, Kind.Validity, Status.Failed, "expired on", "doldu", "mportal.kamusm.gov.tr");
        Assert.DoesNotContain(DeviceDiagnosis.Examine(facts), static check => check.Check == Kind.Connection);
    }

    [Fact]
    public void Validity_WhenNotYetValid_Failed() => Expect(
        Good with { Now = Signing.NotBefore.AddSeconds(-1) }, Kind.Validity, Status.Failed, "valid only from", "tarihinden itibaren");

    [Theory]
    [InlineData(0, "in 0 days", "0 gün sonra")]
    [InlineData(30, "in 30 days", "30 gün sonra")]
    public void Validity_WithinThirtyDays_Warning(int days, string english, string turkish) =>
        Expect(Good with { Now = Signing.NotAfter.AddDays(-days) }, Kind.Validity, Status.Warning, english, turkish);

    [Fact]
    public void Validity_WithinThirtyOneDays_PassedWithTheDateOfTheCulture() => Expect(
        Good with { Now = Signing.NotAfter.AddDays(-31) }, Kind.Validity, Status.Passed,
        Signing.NotAfter.ToString("d", System.Globalization.CultureInfo.GetCultureInfo("en-US")),
        Signing.NotAfter.ToString("d", System.Globalization.CultureInfo.GetCultureInfo("tr-TR")));

    [Fact]
    public void Validity_OfARenewedCertificate_IsThatOfTheValidOne()
    {
        X509Certificate2 old = TestCertificates.CreateMaliMuhur(
            "1234567808", "Örnek", KeyKind.Rsa, DateTimeOffset.UtcNow.AddYears(-4), DateTimeOffset.UtcNow.AddYears(-1));
        Assert.Equal(Status.Passed, Only(WithCertificates(old, Signing), Kind.Validity).Status);
    }

    [Fact]
    public void Trust_WhenTheChainIsNotTrusted_Failed() => Expect(
        Good with { Trust = Verdict(TrustState.Untrusted, "Kök yok.", RevocationState.Unknown, "") },
        Kind.Trust, Status.Failed, "Kök yok.", "Kök yok.", "KamuSM");

    [Fact]
    public void Trust_WhenTheOfficeListsNoRoots_Warning() => Expect(
        Good with { Trust = Verdict(TrustState.NoRoots, "", RevocationState.Good, "") },
        Kind.Trust, Status.Warning, "no root certificates", "kök sertifika yok", "roots");

    [Fact]
    public void Revocation_WithoutRootsAndAnswer_IsNotMentioned() => Assert.DoesNotContain(
        DeviceDiagnosis.Examine(Good with { Trust = Verdict(TrustState.NoRoots, "", RevocationState.Unknown, "x") }),
        check => check.Check == Kind.Revocation);

    [Fact]
    public void Revocation_WhenRevoked_Failed() => Expect(
        Good with { Trust = Verdict(TrustState.Trusted, "", RevocationState.Revoked, "01.02.2026") },
        Kind.Revocation, Status.Failed, "is revoked. 01.02.2026", "iptal edilmiş. 01.02.2026");

    [Fact]
    public void Revocation_WhenUnknown_Warning() => Expect(
        Good with { Trust = Verdict(TrustState.Trusted, "", RevocationState.Unknown, "") },
        Kind.Revocation, Status.Warning, "could not be found out", "öğrenilemedi", "depo.kamusm.gov.tr");

    [Theory]
    [InlineData(PinState.Ok, Status.Passed, "not locked", "kilitli değil", "")]
    [InlineData(PinState.Unknown, Status.Passed, "does not report", "bildirmiyor", "")]
    [InlineData(PinState.CountLow, Status.Warning, "at the third", "üçüncüsünde", "PIN")]
    [InlineData(PinState.FinalTry, Status.Failed, "One more wrong PIN", "Bir yanlış PIN daha", "-Force")]
    [InlineData(PinState.Locked, Status.Failed, "is locked", "kilitlenmiş", "onlineislemler.kamusm.gov.tr")]
    public void Pin_InEachState_SaysWhatToDo(PinState pin, Status status, string english, string turkish, string remedy) =>
        Expect(WithPin(pin), Kind.Pin, status, english, turkish, remedy);

    [Fact]
    public void Connection_WhenNotConnected_WarningWithTheCommand() => Expect(
        Good, Kind.Connection, Status.Warning, "not connected", "bağlı değil",
        "Connect-DefterXDevice -Thumbprint " + Signing.Thumbprint);

    [Fact]
    public void Gib_WhenItWasNotAsked_Warning() => Expect(
        Good with { Connections = [Connected] }, Kind.Gib, Status.Warning, "has not been asked", "sorulmadı", "-NoGib");

    [Fact]
    public void Gib_WhenItDidNotTakeTheSignature_Warning() => Expect(
        Good with { Connections = [Connected with { GibUri = s_gib }] },
        Kind.Gib, Status.Warning, "(gib.example) did not", "(gib.example) cihazın");

    [Fact]
    public void Pfx_WhenConnected_IsExaminedWithoutPinAndReader()
    {
        Device device = TokenReader.Describe(Signing, "mühür.pfx", "/x/mühür.pfx") with { IsPfx = true };
        DiagnosisFacts facts = Nothing with { Connections = [new DeviceConnection(device, Signing, s_gib, true)] };
        IReadOnlyList<DeviceCheck> checks = DeviceDiagnosis.Examine(facts);
        Assert.DoesNotContain(checks, static check => check.Status == Status.Failed || check.Check == Kind.Pin);
        Assert.Equal(Status.Passed, Only(facts, Kind.Gib).Status);
    }

    private static Dictionary<string, CertificateVerdict> Verdict(
        TrustState trust, string trustMessage, RevocationState revocation, string revocationMessage) => new()
        {
            [Signing.Thumbprint] = new CertificateVerdict
            {
                Trust = trust,
                TrustMessage = trustMessage,
                Revocation = revocation,
                RevocationMessage = revocationMessage,
            },
        };

    private static X509Certificate2 SelfSigned(CertificateRequest request) =>
        request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddYears(1));
}
