using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using DefterX.Build;
using DefterX.Devices;
using DefterX.Ledgers;
using DefterX.TestSupport;
using Xunit;
using Signature = DefterX.Signatures.Signature;
using SignatureStatus = DefterX.Signatures.SignatureStatus;

namespace DefterX.Cmdlets.Tests.Filing;

/// <summary>One token for several runspaces, several tokens for one office, and a token that fails on the way.</summary>
public sealed class SharedDeviceTests
{
    private const string Pin = "246810";
    private const string Accountant = "12345678950";

    [Fact]
    public async Task Publish_FourRunspacesWithOneDevice_AllSignaturesVerify()
    {
        await using FilingOffice office = await FilingOffice.StartAsync();
        office.ImportAll();
        office.Succeed("Get-DefterXFirm | Set-DefterXFirm -AuthorizedSigner " + Accountant);
        using FaultyPkcs11 library = Connect(office, Accountant);
        string[] ledgers =
        [
            FilingOffice.Company, FilingOffice.Trader, $"{FilingOffice.WithBranches} -Branch 0001", $"{FilingOffice.WithBranches} -Branch 0002",
        ];
        List<Engine> engines = [.. ledgers.Select(_ => new Engine())];

        Engine.Result[] results = await Task.WhenAll(ledgers.Zip(engines, (ledger, engine) => Task.Run(() => engine.Invoke(
            $"param($Path) $null = Connect-DefterXSession {TestOffice.Key} {TestOffice.CustomerNumber} 2026-09 -Office $Path; "
            + $"New-DefterXLedger {ledger} | Set-DefterXSignature",
            office.Path))));

        Assert.All(results, result => Assert.True(result.Errors.Count == 0 && result.Terminating is null, result.Text));
        Assert.All(results, result => Assert.Equal(LedgerState.Signed, result.Single<Ledger>().State));
        Signature[] signatures =
            [.. office.Succeed("[IO.Directory]::GetFiles(\"$Path/ledgers\", '*.xml', 'AllDirectories') | Get-DefterXSignature")
                .Output.Select(item => (Signature)item.BaseObject)];
        Assert.Equal(20, signatures.Length);
        Assert.All(signatures, signature => Assert.Equal(SignatureStatus.Valid, signature.Status));
        Assert.All(signatures, signature => AssertXmlsecAgrees(office, signature));
        engines.ForEach(engine => engine.Dispose());
    }

    [Fact]
    public async Task Sign_SeveralDevices_EachFirmWithItsOwn()
    {
        await using FilingOffice office = await FilingOffice.StartAsync();
        office.ImportAll();
        using FaultyPkcs11 company = Connect(office, FilingOffice.Company);
        using FaultyPkcs11 branches = Connect(office, FilingOffice.WithBranches);

        Engine.Result result = office.Invoke("Get-DefterXFirm | New-DefterXLedger | Set-DefterXSignature");

        Assert.Equal(ErrorIds.SignerNotAuthorized, result.ErrorId);
        Ledger[] signed = [.. result.Output.Select(item => (Ledger)item.BaseObject)];
        Assert.Equal(3, signed.Length);
        Assert.All(signed, ledger => Assert.Contains(ledger.Firm.Identifier, ledger.SignedBy, StringComparison.Ordinal));
        Assert.Equal(2, office.Succeed("Get-DefterXSession").Single<DefterX.Office.Session>().Devices.Count);
    }

    [Fact]
    public async Task Sign_TokenPulledOnTheWay_DeviceRemovedAndTheSameCommandFinishes()
    {
        await using FilingOffice office = await FilingOffice.StartAsync();
        office.Import();
        using FaultyPkcs11 library = Connect(office, FilingOffice.Company);
        office.Succeed($"New-DefterXLedger {FilingOffice.Company}");
        library.Set("remove_at_sign", 3);

        Engine.Result result = office.Invoke($"Set-DefterXSignature {FilingOffice.Company}");

        Assert.Equal(ErrorIds.DeviceRemoved, result.ErrorId);
        Assert.Empty(office.Leftovers());
        library.Set("removed", 0);
        library.Set("removal_done", 0);
        Reconnect(office, library);
        Assert.Equal(LedgerState.Signed, Assert.Single(office.Ledgers($"Set-DefterXSignature {FilingOffice.Company}")).State);
    }

