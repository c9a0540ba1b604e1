using System.Collections.Generic;
using System.Linq;
using DefterX.Ledgers;

namespace DefterX.Filing.Adoption;

/// <summary>A month of which files were found.</summary>
/// <param name="Id">The firm, month, branch and book.</param>
/// <param name="Files">Full paths by name.</param>
internal sealed record FoundMonth(LedgerId Id, IReadOnlyDictionary<LedgerFileName, string> Files)
{
    /// <summary>The names, the leading ledger of the first part first.</summary>
    public IReadOnlyList<LedgerFileName> Ordered() =>
    [
        .. Files.Keys.OrderBy(name => name.IsApproved)
            .ThenBy(name => name.Kind == LedgerFileKind.DR)
            .ThenBy(name => name.Part)
            .ThenBy(name => name.Kind),
    ];

    /// <summary>The files of a kind, in the order of their parts.</summary>
    public IReadOnlyList<LedgerFileName> Of(LedgerFileKind kind) =>
        [.. Files.Keys.Where(name => name.Kind == kind && !name.IsApproved).OrderBy(name => name.Part)];

    /// <summary>Each part needs all its ledgers, and a berat its ledger.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.LedgerInvalid"/>.</exception>
    public void RequireComplete()
    {
        foreach (LedgerFileName name in Files.Keys.Where(name => name.Kind != LedgerFileKind.DR))
        {
            foreach (LedgerFileKind ledger in Id.Book.Ledgers())
            {
                LedgerFileName needed = name with { Kind = ledger, IsApproved = false };
                if (!Files.ContainsKey(needed)) throw Missing(needed);
            }

            if (!name.IsApproved) continue;
            LedgerFileName berat = name with { IsApproved = false };
            if (!Files.ContainsKey(berat)) throw Missing(berat);
        }

        LedgerFileKind leading = Id.Book.Ledgers()[0];
        int[] parts = [.. Of(leading).Select(name => name.Part)];
        if (parts.Length == 0) throw Missing(Id.FileName(leading));
        if (parts[0] == 0 ? parts.Length == 1 : parts[0] == 1 && parts[parts.Length - 1] == parts.Length) return;
        throw new DefterXException(
            ErrorIds.LedgerInvalid,
            Text.Format(Strings.PartsFound, Id, string.Join(", ", Of(leading))),
            Id.Firm);
    }

    private DefterXException Missing(LedgerFileName name) =>
        new(ErrorIds.LedgerInvalid, Text.Format(Strings.LedgerMissing, Id, name), Id.Firm);
}
