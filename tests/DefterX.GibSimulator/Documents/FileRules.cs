using System;
using System.Linq;
using System.Text.RegularExpressions;
using DefterX.GibSimulator.Packages;

namespace DefterX.GibSimulator.Documents;

/// <summary>What a file's name promises of its content (Teknik Kılavuz 2.4.1; XBRL Genel Açıklamalar 4.1.2).</summary>
internal static class FileRules
{
    public static void Check(EDefterFile file, PackageName name, string kind)
    {
        (string root, string entriesType, string uniqueIdPrefix) = kind switch
        {
            "Y" => ("defter", "journal", "YEV"),
            "K" => ("defter", "ledger", "KEB"),
            "E" => ("defter", "assets", "ENV"),
            "EB" => ("berat", "assets", "ENV"),
            "YB" => ("berat", "journal", "YEV"),
            "KB" => ("berat", "ledger", "KEB"),
            _ => ("defterraporu", "trialbalance", "[A-Z]{3}"),
        };
        Require(file.Root.LocalName == root && file.Root.NamespaceURI == Names.Edefter, file, "kök elemanı edefter:" + root + " olmalı.");
        Require(file.EntriesType == entriesType, file, $"entriesType {entriesType} olmalı.");
        Require(file.Identifier == name.Taxpayer, file, "mükellef dosya adındaki mükellef değil.");
        Require(SameMonth(file.PeriodStart, name.Month) && SameMonth(file.PeriodEnd, name.Month), file, "dönem dosya adındaki dönem değil.");
        Require(file.PeriodStart <= file.PeriodEnd, file, "dönemin başlangıcı bitişinden sonra.");
        Require(file.FiscalYearStart <= file.PeriodStart && file.FiscalYearEnd >= file.PeriodEnd, file, "dönem hesap döneminin dışında.");
        Require(file.Branch == name.Branch, file, "şube no dosya adındaki şube no değil.");
        Require(Regex.IsMatch(file.UniqueId, $@"^{uniqueIdPrefix}{name.Period}(?!0{{6}})[0-9]{{6}}\z", RegexOptions.CultureInvariant),
            file, $"uniqueID '{file.UniqueId}' geçersiz.");
    }

    /// <summary>What a berat holds of itself, with or without its ledger (Berat Kılavuzu v1.2).</summary>
    public static void CheckBerat(EDefterFile berat, PackageName name)
    {
        CheckUuid(berat);
        Require(Regex.IsMatch(berat.MeasurableQuantity, @"^[0-9]+(\.[0-9]{1,2})?\z", RegexOptions.CultureInvariant),
            berat, $"measurableQuantity '{berat.MeasurableQuantity}' geçersiz.");
        Require((berat.NumberOfEntries is not null) == (name.Kind != "KB"), berat, "numberOfEntries büyük defter beratında olamaz, diğerlerinde olmalı.");
        Require(berat.LedgerSignatureValue.Length > 0, berat, "defterin imza değeri yok.");
        if (berat.WithoutTaxDetail || name.IsInventory)
            Require(berat.EntryCount == 0, berat, "vergi detaysız beratta ve envanter beratında entryHeader olamaz.");
        else
            Require(
                berat.EntryCount == 1 && berat.LineCount == 10 && BeratMatch.TaxTotals.All(berat.Totals().ContainsKey),
                berat, "391, 191, 600, 601 ve 602 hesaplarının borç ve alacak tutarları birer kez bulunmalı.");
    }

    public static void CheckUuid(EDefterFile file) =>
        Require(Guid.TryParseExact(file.Uuid, "D", out Guid _), file, $"uniqueID '{file.Uuid}' UUID formatında olmalı.");

    private static bool SameMonth(DateOnly date, DateOnly month) => date.Year == month.Year && date.Month == month.Month;

    private static void Require(bool condition, EDefterFile file, string text)
    {
        if (!condition)
            throw new PackageRejectedException($"{file.Name}: {text}");
    }
}
