using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Xunit;
using static DefterX.Cmdlets.Tests.Filing.FilingOffice;

namespace DefterX.Cmdlets.Tests.Filing;

/// <summary>The errors of firms and journals: the id, a message that names the thing in both languages, and nothing changed.</summary>
public sealed class BookErrorTests
{
    private static readonly Dictionary<string, ErrorCase> s_cases = new(StringComparer.Ordinal)
    {
        ["unknown firm"] = new(ErrorIds.FirmNotFound, "New-DefterXLedger 6234500112", ["6234500112", "büro"], "no firm", "firması yok"),
        ["unknown branch"] = new(ErrorIds.FirmNotFound, $"Get-DefterXLedger {WithBranches} -Branch 0009",
            ["DENEME GIDA", "0009"], "no branch", "şubesi yok"),
        ["firm added twice"] = new(ErrorIds.FirmExists, FirmScript(Company), [Company, "büro"], "already", "zaten"),
        ["firm without contacts"] = new(ErrorIds.FirmInvalid, "New-DefterXFirm 6234500112 -Title 'Yarım A.Ş.'",
            ["6234500112"], "not complete or not right", "eksik veya hatalı"),
        ["identifier with a wrong digit"] = new(ErrorIds.FirmInvalid, FirmScript("5123400671"), ["5123400671"], "check digit", "kontrol hanesi"),

        ["missing export"] = new(ErrorIds.JournalNotFound, $"Import-DefterXJournal $Root/yok.csv {Company}", ["yok.csv"], "does not exist", "dosyası yok"),
        ["missing column"] = new(ErrorIds.JournalUnreadable, $"Import-DefterXJournal $Export {Company}",
            ["eksik.csv", "1", "Credit"], "missing columns", "eksik sütunlar")
        {
            Arrange = office => Replace(office, "eksik.csv", ";Credit;", ";Kredi;"),
        },
        ["amount that is none"] = new(ErrorIds.JournalUnreadable, $"Import-DefterXJournal $Export {Company}",
            ["tutar.csv", "2", "10O.00"], "amount", "tutar") { Arrange = office => Replace(office, "tutar.csv", "100.00", "10O.00") },
        ["journal of another month"] = new(ErrorIds.JournalUnreadable, $"Import-DefterXJournal $Export {Company} -Period 2026-10",
            ["ay.csv", "2", "00001", "2026-10"], "outside", "dışında") { Arrange = office => office.Set("Export", office.Export("ay.csv")) },
        ["journal of no branch"] = new(ErrorIds.FirmNotFound, $"Import-DefterXJournal $Export {WithBranches}",
            ["DENEME GIDA", "0001", "-Branch"], "branch", "şube") { Arrange = office => office.Set("Export", office.Export("şube.csv")), },
        ["nothing imported"] = new(ErrorIds.JournalNotFound, $"New-DefterXLedger {Company}",
            ["ÖRNEK IŞIK", "2026-09", "Import-DefterXJournal"], "No journal", "yevmiye alınmamış"),
        ["import changed"] = new(ErrorIds.JournalUnreadable, $"New-DefterXLedger {Company}", [Company, "2026-09"], "changed", "değiştirilmiş")
        {
            Arrange = office =>
            {
                office.Import();
                string journal = Directory.GetFiles(Path.Combine(office.Path, "journals", Company, "2026-09"), "*.csv").Single();
                File.WriteAllText(journal, File.ReadAllText(journal).Replace("Merkez Kasa", "Nerkez Kasa", StringComparison.Ordinal));
            },
        },
    };

    public static TheoryData<string> Names => [.. s_cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public Task Cmdlet_WhenSomethingIsWrong_SaysWhatAndChangesNothing(string name) => s_cases[name].CauseAsync();

    private static void Replace(FilingOffice office, string name, string old, string replacement)
    {
        string path = office.Export(name);
        File.WriteAllText(path, File.ReadAllText(path).Replace(old, replacement, StringComparison.Ordinal));
        office.Set("Export", path);
    }

    private static string FirmScript(string identifier) =>
        $"New-DefterXFirm {identifier} -Title 'YENİ A.Ş.' -BuildingNumber 1 -Street Sokak -City Ankara -ZipCode 06100 -Phone 3125550101 "
        + "-Email a@ornek.example -NaceCode 47.11.01 -AccountantName 'SMMM Ayşe Örnek' -AccountantEngagement '-'";
}
