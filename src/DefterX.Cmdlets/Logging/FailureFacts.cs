using System.Collections.Generic;
using System.Linq;
using DefterX.Cmdlets.Arguments;
using DefterX.Ledgers;
using DefterX.Office;

namespace DefterX.Cmdlets.Logging;

/// <summary>What a failure concerns, as properties of its line in the structured log.</summary>
internal static class FailureFacts
{
    /// <summary>The firm's VKN or TCKN as <c>Firm</c> and the ledger, such as <c>5123400670-202609</c>, as <c>Ledger</c>, where they are
    /// known.</summary>
    /// <param name="targets">What the failure concerns, the nearest first; of other types than firms and ledgers are passed over.</param>
    public static IReadOnlyDictionary<string, object> Of(params object?[] targets)
    {
        Dictionary<string, object> facts = [];
        LedgerId? ledger = targets.Select(LedgerOf).FirstOrDefault(id => id is not null);
        string? firm = ledger?.Firm.Identifier ?? targets.Select(FirmOf).FirstOrDefault(identifier => identifier is not null);
        if (firm is not null) facts["Firm"] = firm;
        if (ledger is not null) facts["Ledger"] = ledger.ToString();
        return facts;
    }

    private static LedgerId? LedgerOf(object? target) => target switch
    {
        LedgerId id => id,
        Ledger ledger => new LedgerId(
            ledger.Firm, ledger.Period, ledger.Firm.Branches.FirstOrDefault(branch => branch.Number == ledger.Branch), ledger.Book),
        _ => null,
    };

    private static string? FirmOf(object? target) => target switch
    {
        Firm firm => firm.Identifier,
        FirmArgument { IsIdentifier: true } argument => argument.Text,
        FirmArgument[] { Length: 1 } arguments => FirmOf(arguments[0]),
        string text when TaxIdentifier.IsValid(text) => text,
        _ => null,
    };
}
