using System;
using System.IO;
using System.Linq;
using DefterX.Cmdlets.Tests.Formatting;
using DefterX.Journals;
using Xunit;

namespace DefterX.Cmdlets.Tests.Commands;

public sealed class ImportJournalTests : IDisposable
{
    private const string Transfer =
        "Fiş No;Fiş Tarihi;Fiş Açıklama;Hesap Kodu;Evrak No;Evrak Tarihi;Detay Açıklama;Borç;Alacak;Miktar;Belge Türü;Para Birimi;Kur;Döviz Tutar\n"
        + "00001;01/09/2026;Satış;100;A1;01/09/2026;;1.234,50;;;EA;TL;;\n00001;01/09/2026;Satış;600;A1;01/09/2026;;;1.234,50;;DK;TL;;\n";

    private const string Vouchers =
        "DETAY FİŞ LİSTESİ;;;;\nFiş Tipi / Fiş No : MAHSUP / 00001  Tarih : 01/09/2026;;;;\nHESAP KODU;HESAP ADI;AÇIKLAMA;BORÇ;ALACAK\n"
        + "100;KASA;;1.234,50;\n600;SATIŞ;;;1.234,50\nFİŞ TOPLAMI;;;1.234,50;1.234,50\nGENEL TOPLAM;;;1.234,50;1.234,50\n";

    private TestOffice _office = new("tr-TR");

    public ImportJournalTests() => Prepare();

    private Engine Engine => _office.Engine;

    public void Dispose() => _office.Dispose();

    [Theory]
    [InlineData("$Files[0] 5123400670 -DocumentTypeMap @{ EA = 'fatura'; DK = 'Dekont' }")]
    [InlineData("$Files[0] 5123400670 -DocumentTypeMap @{ EA = 'invoice'; DK = 'Dekont'; NM = 'check' }")]
    public void Import_WithAMapOfCodes_ReadsThem(string arguments)
    {
        JournalImport import = Invoke("Import-DefterXJournal " + arguments, Write("e.csv", Transfer)).Single<JournalImport>();
        JournalLine[] lines = [.. JournalStore.OpenReader(import).ReadEntries(default).Single().Lines];
        Assert.Equal(("invoice", null), (lines[0].DocumentType, lines[0].DocumentTypeDescription));
        Assert.Equal(("other", "Dekont"), (lines[1].DocumentType, lines[1].DocumentTypeDescription));
        Assert.Equal("LUCA Excel Veri Aktarımı (csv)", import.Layout);
    }

    [Fact]
    public void Import_WithCodesInOfficeJson_ReadsThem()
    {
        string file = Path.Combine(_office.Path, "office.json");
        string json = File.ReadAllText(file).TrimEnd();
        json = json[..json.LastIndexOf('}')].TrimEnd() + ", \"documentTypeCodes\": { \"EA\": { \"type\": \"invoice\" }, \"DK\": { \"type\": \"other\", \"description\": \"Dekont\" } } }";
        json = json.Replace("\"documentTypeCodes\": {},", "", StringComparison.Ordinal);
        File.WriteAllText(file, json);
        _office.Connect();
        Assert.Empty(Invoke("Import-DefterXJournal $Files[0] 5123400670", Write("e.csv", Transfer)).Errors);
    }

