using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using DefterX.Journals.Joins;
using DefterX.Journals.Layouts;

namespace DefterX.Journals;

/// <summary>Reads a month's exports of any known layout (docs/journals.md) as one journal.</summary>
/// <param name="sources">The files.</param>
/// <param name="context">What else it takes.</param>
internal sealed class JournalReader(IReadOnlyList<ExportSource> sources, ReadContext context) : IJournalReader
{
    /// <summary>Reads one file.</summary>
    public JournalReader(string path, string enteredBy)
        : this([new ExportSource(path, path)], new ReadContext { EnteredBy = enteredBy })
    {
    }

    /// <summary>The layouts' names for people, once reading has begun.</summary>
    public string Layout { get; private set; } = "";

    /// <summary>The file that lists the entries, once reading has begun.</summary>
    public int BaseIndex { get; private set; }

    /// <summary>The codes of documents that were met, once all entries were read.</summary>
    public IReadOnlyList<string> UsedCodes { get; private set; } = [];

    /// <inheritdoc/>
    public IEnumerable<JournalEntry> ReadEntries(CancellationToken cancellationToken)
    {
        using ExportSet files = ExportSet.Open(sources, cancellationToken);
        Layout = files.Title;
        BaseIndex = files.IndexOfBase;
        DocumentTypes types = new(context.DocumentTypeCodes);
        TrialBalance[] balances = [.. files.Balances.Select(file => TrialBalance.Read(file, cancellationToken))];
        IEnumerable<JournalEntry> entries = ExportSet.Source(files.Base, context, types).ReadEntries(cancellationToken);
        foreach (IReadOnlyList<ExportFile> other in files.Others)
        {
            EntryJoin join = new(string.Join(", ", other.Select(file => file.Name)), context.Notices);
            entries = join.Join(entries, ExportSet.Source(other, context, types).ReadEntries(cancellationToken), cancellationToken);
        }

        foreach (JournalEntry entry in entries)
        {
            JournalEntry named = NameAccounts(entry, balances);
            foreach (TrialBalance balance in balances) balance.Add(named);
            TellDocuments(named);
            yield return named;
        }

        types.ThrowIfUnknown();
        foreach (TrialBalance balance in balances) balance.Compare(context.Notices);
        UsedCodes = [.. types.UsedCodes.OrderBy(code => code, StringComparer.Ordinal)];
    }

    private JournalEntry NameAccounts(JournalEntry entry, TrialBalance[] balances)
    {
        if (entry.Lines.All(line => line.AccountSubId is null || line.AccountSubName is not null)) return entry;
        List<JournalLine> lines = new(entry.Lines.Count);
        foreach (JournalLine line in entry.Lines)
        {
            string? name = line.AccountSubName;
            foreach (TrialBalance balance in balances) name ??= line.AccountSubId is null ? null : balance.NameOf(line.AccountSubId);
            if (line.AccountSubId is not null && name is null)
            {
                context.Notices.Add(
                    entry.SourceFile ?? "", line.SourceLine, entry.Number, Strings.AccountNameMissing, line.AccountSubId);
            }

            lines.Add(line with { AccountSubName = name });
        }

        return entry with { Lines = lines };
    }

    // A number or a date without a kind of document says that there is one, not what it is.
    private void TellDocuments(JournalEntry entry)
    {
        foreach (JournalLine line in entry.Lines)
        {
            if (line.DocumentType is not null || (line.DocumentNumber is null && line.DocumentDate is null)) continue;
            context.Notices.Add(
                entry.SourceFile ?? "", line.SourceLine, entry.Number, Strings.DocumentTypeMissing, line.DocumentNumber ?? "-");
        }
    }
}