    [Fact]
    public async Task Sign_TokenPulledDuringABatch_EveryFirmIsToldAndTheSameCommandFinishes()
    {
        await using FilingOffice office = await FilingOffice.StartAsync();
        office.ImportAll();
        office.Succeed("Get-DefterXFirm | Set-DefterXFirm -AuthorizedSigner " + Accountant);
        using FaultyPkcs11 library = Connect(office, Accountant);
        office.Succeed("New-DefterXLedger");
        library.Set("remove_at_sign", 8);

        Engine.Result result = office.Invoke("Get-DefterXFirm | Set-DefterXSignature");

        Assert.All(result.Errors, error => Assert.StartsWith(ErrorIds.DeviceRemoved, error.FullyQualifiedErrorId, StringComparison.Ordinal));
        Assert.All(result.Errors, error => Assert.IsType<DefterX.Office.Firm>(error.TargetObject));
        Assert.Equal(4, result.Errors.Count + result.Output.Count);
        Assert.InRange(result.Errors.Count, 3, 4);
        Assert.Equal(1, library.Get("logins"));
        Assert.Empty(office.Leftovers());
        library.Set("removed", 0);
        library.Set("removal_done", 0);
        Reconnect(office, library);
        Assert.All(office.Ledgers("Get-DefterXFirm | Set-DefterXSignature"), ledger => Assert.Equal(LedgerState.Signed, ledger.State));
    }

    [Fact]
    public async Task Sign_ReaderResetWithAKeptPin_NobodyNotices()
    {
        await using FilingOffice office = await FilingOffice.StartAsync();
        office.Import();
        using FaultyPkcs11 library = Connect(office, FilingOffice.Company, "-KeepPin");
        office.Succeed($"New-DefterXLedger {FilingOffice.Company}");
        library.Set("drop_sessions_at_sign", 2);

        Assert.Equal(LedgerState.Signed, Assert.Single(office.Ledgers($"Set-DefterXSignature {FilingOffice.Company}")).State);

        Assert.Equal(2, library.Get("logins"));
    }

    private static void AssertXmlsecAgrees(FilingOffice office, Signature signature)
    {
        string certificate = Path.Combine(office.Root, "certificate.pem");
        File.WriteAllText(certificate, signature.Certificate!.ExportCertificatePem());
        (int exitCode, string output) = Shell.Capture(
            "xmlsec1", "--verify", "--enabled-reference-uris", "empty,same-doc", "--enabled-key-data", "key-name",
            "--pubkey-cert-pem", certificate, "--id-attr:Id", "http://uri.etsi.org/01903/v1.3.2#:SignedProperties",
            "--node-xpath", "/*/*[local-name()='Signature']", signature.Path);
        Assert.True(exitCode == 0, output);
    }

    private static FaultyPkcs11 Connect(FilingOffice office, string identifier, string arguments = "")
    {
        using X509Certificate2 certificate = TestCertificates.CreateMaliMuhur(identifier, "MÜHÜR " + identifier, KeyKind.Rsa);
        FaultyPkcs11 library = FaultyPkcs11.Create(SoftHsm.Shared.CreateToken($"{identifier}-{Guid.NewGuid().ToString()[..8]}", Pin, certificate));
        Reconnect(office, library, arguments);
        return library;
    }

    private static void Reconnect(FilingOffice office, FaultyPkcs11 library, string arguments = "")
    {
        SecureString pin = new();
        foreach (char character in Pin) pin.AppendChar(character);
        office.Set("Library", library.LibraryPath);
        office.Set("TokenPin", pin);
        Device device = office.Succeed(
            "Get-DefterXDevice -Library $Library | Where-Object Library -EQ $Library | Connect-DefterXDevice -Pin $TokenPin " + arguments)
            .Single<Device>();
        Assert.True(device.IsConnected);
    }
}
