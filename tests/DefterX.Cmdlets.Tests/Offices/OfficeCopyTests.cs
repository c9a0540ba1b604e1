using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using DefterX.Cmdlets.Tests.Filing;
using DefterX.Files;
using DefterX.Ledgers;
using DefterX.Office;
using DefterX.TestSupport;
using Xunit;

namespace DefterX.Cmdlets.Tests.Offices;

/// <summary>An office goes from where it is kept into a folder, and from the folder to a service: nothing is lost, changed or done twice.</summary>
public sealed class OfficeCopyTests : IAsyncLifetime
{
    private FilingOffice _office = null!;

    private string Copy => Path.Combine(_office.Root, "kopya");

    public async Task InitializeAsync()
    {
        _office = await FilingOffice.StartAsync();
        _office.Set("Copy", Copy);
    }

    public async Task DisposeAsync() => await _office.DisposeAsync();

    [Theory]
    [InlineData("")]
    [InlineData("tr-TR")]
    public async Task FromAServiceToAFolderToAnotherService_EverythingComesAlong(string culture)
    {
        await using FilingOffice office = await FilingOffice.StartAsync(culture, place: OfficePlace.Sqlite);
        office.Set("Copy", Path.Combine(office.Root, "kopya"));
        office.ConnectDevices(FilingOffice.Company, FilingOffice.WithBranches, FilingOffice.Trader);
        office.ImportAll();
        office.Ledgers("Publish-DefterXLedger -Wait");
        office.Import(FilingOffice.Trader, "2026-10");
        office.Succeed($"New-DefterXLedger {FilingOffice.Trader} -Period 2026-10");
        office.Succeed($"Remove-DefterXLedger {FilingOffice.Company} -Reason 'yeniden' -Force -Confirm:$false");
        string[] before = Figures(office);
        string[] files = Files(office.Folder);
        int packages = office.Gib.Packages.Count;

        Ledger[] exported = office.Ledgers("Export-DefterXOffice $Copy");
        Assert.Equal(5, exported.Length);
        string key = (string)office.Succeed("(New-DefterXLoginKey 'Kopya' -Office $Copy).Key").Output.Single().BaseObject;
        office.Set("Key", key);
        office.Succeed("$null = Connect-DefterXSession $Key $Session.CustomerNumber 2026-09 -Office $Copy");
        Assert.Equal(before, Figures(office));
        OfficeFolder copy = OfficeFolder.Open(Path.Combine(office.Root, "kopya"));
        Assert.Equal(files, Files(copy));

        office.Set("Service", OfficePlace.PostgreSql.Service!.Address);
        office.Set("Key", OfficePlace.PostgreSql.Service.Register(copy.Settings));
        office.Succeed("$Moved = Connect-DefterXSession $Key $Session.CustomerNumber 2026-09 -ServiceUri $Service");
        Assert.Equal(5, office.Ledgers("Import-DefterXOffice $Copy").Length);
        Assert.Equal(before, Figures(office));
        Session moved = (Session)office.Succeed("$Moved").Output.Single().BaseObject;
        Assert.Equal(files, Files(moved.Folder));
        Assert.Empty(office.Ledgers("Import-DefterXOffice $Copy"));

        // What another PC gets from the service is all of it.
        Directory.Delete(Path.Combine(moved.Folder.Path, "ledgers"), recursive: true);
        Directory.Delete(Path.Combine(moved.Folder.Path, "journals"), recursive: true);
        Assert.Equal(21, office.Succeed("Get-DefterXLedger | Where-Object State -EQ Approved | Get-DefterXSignature").Output.Count);
        Assert.All(office.Ledgers($"Publish-DefterXLedger {FilingOffice.WithBranches}, {FilingOffice.Trader} -Wait"), ledger =>
            Assert.Equal(LedgerState.Approved, ledger.State));
        Assert.Equal(packages, office.Gib.Packages.Count);
    }

