using System;
using System.Text;

namespace DefterX.Ledgers.Rules;

/// <summary>Fund shares and items counted.</summary>
internal sealed partial class LedgerRun
{
    private const string MeasureCodes =
        ",DAY,MON,ANN,HUR,D61,D62,C62,PA,BX,MGM,GRM,KGM,LTR,TNE,NT,GT,MMT,CMT,MTR,KTM,MLT,MMQ,CMK,CMQ,MTK,MTQ,KJO,CLT,KWH,MWH,CCT,"
        + "D30,D40,LPA,B32,NCL,PR,R9,SET,T3,LM,AMVT,HAGR,CT,";

    private void CheckMeasurable(Record share)
    {
        if (_kind == DocumentKind.Inventory)
        {
            if (share.Has(Slot.FundText)) Require(share, Slot.FundId, Rule.MeasurableId);
            if (!share.Has(Slot.FundDescription)) return;
            Require(share, Slot.FundQuantity, Rule.MeasurableQuantity);
            Require(share, Slot.FundUnit, Rule.MeasurableUnit);
            return;
        }

        Require(share, Slot.FundCode, Rule.FundCode);
        Require(share, Slot.FundDescription, Rule.FundDescription);
        Require(share, Slot.FundQuantity, Rule.FundQuantity);
        Require(share, Slot.FundQualifier, Rule.FundQualifier);
        Require(share, Slot.FundUnit, Rule.FundUnit);
        Require(share, Slot.FundCost, Rule.FundCost);
        MustBe(share, Slot.FundCode, "measurableCode", "NT", Rule.FundCodeValue);
        MustBe(share, Slot.FundDescription, "measurableCodeDescription", "Maddi Olmayan Kalemler", Rule.FundDescriptionValue);
        MustBe(share, Slot.FundQualifier, "measurableQualifier", "Fon", Rule.FundQualifierValue);
        MustBe(share, Slot.FundUnit, "measurableUnitOfMeasure", "Adet", Rule.FundUnitValue);

        // Double arithmetic, as the schematron's.
        bool holds = share.Count(Slot.FundCost) == 1
            && share.Count(Slot.FundQuantity) == 1
            && XsNumber.TryDouble(Octets(share, Slot.FundCost), out double cost)
            && XsNumber.TryDouble(Octets(share, Slot.FundQuantity), out double quantity)
            && AnyNumber(_detail, Slot.Amount, cost * quantity, Comparison.Equal);
        if (holds) return;
        string amount = First(_detail, Slot.Amount);
        Fail(Rule.FundProduct, share, amount, First(share, Slot.FundCost), First(share, Slot.FundQuantity), amount);
    }

    // The measurable's own text, as rule E099 takes it.
    private void CheckMeasureCode(ReadOnlySpan<byte> text, Record share)
    {
        if (_kind != DocumentKind.Inventory || !Normal(text).StartsWith("iso4217:"u8)) return;
        string all = Decode(text);
        string code = all.Length > 8 ? all.Substring(8) : "";
        if (MeasureCodes.IndexOf("," + code + ",", StringComparison.Ordinal) < 0) Fail(Rule.MeasureCode, share, code);
    }

    private void MustBe(Record share, Slot slot, string element, string value, Rule rule)
    {
        if (AnyEqual(share, slot, Encoding.UTF8.GetBytes(value))) return;
        string actual = First(share, slot);
        Fail(rule, share, actual, element, actual, value);
    }
}
