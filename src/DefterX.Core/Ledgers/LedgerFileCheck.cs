using System.Globalization;
using System.Threading;
using DefterX.Ledgers.Rules;

namespace DefterX.Ledgers;

/// <summary>Reads what a ledger of ours holds; one that breaks a rule is refused.</summary>
internal static class LedgerFileCheck
{
    /// <summary>The facts of a sound file.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.LedgerInvalid"/> with file, line and rule.</exception>
    public static LedgerFacts Read(string path, LedgerFileName name, CancellationToken cancellationToken)
    {
        RuleFinding? first = null;
        LedgerRuleOptions options = new() { IsSigned = LedgerStatus.IsSigned(path) };
        LedgerFacts facts = LedgerFileRules.Check(path, name.ToString(), options, finding => first = Worse(first, finding), cancellationToken);
        if (first is not { Severity: FindingSeverity.Error }) return facts;
        throw new DefterXException(
            ErrorIds.LedgerInvalid,
            Text.Format(Strings.LedgerBroken, name, first.Line, first.Code, first.Message, facts.Errors),
            path);
    }

    /// <summary>The number at the end of a uniqueID: the part within the fiscal year.</summary>
    public static int PartNumber(this LedgerFacts facts) =>
        facts.UniqueId.Length == 15 && int.TryParse(
            facts.UniqueId.Substring(9), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : 0;

    private static RuleFinding Worse(RuleFinding? first, RuleFinding next) =>
        first is null || (first.Severity == FindingSeverity.Advice && next.Severity == FindingSeverity.Error) ? next : first;
}