    [Fact]
    public void Export_CutShort_IsGoneOnWithByTheSameCommand()
    {
        Approve();
        _office.Succeed("Export-DefterXOffice $Copy");
        string[] whole = Files(OfficeFolder.Open(Copy));
        MonthFolder month = Copied(FilingOffice.Company);
        File.Delete(month.PathOf(LedgerFileKind.Y));
        File.Delete(month.PathOf(LedgerFileKind.KB));
        month.Log.ReplaceLines([.. month.Log.ReadLines().Take(2)]);
        File.Delete(Path.Combine(Copy, "journals", FilingOffice.Trader, "2026-09", "import.json"));
        Directory.Delete(Copied(FilingOffice.Trader).FolderPath, recursive: true);

        Ledger[] again = _office.Ledgers("Export-DefterXOffice $Copy");
        Assert.Equal([FilingOffice.Company, FilingOffice.Trader], again.Select(ledger => ledger.Identifier).OrderDescending(StringComparer.Ordinal));
        Assert.All(again, ledger => Assert.Equal(LedgerState.Approved, ledger.State));
        Assert.Equal(whole, Files(OfficeFolder.Open(Copy)));
    }

    [Fact]
    public void Export_WhatDiffersThere_StaysAndIsLedgerExistsOrFirmExists()
    {
        _office.ImportAll();
        _office.Succeed("New-DefterXLedger; Export-DefterXOffice $Copy");
        string[] before = Files(OfficeFolder.Open(Copy));
        _office.ConnectDevices(FilingOffice.Company);
        _office.Succeed($"Set-DefterXSignature {FilingOffice.Company}; Set-DefterXFirm {FilingOffice.Trader} -Title 'Başka İnce'");
        _office.Import(FilingOffice.Trader, "2026-10");
        _office.Import(FilingOffice.WithBranches, "2026-10", "0001");

        Engine.Result result = _office.Invoke("Export-DefterXOffice $Copy");
        Assert.Equal(
            ["FirmExists", "LedgerExists"],
            result.Errors.Select(error => error.FullyQualifiedErrorId.Split(',')[0]).Order(StringComparer.Ordinal));
        Ledger added = (Ledger)Assert.Single(result.Output).BaseObject;
        Assert.Equal((FilingOffice.WithBranches, "2026-10"), (added.Identifier, added.Period.ToString()));
        Assert.Empty(before.Except(Files(OfficeFolder.Open(Copy))));
        Assert.False(Directory.Exists(Path.Combine(Copy, "journals", FilingOffice.Trader, "2026-10")));
    }

    [Fact]
    public void Export_MonthOnWhichSomebodyWorks_IsLedgerLockedAndTheOthersGoOn()
    {
        _office.ImportAll();
        using (LockFile held = _office.Month().Lock())
        {
            Engine.Result result = _office.Invoke("Export-DefterXOffice $Copy");
            Assert.Equal("LedgerLocked", Assert.Single(result.Errors).FullyQualifiedErrorId.Split(',')[0]);
            Assert.Equal(3, result.Output.Count);
        }

        Assert.Equal(FilingOffice.Company, Assert.Single(_office.Ledgers("Export-DefterXOffice $Copy")).Identifier);
    }

    [Fact]
    public void WhatIf_WritesNothing()
    {
        _office.ImportAll();
        string[] before = _office.Snapshot();
        _office.Succeed("Export-DefterXOffice $Copy -WhatIf");
        Assert.False(Directory.Exists(Copy));
        _office.Succeed($"Export-DefterXOffice $Copy; Import-DefterXOffice $Copy '{FilingOffice.Trader}' -WhatIf");
        Assert.Equal(before, _office.Snapshot());
    }