    [Theory]
    [InlineData("Import-DefterXJournal $Files[0] 5123400670", "EA (1 kez")]
    [InlineData("Import-DefterXJournal $Files[0] 5123400670 -DocumentTypeMap @{ EA = 'invoice' }", "DK (1 kez")]
    [InlineData("Import-DefterXJournal $Files[0] 5123400670 -DocumentTypeMap @{ EA = 'other'; DK = 'check' }", "'EA'")]
    [InlineData("Import-DefterXJournal $Files[0] 5123400670 -DocumentTypeMap @{ EA = ''; DK = 'check' }", "'EA'")]
    public void Import_WhenACodeIsNotExplained_SaysWhichAndHow(string script, string expected)
    {
        Engine.Result result = Invoke(script, Write("e.csv", Transfer));
        Assert.Equal(ErrorIds.JournalUnreadable, result.ErrorId);
        Assert.Contains(expected, result.Error.Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tr-TR", "A1 belgesinin", "uyarı daha")]
    [InlineData("en-US", "the document A1", "more notices")]
    public void Import_OfSeveralFiles_JoinsThemAndWarnsAFewTimes(string culture, string expected, string more)
    {
        Restart(culture);
        string ledger = "KEBİR HESAP;;TARİH;MADDE NO;FİŞ NO;EVRAK NO;EVRAK TARİHİ;HESAP KODU;HESAP ADI;AÇIKLAMA;BORÇ;ALACAK;BAKİYE;B/A\n"
            + "100;KASA;01/09/2026;00001;00001;A1;01/09/2026;100;KASA;;1.234,50;;;\n600;SATIŞ;01/09/2026;00001;00001;A1;01/09/2026;600;SATIŞ;;;1.234,50;;\n"
            + string.Concat(Enumerable.Range(2, 9).Select(i => $"600;SATIŞ;02/09/2026;{i:00000};{i:00000};A{i};02/09/2026;600;SATIŞ;;;1,00;;\n"));
        Engine.Result result = Invoke(
            "Import-DefterXJournal -Path $Files -Firm 5123400670 -WarningVariable w; $w | ForEach-Object { $_.Message }",
            Write("a.csv", Vouchers),
            Write("c.csv", ledger));
        Assert.Empty(result.Errors);
        JournalImport import = (JournalImport)result.Output[0].BaseObject;
        Assert.Equal((11L, 2), (import.Notices, import.Files.Count));
        string[] warnings = [.. result.Output.Skip(1).Select(static item => (string)item.BaseObject)];
        Assert.Equal(6, warnings.Length);
        Assert.Contains(warnings, warning => warning.Contains(expected, StringComparison.Ordinal));
        Assert.Contains(more, warnings[^1], StringComparison.Ordinal);
        Assert.Contains("a.csv', ", warnings[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-WhatIf", "tr-TR", "1 fiş (00001 - 00001)", "borç 1.234,50")]
    [InlineData("-WhatIf:$true", "en-US", "1 entries (00001 to 00001)", "debit 1,234.50")]
    [InlineData("", "en-US", "LUCA Detay Fiş Listesi (csv)", "9/1/2026 to 9/1/2026")]
    public void Import_UnderWhatIf_TellsWhatWouldBeReadAndWritesNothing(string parameter, string culture, string expected, string second)
    {
        string path = Write("a.csv", Vouchers);
        TextHost host = new(500);
        using Engine engine = new(culture, host);
        string preference = parameter.Length == 0 ? "$WhatIfPreference = $true; " : "";
        Engine.Result result = engine.Invoke(
            "param($Key, $Office, $Files) $null = Connect-DefterXSession $Key 7654321 2026-09 -Office $Office; "
            + $"{preference}Import-DefterXJournal $Files 5123400670 {parameter}",
            TestOffice.Key,
            _office.Path,
            path);
        Assert.Empty(result.Errors);
        Assert.Empty(result.Output);
        Assert.Contains(path, host.Text, StringComparison.Ordinal);
        Assert.Contains(expected, host.Text, StringComparison.Ordinal);
        Assert.Contains(second, host.Text, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(_office.Path, "journals"), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void Import_UnderWhatIfOfAWrongFile_SaysSo() => Assert.Equal(
        ErrorIds.JournalUnreadable,
        Invoke("Import-DefterXJournal $Files[0] 5123400670 -WhatIf", Write("a.csv", Vouchers.Replace("1.234,50;\n6", "1.234,51;\n6", StringComparison.Ordinal))).ErrorId);

    [Fact]
    public void Import_OfAnInventoryWithAnAttachment_KeepsBoth()
    {
        string inventory = Write("env.csv", "Fiş No;Tarih;Hesap Kodu;Hesap Adı;Tutar\n1;01.09.2026;153;Mallar;10,00\n");
        string pdf = Write("rehin.pdf", "%PDF-1.7");
        JournalImport import = Invoke("Import-DefterXJournal $Files[0] 5123400670 -Inventory -Attachment $Files[1]", inventory, pdf).Single<JournalImport>();
        Assert.True(import.IsInventory);
        Assert.Equal("rehin.pdf", Path.GetFileName(Assert.Single(import.Attachments)));
        Assert.Equal(
            ErrorIds.JournalUnreadable,
            Invoke("Import-DefterXJournal $Files[0] 5123400670 -Inventory -Force -Attachment $Files[0]", inventory).ErrorId);
        Assert.Equal(ErrorIds.JournalUnreadable, Invoke("Import-DefterXJournal $Files[0] 5123400670", inventory).ErrorId);
    }

    [Fact]
    public void Import_FromThePipeline_TakesEachFileAlone()
    {
        _office.AddFirm(TestOffice.OtherIdentifier, "Başka A.Ş.");
        string path = Write("a.csv", Vouchers);
        Engine.Result result = Invoke(
            "'5123400670', '7341200986' | ForEach-Object { [pscustomobject]@{ FullName = $Files[0]; Identifier = $_ } } | Import-DefterXJournal", path);
        Assert.Empty(result.Errors);
        Assert.Equal(["5123400670", "7341200986"], result.Output.Select(static import => ((JournalImport)import.BaseObject).Identifier));
    }

    private void Restart(string culture)
    {
        _office.Dispose();
        _office = new TestOffice(culture);
        Prepare();
    }

    private void Prepare()
    {
        _office.Connect();
        _office.AddFirm();
    }

    private Engine.Result Invoke(string script, params string[] files) => Engine.Invoke("param($Files) " + script, (object)files);

    private string Write(string name, string text)
    {
        string path = Path.Combine(_office.Root, name);
        File.WriteAllText(path, text);
        return path;
    }
}
