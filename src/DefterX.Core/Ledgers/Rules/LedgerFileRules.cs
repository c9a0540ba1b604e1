using System;
using System.Threading;

namespace DefterX.Ledgers.Rules;

/// <summary>Checks e-Defter documents against GİB's rules and ours (docs/rules.md).</summary>
internal static class LedgerFileRules
{
    /// <summary>Checks a file in one pass, in memory that does not grow with it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="fileName">The name by which the rules know it, such as 1234567808-202609-Y-000000.xml.</param>
    /// <param name="options">How.</param>
    /// <param name="found">Gets the findings in the order of the file's lines, after the pass.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="System.IO.IOException">The file cannot be read.</exception>
    public static LedgerFacts Check(
        string path, string fileName, LedgerRuleOptions options, Action<RuleFinding> found, CancellationToken cancellationToken) =>
        LedgerRun.Check(path, fileName, options, found, cancellationToken);
}
