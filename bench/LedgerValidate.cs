using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using DefterX.Build;
using DefterX.Ledgers;
using DefterX.Ledgers.Rules;

namespace DefterX.Bench;

/// <summary>Ledgers of 200 MB against all rules: whole processes, ours and Saxon-HE with GİB's Schematron.</summary>
internal sealed class LedgerValidate : IBenchmark
{
    /// <summary>The argument by which the program checks one file and says how much memory it took.</summary>
    internal const string Mode = "--validate";

    private const int Lines = 132_000;
    private const int Rounds = 5;
    private static readonly Period s_period = new(2026, 9);
    private readonly string _folder = Path.Combine(Repository.Output, "bench", "validate");

    public string Name => "ledger.validate";

    public bool NeedsOwnProcess => false;

    private string Journal => Path.Combine(_folder, "many", "1234567808-202609-Y-000000.xml");

    private string Ledger => Path.Combine(_folder, "three", "1234567808-202609-K-000000.xml");

    /// <summary>Checks a file and returns the most memory that it took, in MB.</summary>
    internal static double Check(string path)
    {
        LedgerRuleOptions options = new() { IsSigned = false };
        LedgerFacts facts =
            LedgerFileRules.Check(path, Path.GetFileName(path), options, Console.Error.WriteLine, CancellationToken.None);
        return facts is { IsComplete: true, Errors: 0, Advices: 0 }
            ? OwnProcess.PeakMegabytes
            : throw new InvalidOperationException($"{path} is not sound.");
    }

    public void Prepare()
    {
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
        Create("many", hasThreeAccounts: false);
        Create("three", hasThreeAccounts: true);
    }

    public IEnumerable<Figure> Run()
    {
        List<(double Journal, double Ledger)> times = [];
        double peak = 0;
        for (int i = 0; i < Rounds; i++)
        {
            (double journal, double journalPeak) = Measure(Journal);
            (double ledger, double ledgerPeak) = Measure(Ledger);
            times.Add((journal, ledger));
            peak = Math.Max(peak, Math.Max(journalPeak, ledgerPeak));
        }

        double seconds = Median(times.Select(t => t.Journal));
        yield return Figure.Rounded(Name + ".seconds", seconds, "s");
        yield return Figure.Rounded(Name + ".peakMB", peak, "MB");
        yield return Figure.Rounded(Name + ".kebir3.ratio", Median(times.Select(t => t.Ledger)) / seconds, "x");
        double? saxon = Saxon.Seconds(Journal);
        if (saxon is not null) yield return Figure.Rounded(Name + ".ratioSaxon", saxon.Value / seconds, "x");
        Directory.Delete(_folder, recursive: true);
    }

    private void Create(string name, bool hasThreeAccounts)
    {
        LedgerRequest request = LedgerCreate.Request(s_period) with { LargestFile = 1L << 30 };
        new LedgerCreator(new MonthFolder(request.Id, Path.Combine(_folder, name)), request)
            .Create(LedgerBooks.Entries(s_period, Lines, hasThreeAccounts), CancellationToken.None);
    }

    private static (double Seconds, double Peak) Measure(string file)
    {
        Stopwatch clock = Stopwatch.StartNew();
        (int exitCode, string output) = Shell.Capture("dotnet", typeof(LedgerValidate).Assembly.Location, Mode, file);
        double seconds = clock.Elapsed.TotalSeconds;
        return exitCode == 0
            ? (seconds, double.Parse(output, CultureInfo.InvariantCulture))
            : throw new InvalidOperationException(output);
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Rounds / 2);
}
