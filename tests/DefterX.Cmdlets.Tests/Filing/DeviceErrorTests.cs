using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using DefterX.Devices;
using DefterX.TestSupport;
using Xunit;
using static DefterX.Cmdlets.Tests.Filing.ErrorArrangements;
using static DefterX.Cmdlets.Tests.Filing.FilingOffice;

namespace DefterX.Cmdlets.Tests.Filing;

/// <summary>The errors of devices: the id, a message that names the thing in both languages, and nothing changed.</summary>
/// <remarks>DeviceRemoved, DeviceBusy, PinFinalTry and PinLocked want a token that fails: FaultyDeviceTests causes them.</remarks>
public sealed class DeviceErrorTests
{
    private static readonly Dictionary<string, ErrorCase> s_cases = new(StringComparer.Ordinal)
    {
        ["no device"] = new(ErrorIds.DeviceRequired, $"Set-DefterXSignature {Company}", ["Connect-DefterXDevice"], "No device", "Bağlı cihaz yok")
        {
            Arrange = office => office.Ledgers(Created(office)),
        },
        ["another's device"] = new(ErrorIds.SignerNotAuthorized, $"Set-DefterXSignature {Company}",
            ["ÖRNEK IŞIK", "MÜHÜR " + Trader, "-AuthorizedSigner"], "may sign", "imzalayamaz")
        {
            Arrange = office =>
            {
                office.ConnectDevices(Trader);
                office.Ledgers(Created(office));
            },
        },
        ["unknown device"] = new(ErrorIds.DeviceNotFound, "Connect-DefterXDevice -Name yokböyle -Pin $Pin", ["'yokböyle'"], "device", "cihaz")
        {
            Secret = Password,
        },
        ["no PFX file"] = new(ErrorIds.DeviceNotFound, "Connect-DefterXDevice -PfxPath $Root/yok.pfx -Pin $Pin", ["yok.pfx"], "does not exist", "PFX dosyası yok")
        {
            Secret = Password,
        },
        ["no device in time"] = new(ErrorIds.OperationTimeout, "Get-DefterXDevice yokböyle -Wait -Timeout 1", ["1"], "seconds", "saniye"),
        ["one PIN for two devices"] = new(ErrorIds.DeviceAmbiguous, "Connect-DefterXDevice $Devices -Pin $Pin -NoGib",
            ["MÜHÜR " + Company, "MÜHÜR " + Trader], "One PIN", "Tek PIN")
        {
            Arrange = office => office.Set("Devices", new[] { Device(office, Company), Device(office, Trader) }),
            Secret = Password,
        },
        ["library gone"] = new(ErrorIds.LibraryNotLoaded, "Connect-DefterXDevice $Devices -Pin $Pin -NoGib", ["libkart-yok.so"], "driver", "sürücüsü")
        {
            Arrange = office => office.Set(
                "Devices", Device(office, Company) with { Library = Path.Combine(office.Root, "libkart-yok.so"), IsPfx = false }),
            Secret = Password,
        },
        ["wrong PIN"] = new(ErrorIds.PinIncorrect, "Connect-DefterXDevice -PfxPath $Pfx -Pin $Wrong -NoGib", [Company + ".pfx"], "password", "parola")
        {
            Arrange = office =>
            {
                office.Set("Pfx", office.CreatePfx(Company));
                office.Succeed("$Wrong = [System.Net.NetworkCredential]::new('', 'sınama-000').SecurePassword");
            },
            Secret = "sınama",
        },
        ["no PIN"] = new(ErrorIds.PinRequired, "Connect-DefterXDevice -PfxPath $Pfx -NoGib", ["-Pin"], "nobody can be asked", "kimse")
        {
            Arrange = office => office.Set("Pfx", office.CreatePfx(Company)),
        },
        ["expired certificate"] = new(ErrorIds.CertificateExpired, "Connect-DefterXDevice -PfxPath $Pfx -Pin $Pin -NoGib",
            ["MÜHÜR", "2020"], "expired", "doldu")
        {
            Arrange = office => office.Set("Pfx", office.CreatePfx(Company, static () => TestCertificates.CreateMaliMuhur(
                Company, "MÜHÜR", KeyKind.Ec, new DateTimeOffset(2017, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero)))),
        },
        ["encryption certificate"] = new(ErrorIds.CertificateNotUsable, "Connect-DefterXDevice -PfxPath $Pfx -Pin $Pin -NoGib",
            ["MÜHÜR"], "for encryption", "şifreleme")
        {
            Arrange = office => office.Set(
                "Pfx", office.CreatePfx(Company, static () => TestCertificates.CreateEncryption(Company, "MÜHÜR", KeyKind.Rsa))),
        },
    };

    public static TheoryData<string> Names => [.. s_cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public Task Cmdlet_WhenSomethingIsWrong_SaysWhatAndChangesNothing(string name) => s_cases[name].CauseAsync();

    private static Device Device(FilingOffice office, string identifier)
    {
        office.Set("Pfx", office.CreatePfx(identifier));
        return office.Succeed("$device = Connect-DefterXDevice -PfxPath $Pfx -Pin $Pin -NoGib; Disconnect-DefterXDevice; $device").Single<Device>()
            with { IsConnected = false };
    }
}
