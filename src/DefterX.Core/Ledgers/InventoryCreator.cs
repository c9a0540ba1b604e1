using System;
using System.Collections.Generic;
using System.Threading;
using DefterX.Files;
using DefterX.Journals;

namespace DefterX.Ledgers;

/// <summary>Creates the inventory of a month in one pass over its entries, in as few parts as GİB's limit allows.</summary>
internal sealed class InventoryCreator
{
    private const int Reserve = 256 << 10;
    private readonly MonthFolder _folder;
    private readonly LedgerRequest _request;
    private readonly ICreatedFiles _files;
    private LedgerCounters _counters;
    private int _parts;

    /// <param name="files">Takes the files as they are written; they are left unsigned without it.</param>
    public InventoryCreator(MonthFolder folder, LedgerRequest request, ICreatedFiles? files = null)
    {
        _files = files ?? UnsignedFiles.Instance;
        _folder = folder;
        _request = request;
        _counters = request.Before;
    }

    /// <summary>Writes the files to temporary names and renames them when all are whole.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.LedgerInvalid"/>
    /// when a single entry would make a file larger than GİB takes.</exception>
    public CreatedFigures Create(IEnumerable<InventoryEntry> entries, CancellationToken cancellationToken) =>
        Create(entries, _ => { }, cancellationToken);

    /// <param name="record">Takes the figures before the files get their names.</param>
    /// <inheritdoc cref="Create(IEnumerable{InventoryEntry}, CancellationToken)"/>
    public CreatedFigures Create(IEnumerable<InventoryEntry> entries, Action<CreatedFigures> record, CancellationToken cancellationToken)
    {
        PrivateFolder.Create(_folder.FolderPath);
        using StagedFiles staged = new(_folder);
        decimal total = 0;
        using IEnumerator<InventoryEntry> source = entries.GetEnumerator();
        bool hasEntry = source.MoveNext();
        while (hasEntry)
        {
            cancellationToken.ThrowIfCancellationRequested();
            hasEntry = WritePart(staged, source, ref total, cancellationToken);
        }

        CreatedFigures figures = new(
            _counters.PartNumber,
            _counters.EntryNumber - _request.Before.EntryNumber,
            _counters.LineNumber - _request.Before.LineNumber,
            total,
            0,
            _request.Before.EntryNumber + 1,
            _counters.EntryNumber);
        staged.Commit(isWhole: _parts == 1, () => record(figures));
        return figures;
    }

    /// <returns>Whether an entry is left, which begins another part.</returns>
    private bool WritePart(
        StagedFiles staged, IEnumerator<InventoryEntry> source, ref decimal total, CancellationToken cancellationToken)
    {
        using WrittenFile written = staged.Create(_request.Id.FileName(LedgerFileKind.E, ++_parts));
        LedgerFileWriter file = written.Writer;
        DateTime day = source.Current.Date;
        InventoryWriter writer = new(file, _request, new LedgerPart(_counters.PartNumber + 1, day, day), _counters);
        bool hasEntry;
        bool isFirst = true;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            InventoryEntry entry = source.Current;
            if (!HasRoom(file, writer, entry))
            {
                if (isFirst) throw TooLarge(entry);
                hasEntry = true;
                break;
            }

            isFirst = false;
            writer.Write(entry);
            foreach (InventoryLine line in entry.Lines) total += line.Amount;
            hasEntry = source.MoveNext();
        }
        while (hasEntry);

        writer.End();
        _files.TakePart(staged, [written], isWhole: !hasEntry && _parts == 1, cancellationToken);
        _counters = new LedgerCounters(writer.EntryNumber, writer.LineNumber, _counters.PartNumber + 1);
        return hasEntry;
    }

    private bool HasRoom(LedgerFileWriter file, InventoryWriter writer, InventoryEntry entry)
    {
        long length = file.Length + Reserve;
        foreach (InventoryLine line in entry.Lines) length += writer.Measure(line);
        return length <= _request.LargestFile;
    }

    private DefterXException TooLarge(InventoryEntry entry) => new(
        ErrorIds.LedgerInvalid,
        Text.Format(Strings.EntryTooLarge, _request.Id, entry.Number, entry.Lines.Count, _request.LargestFile / 1_000_000),
        _request.Id.Firm);
}
