using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using DefterX.Devices;
using DefterX.Devices.Diagnosis;
using DefterX.Devices.Pkcs11;
using DefterX.Devices.SmartCards;
using Xunit;
using static DefterX.Tests.Devices.Diagnosis.Facts;
using Kind = DefterX.Devices.DeviceCheckKind;
using Status = DefterX.Devices.DeviceCheckStatus;

namespace DefterX.Tests.Devices.Diagnosis;

/// <summary>The service, the libraries, the readers and the cards.</summary>
public sealed class MachineDiagnosisTests
{
    [Theory]
    [InlineData(HostSystem.Windows, "Start-Service SCardSvr")]
    [InlineData(HostSystem.Linux, "sudo systemctl enable --now pcscd.socket")]
    [InlineData(HostSystem.MacOS, "macOS")]
    internal void Service_WhenItDoesNotRun_Failed(HostSystem system, string remedy) => Expect(
        Nothing with { SmartCards = Service(SmartCardServiceState.NotRunning), System = system },
        Kind.SmartCardService, Status.Failed, "does not run", "çalışmıyor", remedy);

    [Fact]
    public void Service_WhenItIsNotInstalled_Failed() => Expect(
        Nothing with { SmartCards = Service(SmartCardServiceState.NotInstalled) },
        Kind.SmartCardService, Status.Failed, "not installed", "kurulu değil", "apt install pcscd");

    [Theory]
    [InlineData(HostSystem.Windows, "Restart-Service SCardSvr")]
    [InlineData(HostSystem.Linux, "systemctl restart")]
    internal void Service_WhenItFails_FailedWithTheCode(HostSystem system, string remedy) => Expect(
        Nothing with { SmartCards = Service(SmartCardServiceState.Failed, 0x80100006), System = system },
        Kind.SmartCardService, Status.Failed, "0x80100006", "0x80100006", remedy);

    [Theory]
    [InlineData(SmartCardServiceState.NotRunning)]
    [InlineData(SmartCardServiceState.NotInstalled)]
    [InlineData(SmartCardServiceState.Failed)]
    internal void Service_WhenADeviceIsFoundAllTheSame_WarningOnly(SmartCardServiceState state)
    {
        IReadOnlyList<DeviceCheck> checks = DeviceDiagnosis.Examine(Good with { SmartCards = Service(state, 1) });
        Assert.Equal(Status.Warning, checks[0].Status);
        Assert.DoesNotContain(checks, check => check.Status == Status.Failed || check.Check is Kind.Reader or Kind.Card);
    }

    [Fact]
    public void Reader_WhenThereIsNone_Failed() => Expect(
        Nothing, Kind.Reader, Status.Failed, "No smart card reader", "okuyucu bulunamadı");

    [Fact]
    public void Reader_WhenThereIsNoneButADevice_Warning() =>
        Assert.Equal(Status.Warning, Only(Good with { SmartCards = Readers() }, Kind.Reader).Status);

    [Fact]
    public void Reader_WhenAllAreEmpty_Failed()
    {
        DiagnosisFacts facts = Nothing with { SmartCards = Readers(new SmartCardReader { Name = Reader }) };
        Expect(facts, Kind.Reader, Status.Failed, "empty", "boş");
        Assert.Equal(Reader, Only(facts, Kind.Reader).Subject);
        Assert.DoesNotContain(DeviceDiagnosis.Examine(facts), static check => check.Check == Kind.Card);
    }

    [Fact]
    public void Reader_WhenAnotherHoldsACard_MayBeEmpty()
    {
        DeviceCheck[] readers =
        [
            .. DeviceDiagnosis.Examine(Nothing with { SmartCards = Readers(new SmartCardReader { Name = "Boş 0" }, AkisCard) })
                .Where(static check => check.Check == Kind.Reader),
        ];
        Assert.Equal(["Boş 0", Reader], readers.Select(static check => check.Subject));
        Assert.All(readers, static check => Assert.Equal(Status.Passed, check.Status));
    }

