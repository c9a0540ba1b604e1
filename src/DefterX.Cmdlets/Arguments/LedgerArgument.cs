using DefterX.Ledgers;

namespace DefterX.Cmdlets.Arguments;

/// <summary>Which files of a ledger: those of a <see cref="DefterX.Ledgers.Ledger"/>, or the XML files at a path.</summary>
public sealed class LedgerArgument
{
    internal LedgerArgument(Ledger ledger) => Ledger = ledger;

    internal LedgerArgument(string path, bool isLiteral) => (Path, IsLiteral) = (path, isLiteral);

    /// <summary>The ledger, or null when a path was given.</summary>
    internal Ledger? Ledger { get; }

    /// <summary>A file, a folder or a wildcard; empty when a ledger was given.</summary>
    internal string Path { get; } = "";

    /// <summary>Whether the path is taken as it is.</summary>
    internal bool IsLiteral { get; }

    /// <summary>The ledger's firm and period, or the path.</summary>
    public override string ToString() => Ledger is null ? Path : $"{Ledger.Firm}, {Ledger.Period}";
}
