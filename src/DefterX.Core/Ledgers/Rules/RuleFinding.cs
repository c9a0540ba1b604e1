namespace DefterX.Ledgers.Rules;

/// <summary>A rule that a file breaks.</summary>
/// <param name="Code">GİB's rule by our number, such as Y084, or DX and four digits.</param>
/// <param name="Severity">Error or advice.</param>
/// <param name="Message">What is wrong and what to do, in the UI culture.</param>
/// <param name="Line">The line of the file, 1-based; 0 when it concerns the whole file.</param>
/// <param name="EntryNumber">The entry's voucher number, or empty.</param>
/// <param name="LineNumber">The lineNumber of the ledger's line, or 0.</param>
/// <param name="Value">The offending value, or empty.</param>
internal sealed record RuleFinding(
    string Code, FindingSeverity Severity, string Message, long Line, string EntryNumber, long LineNumber, string Value);
