using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using DefterX.Journals;
using DefterX.Office;
using Xunit;

namespace DefterX.Cmdlets.Tests.Commands;

public sealed class FirmTests : IDisposable
{
    private readonly TestOffice _office = new("tr-TR");

    public FirmTests() => _office.Connect();

    private Engine Engine => _office.Engine;

    [Fact]
    public void New_FromCsvRows_BindsByPropertyName()
    {
        PSObject[] rows = [Row(TestOffice.Identifier, "IŞIK LTD."), Row(TestOffice.OtherIdentifier, "İNCİ A.Ş.")];
        Engine.Result result = Engine.Invoke("param($Rows) $Rows | New-DefterXFirm", (object)rows);
        Assert.Empty(result.Errors);
        Firm firm = (Firm)result.Output[0].BaseObject;
        Assert.Equal("IŞIK LTD.", firm.Title);
        Assert.Equal(["0001 Merkez", "0002 Şube"], firm.Branches.Select(static branch => branch.ToString()));
        Assert.Equal(1, firm.FiscalYearStartMonth);
        Assert.Equal(FilingPreference.Quarterly, firm.FilingPreference);
        Assert.Null(firm.Fax);
        Assert.Equal(firm.Address, firm.Accountants[0].Address);
        Assert.Equal(2, Engine.Invoke("Get-DefterXFirm").Output.Count);
    }

    [Fact]
    public void Set_WhenABranchFiledElsewhere_KeepsItsCounters()
    {
        PSObject[] rows = [Row(TestOffice.Identifier, "IŞIK LTD.")];
        Assert.Empty(Engine.Invoke("param($Rows) $Rows | New-DefterXFirm", (object)rows).Errors);
        string set = $"Set-DefterXFirm {TestOffice.Identifier} -PassThru -OpeningThrough 2026-08";
        Firm firm = (Firm)Engine.Invoke(set + " -Branch '0001=Merkez=340/1200/8', '0002=Şube'").Output[0].BaseObject;
        Assert.Equal(new OpeningCounters(340, 1200, 8, new Period(2026, 8)), firm.Branches[0].OpeningCounters);
        Assert.Null(firm.Branches[1].OpeningCounters);
        firm = (Firm)Engine.Invoke(set + " -Branch '0001=Yeni Merkez' -IsMultiCurrency $true").Output[0].BaseObject;
        Assert.Equal((340L, true), (firm.Branches[0].OpeningCounters!.EntryNumber, firm.IsMultiCurrency));
        Assert.Equal(ErrorIds.FirmInvalid, Engine.Invoke(set + " -Branch '0001=Merkez=340/x/8'").ErrorId);
    }

    [Fact]
    public void New_WhenOneRowIsWrong_TheOthersAreAdded()
    {
        PSObject[] rows = [Row("1234567891", "A LTD."), Row(TestOffice.OtherIdentifier, "B LTD.")];
        Engine.Result result = Engine.Invoke("param($Rows) $Rows | New-DefterXFirm", (object)rows);
        Assert.Equal(ErrorIds.FirmInvalid, result.ErrorId);
        Assert.Equal("1234567891", result.Error.TargetObject);
        Assert.Single(result.Output);
    }

    [Fact]
    public void New_WhenItExists_FirmExists()
    {
        _office.AddFirm();
        PSObject row = Row(TestOffice.Identifier, "A LTD.");
        Assert.Equal(ErrorIds.FirmExists, Engine.Invoke("param($Row) $Row | New-DefterXFirm", row).ErrorId);
    }

    [Theory]
    [InlineData("Get-DefterXFirm 5123400670")]
    [InlineData("Get-DefterXFirm -Identifier 5123400670")]
    [InlineData("Get-DefterXFirm 'ışık*'")]
    [InlineData("Get-DefterXFirm 'işik ltd'")]
    [InlineData("'5123400670' | Get-DefterXFirm")]
    [InlineData("Get-DefterXFirm 5123400670 | Get-DefterXFirm")]
    [InlineData("[pscustomobject]@{ Identifier = '5123400670' } | Get-DefterXFirm")]
    public void Get_ByIdentifierTitleOrPipeline_FindsTheFirm(string script)
    {
        _office.AddFirm(title: "IŞIK LTD");
        _office.AddFirm(TestOffice.OtherIdentifier, "Başka A.Ş.");
        Assert.Equal(TestOffice.Identifier, Engine.Invoke(script).Single<Firm>().Identifier);
    }

    [Theory]
    [InlineData("1234567890")]
    [InlineData("0123456789")]
    [InlineData("1")]
    public void Get_WhenIdentifierIsAnUnquotedNumber_TakesItAsItWasTyped(string number)
    {
        Engine.Result result = Engine.Invoke("Get-DefterXFirm " + number);
        Assert.Equal(ErrorIds.FirmNotFound, result.ErrorId);
        Assert.Equal(number, result.Error.TargetObject);
    }

    [Fact]
    public void Get_WhenOneIsUnknown_ErrorForItAloneWithItAsTarget()
    {
        _office.AddFirm();
        Engine.Result result = Engine.Invoke("Get-DefterXFirm 7341200986, 5123400670");
        Assert.Equal(ErrorIds.FirmNotFound, result.ErrorId);
        Assert.Equal(TestOffice.OtherIdentifier, result.Error.TargetObject);
        Assert.Single(result.Output);
        Assert.Empty(Engine.Invoke("Get-DefterXFirm 'yok*'").Errors);
    }

    [Fact]
    public void Set_WithOneField_LeavesTheOthers()
    {
        Firm before = _office.AddFirm(extra: "-Fax 3125550102");
        Firm after = Engine.Invoke("Set-DefterXFirm 5123400670 -Phone 3125550199 -PassThru").Single<Firm>();
        Assert.Equal("3125550199", after.Phone);
        Assert.Equal("3125550102", after.Fax);
        Assert.Equal(before.Accountants, after.Accountants);
        Assert.Equal(before.Address, after.Address);
    }

