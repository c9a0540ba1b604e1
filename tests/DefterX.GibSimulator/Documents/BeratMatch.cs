using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using DefterX.GibSimulator.Packages;

namespace DefterX.GibSimulator.Documents;

/// <summary>Whether a berat is of this ledger file (Berat Kılavuzu v1.2; Uygulama Kılavuzu, «matematiksel imza» match).</summary>
internal static class BeratMatch
{
    private static readonly string[] TaxAccounts = ["391", "191", "600", "601", "602"];

    public static IEnumerable<(string Account, string Side)> TaxTotals =>
        TaxAccounts.SelectMany(account => new[] { (account, "D"), (account, "C") });

    public static void Check(EDefterFile berat, EDefterFile ledger)
    {
        Same("defterin imza değeri", berat.LedgerSignatureValue, ledger.SignatureValue);
        Same("uniqueID", berat.UniqueId, ledger.UniqueId);
        Same("periodCoveredStart", Text(berat.PeriodStart), Text(ledger.PeriodStart));
        Same("periodCoveredEnd", Text(berat.PeriodEnd), Text(ledger.PeriodEnd));
        Same("fiscalYearStart", Text(berat.FiscalYearStart), Text(ledger.FiscalYearStart));
        Same("fiscalYearEnd", Text(berat.FiscalYearEnd), Text(ledger.FiscalYearEnd));
        Same("measurableQuantity", berat.Number(berat.MeasurableQuantity), Math.Round(ledger.Size / 1048576m, 2, MidpointRounding.AwayFromZero));
        if (berat.NumberOfEntries is string entries)
            Same("numberOfEntries", berat.Number(entries), ledger.EntryCount);
        if (berat.WithoutTaxDetail || berat.EntryCount == 0)
            return;
        Dictionary<(string Account, string Side), decimal> stated = berat.Totals(), actual = ledger.Totals();
        foreach ((string Account, string Side) key in TaxTotals)
            Same($"{key.Account} {key.Side} tutarı", stated[key], actual.GetValueOrDefault(key));
    }

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static void Same<T>(string what, T stated, T actual)
    {
        if (!EqualityComparer<T>.Default.Equals(stated, actual))
            throw new PackageRejectedException(string.Create(
                CultureInfo.InvariantCulture, $"Berat ile defter uyuşmuyor: {what} beratta {stated}, defterde {actual}."));
    }
}