    [Fact]
    public void Offices_ThatAreOneOrAnothers_AreOfficeInvalid()
    {
        _office.ImportAll();
        Assert.Equal("OfficeInvalid", _office.Invoke("Import-DefterXOffice $Path").ErrorId);
        _office.Succeed("$null = New-DefterXOffice $Copy 999 'Başka' -SourceIdentifier 1234567808 -SourceTitle 'YAZILIM A.Ş.'");
        Assert.Equal("OfficeInvalid", _office.Invoke("Import-DefterXOffice $Copy").ErrorId);
        Assert.Equal("OfficeInvalid", _office.Invoke("Export-DefterXOffice $Copy").ErrorId);
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(_office.Root, "dolu")).FullName, "not.txt"), "1");
        Assert.Equal("OfficeExists", _office.Invoke("Export-DefterXOffice $Root/dolu").ErrorId);
        Assert.Equal("OfficeNotFound", _office.Invoke("Import-DefterXOffice $Root/yok").ErrorId);
    }

    [Fact]
    public void Import_OfSignedMonthsByAPreparer_IsRoleRequired()
    {
        Approve();
        OfficeServiceProcess service = OfficePlace.Sqlite.Service!;
        string number = $"8{Random.Shared.Next(100_000, 999_999)}";
        string office = Path.Combine(_office.Path, "office.json");
        File.WriteAllText(office, File.ReadAllText(office).Replace(TestOffice.CustomerNumber, number, StringComparison.Ordinal));
        _office.Set("Number", number);
        _office.Set("Service", service.Address);
        _office.Set("Key", service.Register(OfficeFolder.Open(_office.Path).Settings));
        _office.Succeed("$null = Connect-DefterXSession $Key $Number 2026-09 -ServiceUri $Service");
        string email = $"hazirlayan{number}@buro.example";
        _office.Succeed($"$null = New-DefterXLoginKey Hazırlayan -Email {email} -Role Preparer");
        _office.Set("Key", service.KeyOf(email));
        _office.Succeed("$null = Connect-DefterXSession $Key $Number 2026-09 -ServiceUri $Service");

        Engine.Result result = _office.Invoke($"Import-DefterXOffice $Path {FilingOffice.Company}");
        Assert.Equal("RoleRequired", Assert.Single(result.Errors).FullyQualifiedErrorId.Split(',')[0]);
        Assert.Empty(result.Output);
        Assert.Equal([LedgerState.Missing], _office.Ledgers($"Get-DefterXLedger {FilingOffice.Company}").Select(ledger => ledger.State));
    }

    private void Approve()
    {
        _office.ConnectDevices(FilingOffice.Company, FilingOffice.WithBranches, FilingOffice.Trader);
        _office.ImportAll();
        _office.Succeed("Publish-DefterXLedger -Wait");
    }

    private MonthFolder Copied(string firm)
    {
        OfficeFolder copy = OfficeFolder.Open(Copy);
        MonthFolder month = _office.Month(firm);
        return new MonthFolder(month.Id, copy.LedgerFolder(month.Id.Firm, month.Id.Period));
    }

    private static string[] Figures(FilingOffice office) =>
    [
        .. office.Ledgers("Get-DefterXLedger -Period 2026-09, 2026-10")
            .Select(ledger => FormattableString.Invariant(
                $"{ledger} {ledger.State} {ledger.Entries} {ledger.TotalDebit} {ledger.SentAt:O} {ledger.ApprovedAt:O} {ledger.SignedBy}"))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>All books with their digests, without what is of the PC alone; a record's lines in any order, as branches share it.</summary>
    private static string[] Files(OfficeFolder office) =>
    [
        .. new[] { "journals", "ledgers", "firms" }
            .SelectMany(name => Directory.EnumerateFiles(Path.Combine(office.Path, name), "*", SearchOption.AllDirectories))
            .Where(file => Path.GetExtension(file) != ".xslt" && Path.GetFileName(file)[0] != '~')
            .Select(file => $"{Path.GetRelativePath(office.Path, file)} {ContentOf(file)}")
            .Order(StringComparer.Ordinal),
    ];

    private static string ContentOf(string file) => Path.GetFileName(file) == FilingLog.FileName
        ? string.Join('\n', File.ReadAllLines(file).Order(StringComparer.Ordinal))
        : FileDigest.Sha256(file);
}