    [Fact]
    public void Card_WhenItIsMute_Failed() => Expect(
        Nothing with { SmartCards = Readers(new SmartCardReader { Name = Reader, HasCard = true, IsMute = true }) },
        Kind.Card, Status.Failed, "gives no answer", "yanıt vermiyor");

    [Fact]
    public void Card_WhenAnotherProgramHoldsIt_Failed() => Expect(
        Nothing with { SmartCards = Readers(AkisCard with { IsExclusive = true }) },
        Kind.Card, Status.Failed, "Another program", "başka bir program");

    [Fact]
    public void Card_WhenItsOwnLibraryHoldsIt_Passed() =>
        Assert.Equal(Status.Passed, Only(Good with { SmartCards = Readers(AkisCard with { IsExclusive = true }) }, Kind.Card).Status);

    [Fact]
    public void Card_WhenItsDriverIsMissing_FailedWithTheDriver() => Expect(
        Nothing with { SmartCards = Readers(AkisCard), Libraries = [Shows("/usr/lib/libsofthsm2.so")] },
        Kind.Card, Status.Failed, "AKİS. No PKCS#11 library", "AKİS ailesinden. Bu kart için", "https://akiskart.bilgem.tubitak.gov.tr");

    [Fact]
    public void Card_WhenItsDriverIsOfTheWrongBitness_NamesTheRightEdition() => Expect(
        Nothing with
        {
            SmartCards = Readers(AkisCard),
            Libraries = [new ExaminedLibrary(AkisLibrary, new LibraryImage(LibraryFormat.Elf, ["x86"]), null)],
        },
        Kind.Card, Status.Failed, "driver is missing", "sürücüsü kurulu değil", "x64");

    [Fact]
    public void Card_WhenItsDriverDoesNotShowIt_Failed() => Expect(
        Nothing with { SmartCards = Readers(AkisCard), Libraries = [Shows(AkisLibrary)] },
        Kind.Card, Status.Failed, "does not show it", "göstermiyor", "PowerShell");

    [Fact]
    public void Card_WhenItsFamilyIsUnknown_FailedWithItsAtr() => Expect(
        Nothing with { SmartCards = Readers(AkisCard with { Atr = "3B00" }) },
        Kind.Card, Status.Failed, "does not know", "tanımadığı", "3B00");

    [Fact]
    public void Card_BesideAWorkingDevice_WarningOnly()
    {
        SmartCardReader other = new() { Name = "B", HasCard = true, Atr = "3B00" };
        DiagnosisFacts facts = Good with { SmartCards = Readers(AkisCard, other) };
        DeviceCheck[] cards = [.. DeviceDiagnosis.Examine(facts).Where(static check => check.Check == Kind.Card)];
        Assert.Equal([Status.Passed, Status.Warning], cards.Select(static check => check.Status));
    }

    [Fact]
    public void Library_WhenThereIsNone_NamesTheDriverOfTheCardElseTheVendorsList()
    {
        Expect(
            Nothing with { SmartCards = Readers(AkisCard) },
            Kind.Library, Status.Failed, "No PKCS#11 library", "kütüphanesi bulunamadı",
            "(https://akiskart.bilgem.tubitak.gov.tr/tr/destek)");
        Expect(Nothing, Kind.Library, Status.Failed, "No PKCS#11 library", "kütüphanesi bulunamadı", CardFamily.AllDrivers);
        Expect(Nothing, Kind.Library, Status.Failed, "No PKCS#11 library", "kütüphanesi bulunamadı", "$env:DEFTERX_PKCS11_LIBRARY");
    }

    [Fact]
    public void Library_WhenItIsMissing_Failed() => Expect(
        WithImage(LibraryFormat.Missing), Kind.Library, Status.Failed, "does not exist", "Kütüphane yok", "-Library");

