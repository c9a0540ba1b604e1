using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using DefterX.Journals.Layouts;

namespace DefterX.Journals;

/// <summary>The files of an import: one layout that lists the entries, others that complete them, and mizans.</summary>
internal sealed class ExportSet : IDisposable
{
    private readonly List<ExportFile> _files = [];

    private ExportSet()
    {
    }

    /// <summary>The files that list the entries.</summary>
    public IReadOnlyList<ExportFile> Base { get; private set; } = [];

    /// <summary>The index of the first of them among all files.</summary>
    public int IndexOfBase => _files.IndexOf(Base[0]);

    /// <summary>The files that complete them, by layout.</summary>
    public IReadOnlyList<IReadOnlyList<ExportFile>> Others { get; private set; } = [];

    /// <summary>The mizans.</summary>
    public IReadOnlyList<ExportFile> Balances { get; private set; } = [];

    /// <summary>The layouts' names for people.</summary>
    public string Title => string.Join(" + ", new[] { Base }.Concat(Others).Append(Balances)
        .Where(files => files.Count > 0)
        .Select(files => files[0].Title));

    /// <summary>Opens files.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.JournalUnreadable"/>: a layout is unknown, none lists entries or two do.</exception>
    public static ExportSet Open(IReadOnlyList<ExportSource> sources, CancellationToken cancellationToken)
    {
        ExportSet set = new();
        try
        {
            foreach (ExportSource source in sources)
            {
                set._files.Add(ExportFile.Open(source, KnownLayouts.Journals, cancellationToken));
            }

            set.Assign();
            return set;
        }
        catch
        {
            set.Dispose();
            throw;
        }
    }

    /// <summary>A reader of files of one layout.</summary>
    public static IJournalReader Source(IReadOnlyList<ExportFile> files, ReadContext context, DocumentTypes types) =>
        files[0].Layout.Kind switch
        {
            LayoutKind.VoucherList => new VoucherListSource(files, context),
            LayoutKind.JournalList => new JournalListSource(files, context),
            LayoutKind.GeneralLedger => new GeneralLedgerSource(files, context, types),
            _ => new RowSource(files, context, types),
        };

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (ExportFile file in _files) file.Dispose();
    }

    private void Assign()
    {
        List<IReadOnlyList<ExportFile>> groups =
            [.. _files.GroupBy(file => file.Layout).OrderBy(group => Rank(group.Key.Kind)).Select(group => group.ToArray())];
        Balances = groups.FirstOrDefault(group => group[0].Layout.Kind == LayoutKind.TrialBalance) ?? [];
        groups.Remove(Balances);
        if (groups.Count == 0)
        {
            throw JournalError.At(Balances[0].Name, 1, Strings.OnlyBalance);
        }

        Base = groups[0];
        Others = groups.Skip(1).ToArray();
        foreach (IReadOnlyList<ExportFile> other in Others)
        {
            if (Rank(other[0].Layout.Kind) > 0) continue;
            throw JournalError.At(other[0].Name, 1, Strings.TwoJournals, other[0].Layout.Title, Base[0].Layout.Title, Base[0].Name);
        }
    }

    // What lists the entries in the journal's order comes first; the transfer and the general ledger can also complete it.
    private static int Rank(LayoutKind kind) => kind switch
    {
        LayoutKind.Transfer => 1,
        LayoutKind.GeneralLedger => 2,
        _ => 0,
    };
}