    [Fact]
    public void Set_WithAnOldFirmObject_ChangesOnlyWhatWasTyped()
    {
        Firm old = _office.AddFirm();
        Engine.Invoke("Set-DefterXFirm 5123400670 -Phone 3125550199");
        Firm after = Engine.Invoke("param($Old) $Old | Set-DefterXFirm -Fax 3125550102 -PassThru", old).Single<Firm>();
        Assert.Equal("3125550199", after.Phone);
        Assert.Equal("3125550102", after.Fax);
    }

    [Fact]
    public void All_UnderWhatIf_ChangeNothing()
    {
        _office.AddFirm();
        string journal = Journal();
        string before = _office.Snapshot;
        Engine.Result result = Engine.Invoke(
            """
            param($Row, $Journal, $New)
            $Row | New-DefterXFirm -WhatIf
            Set-DefterXFirm 5123400670 -Phone 3125550199 -WhatIf
            Remove-DefterXFirm 5123400670 -WhatIf
            Import-DefterXJournal $Journal 5123400670 -WhatIf
            New-DefterXOffice $New 1 Ad -SourceIdentifier 7341200986 -SourceTitle A -WhatIf
            """,
            Row(TestOffice.OtherIdentifier, "B LTD."),
            journal,
            Path.Combine(_office.Root, "yeni"));
        Assert.Empty(result.Errors);
        Assert.Equal(before, _office.Snapshot);
    }

    [Fact]
    public void Remove_WhenThereAreBooks_NeedsForce()
    {
        _office.AddFirm();
        Engine.Invoke("param($Journal) Import-DefterXJournal $Journal 5123400670", Journal()).Single<JournalImport>();
        Assert.Equal(ErrorIds.LedgerExists, Engine.Invoke("Remove-DefterXFirm 5123400670").ErrorId);
        Assert.Empty(Engine.Invoke("Get-DefterXFirm | Remove-DefterXFirm -Force").Errors);
        Assert.Empty(Engine.Invoke("Get-DefterXFirm").Output);
    }

    [Fact]
    public void ImportJournal_WithTheSessionsPeriod_CountsIt()
    {
        _office.AddFirm();
        JournalImport import = Engine.Invoke("param($Journal) Import-DefterXJournal $Journal 5123400670", Journal()).Single<JournalImport>();
        Assert.Equal((1, 2, 1234.5m), (import.Entries, import.Lines, import.TotalDebit));
        Assert.Contains("Imported 1 entries", _office.Logs, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Import-DefterXJournal yok.csv 5123400670", ErrorIds.JournalNotFound)]
    [InlineData("Import-DefterXJournal $Journal 7341200986", ErrorIds.FirmNotFound)]
    [InlineData("Import-DefterXJournal $Journal 5123400670 -Branch 0001", ErrorIds.FirmNotFound)]
    [InlineData("Import-DefterXJournal $Journal 5123400670 -Period 2026-8x", ErrorIds.InvalidPeriod)]
    [InlineData("Import-DefterXJournal $Journal 5123400670 -Period 2026-08", ErrorIds.JournalUnreadable)]
    [InlineData("Import-DefterXJournal $Journal '*'", ErrorIds.FirmNotFound)]
    public void ImportJournal_WhenSomethingIsWrong_GivesItsIdAndChangesNothing(string script, string id)
    {
        _office.AddFirm();
        _office.AddFirm("1234567890", "Üçüncü Ltd.");
        string journal = Journal();
        string books = string.Join('\n', Directory.EnumerateFileSystemEntries(Path.Combine(_office.Path, "journals")));
        Assert.Equal(id, Engine.Invoke("param($Journal) " + script, journal).ErrorId);
        Assert.Equal(books, string.Join('\n', Directory.EnumerateFileSystemEntries(Path.Combine(_office.Path, "journals"))));
    }

    public void Dispose() => _office.Dispose();

    private static PSObject Row(string identifier, string title)
    {
        PSObject row = new();
        foreach ((string name, string value) in new Dictionary<string, string>
        {
            ["Identifier"] = identifier, ["Title"] = title, ["BuildingNumber"] = "1", ["Street"] = "Sokak", ["City"] = "İzmir",
            ["ZipCode"] = "35000", ["Phone"] = "2325550101", ["Fax"] = "", ["Email"] = "a@ornek.example", ["NaceCode"] = "47.11.01",
            ["FiscalYearStartMonth"] = "", ["FilingPreference"] = "Quarterly", ["AccountantName"] = "SMMM Ali Deneme",
            ["AccountantEngagement"] = "-", ["AccountantBuildingNumber"] = "", ["AccountantStreet"] = "", ["AccountantCity"] = " ",
            ["AccountantZipCode"] = "", ["AccountantCountry"] = "", ["AccountantPhone"] = "", ["OpeningThrough"] = "", ["OpeningEntryNumber"] = "",
            ["AuthorizedSigner"] = "", ["Currency"] = "", ["Country"] = "", ["Branch"] = "0001=Merkez;0002=Şube", ["Unrelated"] = "x",
        })
        {
            row.Properties.Add(new PSNoteProperty(name, value));
        }

        return row;
    }

    private string Journal()
    {
        string path = Path.Combine(_office.Root, "eylül.csv");
        File.WriteAllText(
            path,
            "Fiş No;Tarih;Hesap Kodu;Hesap Adı;Borç;Alacak\n1;01.09.2026;100;Kasa;1.234,50;\n1;01.09.2026;600;Satışlar;;1.234,50\n");
        return path;
    }
}
