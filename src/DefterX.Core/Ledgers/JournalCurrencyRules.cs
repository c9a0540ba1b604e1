using System.Collections.Generic;
using System.Globalization;
using DefterX.Journals;
using DefterX.Office;

namespace DefterX.Ledgers;

/// <summary>Rules for foreign amounts and fund shares (schematron Y101-Y104, Y128; Yevmiye Defteri Kılavuzu, gl-muc; Uygulama
/// Kılavuzu E).</summary>
internal static class JournalCurrencyRules
{
    public static IEnumerable<RuleBreach> Check(Firm firm, JournalLine line)
    {
        if (line.AmountCurrency is string currency && firm.Currency == "TRY" && !firm.IsMultiCurrency)
        {
            yield return new RuleBreach("Y101", Text.Format(Strings.RuleDefaultCurrency, firm.Identifier), currency);
        }

        if (line.Foreign is ForeignAmount foreign)
        {
            foreach (RuleBreach breach in Foreign(firm, foreign)) yield return breach;
        }

        if (line.Fund is Fund fund && !IsProduct(line.Amount, fund))
        {
            string product = (fund.Quantity * fund.CostPerUnit).ToString("0.00##########", CultureInfo.InvariantCulture);
            yield return new RuleBreach(
                "Y128", Text.Format(Strings.RuleFund, fund.Quantity, fund.CostPerUnit, line.Amount), product);
        }
    }

    private static IEnumerable<RuleBreach> Foreign(Firm firm, ForeignAmount foreign)
    {
        string amount = RuleBreach.Amount(foreign.Amount);
        if (foreign.RateDate is null) yield return new RuleBreach("Y102", Strings.RuleRateDate, amount);
        if (foreign.Rate is null) yield return new RuleBreach("Y104", Strings.RuleRate, amount);
        if (foreign.Amount <= 0 || foreign.Rate <= 0) yield return new RuleBreach("DX1021", Strings.RuleForeignPositive, amount);
        if (foreign.Currency == firm.Currency)
        {
            yield return new RuleBreach("DX1022", Text.Format(Strings.RuleOwnCurrency, firm.Currency), foreign.Currency);
        }
    }

    // The schematron multiplies numbers of a double's precision, so that 1.1 times 3 is not 3.3.
    private static bool IsProduct(decimal amount, Fund fund) =>
        Double(amount) == Double(fund.CostPerUnit) * Double(fund.Quantity);

    private static double Double(decimal value) =>
        double.Parse(value.ToString(CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture);
}
