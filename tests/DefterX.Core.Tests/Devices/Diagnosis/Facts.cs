using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Security.Cryptography.X509Certificates;
using DefterX.Devices;
using DefterX.Devices.Diagnosis;
using DefterX.Devices.Pkcs11;
using DefterX.Devices.SmartCards;
using DefterX.TestSupport;
using Xunit;

namespace DefterX.Tests.Devices.Diagnosis;

/// <summary>Constructed facts: a Linux machine on which all is well, and what can be wrong with it.</summary>
internal static class Facts
{
    public const string AkisAtr = "3B9F978131FE4580655443D3210731C073F62180810590";
    public const string Reader = "ACS ACR39U 00 00";
    public const string AkisLibrary = "/usr/lib/libakisp11.so";

    public static X509Certificate2 Signing { get; } =
        TestCertificates.CreateMaliMuhur("1234567808", "Örnek Iğdır Ltd. Şti.", KeyKind.Ec);

    public static X509Certificate2 Encryption { get; } =
        TestCertificates.CreateEncryption("1234567808", "Örnek Iğdır Ltd. Şti.", KeyKind.Ec);

    public static LibraryImage Elf64 { get; } = new(LibraryFormat.Elf, ["x64"]);

    public static SmartCardReader AkisCard { get; } = new() { Name = Reader, HasCard = true, Atr = AkisAtr };

    /// <summary>An AKİS card with a signing certificate, in a reader, shown by its library.</summary>
    public static DiagnosisFacts Good { get; } = new()
    {
        SmartCards = Readers(AkisCard),
        Libraries = [Shows(AkisLibrary, Token("mühür", Signing))],
        Now = DateTime.Now,
        System = HostSystem.Linux,
        ProcessArchitecture = Architecture.X64,
    };

    /// <summary>The same machine without any device.</summary>
    public static DiagnosisFacts Nothing { get; } = Good with { SmartCards = Readers(), Libraries = [] };

    public static SmartCardSurvey Readers(params SmartCardReader[] readers) =>
        new() { State = SmartCardServiceState.Running, Readers = readers };

    public static SmartCardSurvey Service(SmartCardServiceState state, uint code = 0) => new() { State = state, ErrorCode = code };

    public static ExaminedLibrary Shows(string path, params TokenReport[] tokens) =>
        new(path, Elf64, new LibraryReport(path, null, tokens));

    public static TokenReport Token(string label, params X509Certificate2[] certificates) => new()
    {
        Label = label,
        Reader = Reader,
        IsInitialised = true,
        PinState = PinState.Ok,
        Certificates = [.. certificates.Select(certificate => new FoundCertificate(DeviceOf(certificate, label), certificate))],
    };

    public static Device DeviceOf(X509Certificate2 certificate, string label, PinState pin = PinState.Ok) =>
        TokenReader.Describe(certificate, label, AkisLibrary) with { SerialNumber = "1", Reader = Reader, PinState = pin };

    public static DiagnosisFacts WithToken(TokenReport token) => Good with { Libraries = [Shows(AkisLibrary, token)] };

    public static DiagnosisFacts WithCertificates(params X509Certificate2[] certificates) => WithToken(Token("mühür", certificates));

    public static DiagnosisFacts WithPin(PinState pin) => WithToken(Token("mühür") with
    {
        PinState = pin,
        Certificates = [new FoundCertificate(DeviceOf(Signing, "mühür", pin), Signing)],
    });

    /// <summary>The only finding of a kind, and that it has a remedy unless it passed.</summary>
    public static DeviceCheck Only(DiagnosisFacts facts, DeviceCheckKind kind)
    {
        IReadOnlyList<DeviceCheck> checks = DeviceDiagnosis.Examine(facts);
        Assert.All(checks, check => Assert.Equal(check.Status == DeviceCheckStatus.Passed, check.Remedy.Length == 0));
        return Assert.Single(checks, check => check.Check == kind);
    }

    /// <summary>Checks a finding in English and in Turkish.</summary>
    public static void Expect(
        DiagnosisFacts facts, DeviceCheckKind kind, DeviceCheckStatus status, string english, string turkish, string remedy = "")
    {
        foreach ((string culture, string text) in new[] { ("en-US", english), ("tr-TR", turkish) })
        {
            CultureScope.Run(culture, () =>
            {
                DeviceCheck check = Only(facts, kind);
                Assert.Equal(status, check.Status);
                Assert.Contains(text, check.Message, StringComparison.Ordinal);
                Assert.Contains(remedy, check.Remedy, StringComparison.Ordinal);
            });
        }
    }
}
