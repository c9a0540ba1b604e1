using System;
using System.Collections.Generic;
using System.Threading;
using DefterX.Journals;
using DefterX.Ledgers;

namespace DefterX.Filing.Creation;

/// <summary>The imported entries of a month: how they are checked, and how ledgers are made of them.</summary>
internal abstract class ImportedBook
{
    protected ImportedBook(LedgerId id, JournalImport import)
    {
        Id = id;
        Import = import;
    }

    public LedgerId Id { get; }

    public JournalImport Import { get; }

    /// <summary>How many entries were checked.</summary>
    public abstract long Entries { get; }

    public abstract long Lines { get; }

    public abstract decimal TotalDebit { get; }

    public abstract decimal TotalCredit { get; }

    public static ImportedBook Of(LedgerId id, JournalImport import) =>
        id.Book == LedgerBook.Inventory ? new Inventory(id, import) : new Journal(id, import);

    /// <summary>The findings, as they come while the entries stream by.</summary>
    public abstract IEnumerable<Finding> Check(CancellationToken cancellationToken);

    /// <summary>Writes the ledgers into the month's folder.</summary>
    /// <param name="files">Takes the files as they are written; they are left unsigned without it.</param>
    /// <param name="record">Takes the figures before the files get their names.</param>
    public abstract CreatedFigures Create(
        MonthFolder folder,
        LedgerRequest request,
        ICreatedFiles? files,
        Action<CreatedFigures> record,
        CancellationToken cancellationToken);

    private sealed class Journal(LedgerId id, JournalImport import) : ImportedBook(id, import)
    {
        private readonly JournalRules _rules = new(id, import.Path);

        public override long Entries => _rules.Totals.Entries;

        public override long Lines => _rules.Totals.Lines;

        public override decimal TotalDebit => _rules.Totals.Debit;

        public override decimal TotalCredit => _rules.Totals.Credit;

        public override IEnumerable<Finding> Check(CancellationToken cancellationToken) =>
            _rules.Check(JournalStore.OpenReader(Import).ReadEntries(cancellationToken));

        public override CreatedFigures Create(
            MonthFolder folder,
            LedgerRequest request,
            ICreatedFiles? files,
            Action<CreatedFigures> record,
            CancellationToken cancellationToken) =>
            new LedgerCreator(folder, request, files)
                .Create(JournalStore.OpenReader(Import).ReadEntries(cancellationToken), record, cancellationToken);
    }

    private sealed class Inventory(LedgerId id, JournalImport import) : ImportedBook(id, import)
    {
        private readonly InventoryRules _rules = new(id, import.Path);

        public override long Entries => _rules.Entries;

        public override long Lines => _rules.Lines;

        public override decimal TotalDebit => _rules.Total;

        public override decimal TotalCredit => 0;

        public override IEnumerable<Finding> Check(CancellationToken cancellationToken) =>
            _rules.Check(JournalStore.OpenInventoryReader(Import).ReadEntries(cancellationToken));

        public override CreatedFigures Create(
            MonthFolder folder,
            LedgerRequest request,
            ICreatedFiles? files,
            Action<CreatedFigures> record,
            CancellationToken cancellationToken) =>
            new InventoryCreator(folder, request, files)
                .Create(JournalStore.OpenInventoryReader(Import).ReadEntries(cancellationToken), record, cancellationToken);
    }
}
