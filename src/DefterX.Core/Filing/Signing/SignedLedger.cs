using DefterX.Ledgers.Rules;

namespace DefterX.Filing.Signing;

/// <summary>What a berat says of its signed ledger.</summary>
/// <param name="Facts">What was read in the ledger.</param>
/// <param name="SignatureValue">The text of ds:SignatureValue, line breaks included.</param>
internal sealed record SignedLedger(LedgerFacts Facts, string SignatureValue);
