using System.Collections.Generic;
using DefterX.Ledgers.Rules;

namespace DefterX.Ledgers;

/// <summary>Makes and counts the findings on a month.</summary>
internal static class LedgerFindings
{
    /// <summary>A rule that an entry or a line of an export breaks.</summary>
    /// <param name="file">Full path of the export.</param>
    /// <param name="line">The line of the export, or 0.</param>
    /// <param name="entryNumber">The entry's number, or empty.</param>
    /// <param name="lineNumber">The line's number within the entry, or 0.</param>
    public static Finding Of(LedgerId id, RuleBreach breach, string file, long line, string entryNumber, long lineNumber) =>
        Of(id, file, new RuleFinding(breach.Code, breach.Severity, breach.Message, line, entryNumber, lineNumber, breach.Value));

    /// <summary>A rule that a ledger breaks.</summary>
    /// <param name="file">Full path of the ledger.</param>
    public static Finding Of(LedgerId id, string file, RuleFinding finding) => new()
    {
        Firm = id.Firm,
        Period = id.Period,
        Branch = id.Branch?.Number,
        Code = finding.Code,
        Severity = finding.Severity,
        Message = finding.Message,
        File = file,
        Line = finding.Line,
        EntryNumber = finding.EntryNumber,
        LineNumber = finding.LineNumber,
        Value = finding.Value,
    };

    /// <summary>Goes through all findings.</summary>
    /// <returns>The first error, or null, and how many errors there are.</returns>
    public static (Finding? First, long Errors) FirstError(this IEnumerable<Finding> findings)
    {
        long errors = 0;
        Finding? first = null;
        foreach (Finding finding in findings)
        {
            if (finding.Severity != FindingSeverity.Error) continue;
            errors++;
            first ??= finding;
        }

        return (first, errors);
    }
}
