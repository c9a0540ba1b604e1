using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using DefterX.Ledgers.Rules;

namespace DefterX.Ledgers;

/// <summary>Checks the files of a month: each by its rules, and all against each other.</summary>
internal sealed class MonthCheck
{
    private const int MostFindingsOfAFile = 10_000;
    private readonly LedgerId _id;
    private readonly IReadOnlyList<(LedgerFileName Name, string Path)> _files;
    private readonly LedgerCounters? _before;
    private readonly int _lastRemoved;
    private readonly Dictionary<LedgerFileName, LedgerFacts> _facts = [];

    /// <param name="id">The firm, month, branch and book.</param>
    /// <param name="files">The month's files; approved berats among them are left out.</param>
    /// <param name="before">The counters before the month, or null when they are not known.</param>
    /// <param name="lastRemoved">The highest number in a uniqueID of a month that was taken back.</param>
    public MonthCheck(LedgerId id, IEnumerable<(LedgerFileName Name, string Path)> files, LedgerCounters? before, int lastRemoved)
    {
        _lastRemoved = lastRemoved;
        _id = id;
        _files = [.. files.Where(file => !file.Name.IsApproved)];
        _before = before;
    }

    /// <summary>The check of what is in a month's folder.</summary>
    /// <param name="others">The other months of the same firm and branch.</param>
    /// <exception cref="DefterXException"><see cref="ErrorIds.PreviousPeriodMissing"/>.</exception>
    public static MonthCheck Of(MonthFolder folder, OtherMonths others, CancellationToken cancellationToken) => new(
        folder.Id,
        folder.Files().Select(path => (LedgerFileName.TryParse(Path.GetFileName(path), out LedgerFileName? name) ? name : null!, path)),
        LedgerSequence.Known(folder.Id, others, cancellationToken),
        LedgerSequence.LastRemoved(folder.Id, others));

    /// <summary>What the leading ledgers of all parts hold; once <see cref="Run"/> has ended.</summary>
    public CreatedFigures Figures
    {
        get
        {
            LedgerFacts[] parts = Leading();
            return new CreatedFigures(
                parts[parts.Length - 1].PartNumber(),
                parts.Sum(part => part.Entries),
                parts.Sum(part => part.Lines),
                parts.Sum(part => part.Totals.Debit),
                parts.Sum(part => part.Totals.Credit),
                parts[0].FirstEntryCounter,
                parts.Max(part => part.LastEntryCounter));
        }
    }

    /// <summary>The gross movements of all parts; once <see cref="Run"/> has ended.</summary>
    public LedgerTotals Totals
    {
        get
        {
            LedgerTotals totals = new();
            foreach (AccountTotals account in Leading().SelectMany(part => part.Totals.Accounts))
            {
                totals.Add(
                    account.Account, account.Name, account.Debit, account.Credit, account.DebitLines, account.CreditLines);
            }

            return totals;
        }
    }

    /// <summary>VKN##ÜNVAN##PROGRAM##VERSİYON of the first ledger; once <see cref="Run"/> has ended.</summary>
    public string SourceApplication => Leading()[0].SourceApplication;

    /// <summary>The findings, file by file, then those between files.</summary>
    public IEnumerable<Finding> Run(CancellationToken cancellationToken)
    {
        foreach ((LedgerFileName name, string path) in _files)
        {
            List<RuleFinding> findings = [];
            LedgerRuleOptions options = new()
            {
                IsSigned = name.Kind.IsBerat() || LedgerStatus.IsSigned(path),
                MaxFindings = MostFindingsOfAFile,
            };
            _facts[name] = LedgerFileRules.Check(path, name.ToString(), options, findings.Add, cancellationToken);
            foreach (RuleFinding finding in findings) yield return Found(finding, path);
            if (_facts[name].BranchNumber != _id.Branch?.Number)
            {
                string message = Text.Format(Strings.RuleBranch, _facts[name].BranchNumber ?? "-", _id.Branch?.Number ?? "-");
                yield return Found(new RuleFinding("DX2301", FindingSeverity.Error, message, 0, "", 0, _facts[name].BranchNumber ?? ""), path);
            }
        }

        foreach ((RuleFinding finding, string path) in BetweenFiles()) yield return Found(finding, path);
    }

    private IEnumerable<(RuleFinding Finding, string Path)> BetweenFiles()
    {
        LedgerFacts? last = null;
        LedgerFileKind first = _id.Book.Ledgers()[0];
        foreach ((LedgerFileName name, string path) in _files.Where(file => file.Name.Kind == first).OrderBy(file => file.Name.Part))
        {
            LedgerFacts leading = _facts[name];
            foreach (RuleFinding finding in last is null ? First(leading) : PairRules.Next(last, leading)) yield return (finding, path);
            last = leading;
            foreach (LedgerFileKind kind in _id.Book.Ledgers())
            {
                LedgerFileName ledgerName = name with { Kind = kind };
                if (!_facts.TryGetValue(ledgerName, out LedgerFacts? ledger)) continue;
                if (kind == LedgerFileKind.K)
                {
                    foreach (RuleFinding finding in PairRules.JournalAndLedger(leading, ledger)) yield return (finding, PathOf(ledgerName));
                }

                LedgerFileName berat = name with { Kind = kind.Berat() };
                if (!_facts.TryGetValue(berat, out LedgerFacts? facts)) continue;
                foreach (RuleFinding finding in PairRules.BeratAndLedger(facts, ledger)) yield return (finding, PathOf(berat));
            }
        }

        LedgerFileName report = _id.FileName(LedgerFileKind.DR);
        if (!_facts.TryGetValue(report, out LedgerFacts? month)) yield break;
        foreach (RuleFinding finding in PairRules.ReportAndJournals(month, Leading())) yield return (finding, PathOf(report));
    }

    /// <summary>The counters of the first part, against those before the month (Uygulama Kılavuzu 19-21).</summary>
    private IEnumerable<RuleFinding> First(LedgerFacts first)
    {
        if (_before is null) yield break;
        (string Name, long Stated, long Before)[] counters =
        [
            ("uniqueID", first.PartNumber(), _before.PartNumber),
            ("entryNumberCounter", first.FirstEntryCounter, _before.EntryNumber),
            ("lineNumber", first.FirstLineNumber, _before.LineNumber),
        ];
        foreach ((string name, long stated, long before) in counters)
        {
            // The number of a month that was taken back is never used again, so that one after it may be skipped.
            if (stated == before + 1 || (name == "uniqueID" && stated > before && stated <= _lastRemoved + 1)) continue;
            string message = Text.Format(Strings.RuleContinues, name, stated, before);
            yield return new RuleFinding(
                "DX2302", FindingSeverity.Error, message, 0, "", 0, stated.ToString(CultureInfo.InvariantCulture));
        }
    }

    private LedgerFacts[] Leading() =>
    [
        .. _facts.Where(file => file.Key.Kind == _id.Book.Ledgers()[0]).OrderBy(file => file.Key.Part).Select(file => file.Value),
    ];

    private string PathOf(LedgerFileName name) => _files.First(file => file.Name == name).Path;

    private Finding Found(RuleFinding finding, string path) => LedgerFindings.Of(_id, path, finding);
}