    [Fact]
    public void Library_WhenItIsNone_Failed() => Expect(
        WithImage(LibraryFormat.None), Kind.Library, Status.Failed, "no library", "kütüphane değil");

    [Fact]
    public void Library_OfAnotherSystem_Failed() => Expect(
        WithImage(LibraryFormat.Pe, "x64"),
        Kind.Library, Status.Failed, "is for Windows, not for Linux", "Linux için değil, Windows için", "Linux");

    [Theory]
    [InlineData(HostSystem.Windows, Architecture.X64, "x86",
        "32-bit (x86); this PowerShell is 64-bit (x64)", "32 bit (x86), bu PowerShell 64 bit (x64)", "(x86)")]
    [InlineData(HostSystem.Windows, Architecture.X86, "x64",
        "64-bit (x64); this PowerShell is 32-bit (x86)", "64 bit (x64), bu PowerShell 32 bit (x86)", "x86")]
    [InlineData(HostSystem.MacOS, Architecture.Arm64, "x64",
        "is for x64 processors; this PowerShell is arm64", "x64 işlemciler için", "Apple Silicon")]
    [InlineData(HostSystem.Linux, Architecture.Arm64, "x86",
        "32-bit (x86); this PowerShell is 64-bit (arm64)", "32 bit (x86)", "arm64")]
    internal void Library_OfAnotherArchitecture_Failed(
        HostSystem system, Architecture process, string library, string english, string turkish, string remedy)
    {
        LibraryFormat format = system == HostSystem.Windows ? LibraryFormat.Pe
            : system == HostSystem.MacOS ? LibraryFormat.MachO
            : LibraryFormat.Elf;
        DiagnosisFacts facts = WithImage(format, library) with { System = system, ProcessArchitecture = process };
        Expect(facts, Kind.Library, Status.Failed, english, turkish, remedy);
    }

    [Fact]
    public void Library_WhenItDoesNotStart_FailedWithTheReason()
    {
        InvalidOperationException cause = new("CKR_GENERAL_ERROR.");
        DefterXException failure = new(ErrorIds.LibraryNotLoaded, "whole", AkisLibrary, cause);
        Expect(
            Nothing with { Libraries = [new ExaminedLibrary(AkisLibrary, Elf64, new LibraryReport(AkisLibrary, failure, []))] },
            Kind.Library, Status.Failed, "could not be used: CKR_GENERAL_ERROR.", "kullanılamadı: CKR_GENERAL_ERROR.");
    }

    [Fact]
    public void Library_WhenItWasNotAsked_Failed() => Expect(
        Nothing with { Libraries = [new ExaminedLibrary(AkisLibrary, Elf64, null)] },
        Kind.Library, Status.Failed, "was not loaded", "yüklenmedi");

    [Theory]
    [InlineData(AkisLibrary, SmartCardServiceState.NotRunning, HostSystem.Windows, false)]
    [InlineData(AkisLibrary, SmartCardServiceState.Running, HostSystem.Windows, true)]
    [InlineData(AkisLibrary, SmartCardServiceState.NotRunning, HostSystem.Linux, true)]
    [InlineData("/softhsm2-x64.dll", SmartCardServiceState.NotRunning, HostSystem.Windows, true)]
    internal void MayAsk_OnlyWhereLoadingIsHarmless(string path, SmartCardServiceState state, HostSystem system, bool expected) =>
        Assert.Equal(expected, LibrarySurvey.MayAsk(path, state, system));

    [Fact]
    public void Library_WhenItWorks_PassedWithItsArchitecture() => Expect(
        Good, Kind.Library, Status.Passed, "(x64) works; devices shown: 1", "(x64) çalışıyor");

    private static DiagnosisFacts WithImage(LibraryFormat format, params string[] architectures) =>
        Nothing with { Libraries = [new ExaminedLibrary("/opt/x.so", new LibraryImage(format, architectures), null)] };
}
