using System;
using System.Collections.Generic;
using System.Linq;
using DefterX.Ledgers;
using DefterX.Office;

namespace DefterX.Cmdlets.Arguments;

/// <summary>Which of the ledgers that were found in files are meant: those that any record of the pipeline names.</summary>
internal sealed class LedgerFilter
{
    private readonly List<Wanted> _wanted = [];

    /// <summary>Whether no record came, so that nothing is meant.</summary>
    public bool IsEmpty => _wanted.Count == 0;

    /// <summary>Adds what a record names; null stands for all.</summary>
    public void Add(FirmArgument[]? firms, IReadOnlyList<Period>? periods, string? branch, LedgerBook? book) =>
        _wanted.Add(new Wanted(firms, periods, branch, book));

    /// <summary>Finds the firms, and gives what tells whether a ledger is meant.</summary>
    /// <param name="find">Finds the firms of arguments, and reports those that are not there.</param>
    public Func<LedgerId, bool> Resolve(Func<FirmArgument[], IEnumerable<Firm>> find)
    {
        List<(HashSet<string>? Firms, Wanted Wanted)> all =
            [.. _wanted.Select(wanted => (wanted.Firms is null ? null : new HashSet<string>(find(wanted.Firms).Select(firm => firm.Identifier)), wanted))];
        return id => all.Exists(one => one.Firms?.Contains(id.Firm.Identifier) != false && one.Wanted.Has(id));
    }

    private sealed record Wanted(FirmArgument[]? Firms, IReadOnlyList<Period>? Periods, string? Branch, LedgerBook? Book)
    {
        public bool Has(LedgerId id) => Periods?.Contains(id.Period) != false
            && (Branch is null || Branch == id.Branch?.Number)
            && (Book is null || Book == id.Book);
    }
}
