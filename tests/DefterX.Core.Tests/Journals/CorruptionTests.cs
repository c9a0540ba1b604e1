using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using DefterX.Journals;
using DefterX.Journals.Layouts;
using Xunit;

namespace DefterX.Tests.Journals;

/// <summary>Any corruption of an export gives the same entries, a located failure, or what the changed text honestly says.</summary>
public sealed class CorruptionTests : IDisposable
{
    private static readonly string[] s_layouts = ["own", "transfer", "vouchers", "journal", "ledger", "izibiz"];
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Layouts() => [.. s_layouts];

    /// <summary>Every byte of a workbook is under a checksum, or of no account.</summary>
    [Theory]
    [MemberData(nameof(Layouts))]
    public void Workbook_WhenBytesAreChangedOrCut_GivesTheSameOrFails(string layout)
    {
        Random random = new(51);
        byte[] sound = new XlsxWriter().Write(Exports.All[layout](SampleBooks.Make(random, 6)));
        string expected = Outcome(sound, ".xlsx");
        for (int round = 0; round < Soak.Size(120); round++)
        {
            byte[] bytes = Mutate(random, sound);
            string outcome = Outcome(bytes, ".xlsx");
            Assert.True(outcome == expected || IsLocated(outcome), $"{layout} round {round}: {outcome}");
        }
    }

    /// <summary>Texts may be changed into others that are sound; amounts stay what the file then says, and sums are compared.</summary>
    [Theory]
    [MemberData(nameof(Layouts))]
    public void Csv_WhenBytesAreChangedOrCut_NeverCrashes(string layout)
    {
        Random random = new(52);
        List<JournalEntry> journal = SampleBooks.Make(random, 6);
        byte[] sound = Exports.Csv(Exports.All[layout](journal), new UTF8Encoding(true), 25);
        decimal total = journal.SelectMany(entry => entry.Lines).Sum(line => line.Amount);
        for (int round = 0; round < Soak.Size(200); round++)
        {
            byte[] bytes = Mutate(random, sound);
            string outcome = Outcome(bytes, ".csv");
            Assert.True(IsLocated(outcome) || outcome.StartsWith("entries:", StringComparison.Ordinal), $"{layout} round {round}: {outcome}");

            // Where sums stand in the listing, an amount that is not the original one is found out.
            if (layout is "vouchers" or "journal" && outcome.StartsWith("entries:6 ", StringComparison.Ordinal))
            {
                Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"total:{total:0.00}"), outcome, StringComparison.Ordinal);
            }
        }
    }

    /// <summary>Dates, accounts, sides and sums tell columns apart whose contents were exchanged below the header.</summary>
    [Theory]
    [MemberData(nameof(Layouts))]
    public void Columns_WhenTheirContentsAreExchanged_GiveALocatedFailureOrTheSameAmounts(string layout)
    {
        List<JournalEntry> journal = SampleBooks.Make(new Random(53), 12);
        List<object?[]> rows = Exports.All[layout](journal);
        int width = rows.Max(row => row.Length);
        string[] header = [.. rows.First(row => row.Length == width && row.All(cell => cell is string)).Select(cell => JournalHeader.Fold((string)cell!))];
        string expected = Outcome(new XlsxWriter().Write(rows), ".xlsx");
        // Numbers that only count rows; where such a one stands for an amount, debit and credit no longer agree, which is for the rules.
        string[] counters = ["detailref", "entryref"];
        string[] harmless = ["aciklama", "detayaciklama", "fisaciklama", "fisaciklamasi", "hesapadi", "anahesapadi", "kaydeden", "detailcomment", "entrycomment", "accsubdesc", "accmainiddesc", "enteredby"];
        for (int first = 0; first < width; first++)
        {
            for (int second = first + 1; second < width; second++)
            {
                string outcome = Outcome(new XlsxWriter().Write(Exchange(rows, width, first, second)), ".xlsx");
                if (IsLocated(outcome) || outcome == expected) continue;

                // What is left are exchanges of texts with texts, of numbers with numbers, of dates with dates and of the two sides: the
                // entries are whole and no amount is other than those of the file.
                Assert.StartsWith("entries:", outcome, StringComparison.Ordinal);
                Assert.True(
                    outcome.Contains(expected[expected.IndexOf("total:", StringComparison.Ordinal)..], StringComparison.Ordinal)
                    || counters.Contains(header[first]) || counters.Contains(header[second])
                    || harmless.Contains(header[first]) || harmless.Contains(header[second]),
                    $"{layout}: {header[first]} and {header[second]}: {outcome} instead of {expected}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Rows_WhenTheyAreRepeatedDroppedOrExchanged_AreFoundWhereTheListingTells(string layout)
    {
        Random random = new(54);
        List<object?[]> rows = Exports.All[layout](SampleBooks.Make(random, 8));
        for (int round = 0; round < Soak.Size(60); round++)
        {
            List<object?[]> changed = [.. rows];
            int row = random.Next(changed.Count);
            switch (random.Next(3))
            {
                case 0: changed.Insert(random.Next(changed.Count), changed[row]); break;
                case 1: changed.RemoveAt(row); break;
                default: (changed[row], changed[0]) = (changed[0], changed[row]); break;
            }

            string outcome = Outcome(Exports.Csv(changed, new UTF8Encoding(false), rows.Max(cells => cells.Length)), ".csv");
            Assert.True(IsLocated(outcome) || outcome.StartsWith("entries:", StringComparison.Ordinal), $"{layout} round {round}: {outcome}");
        }
    }

    private static List<object?[]> Exchange(List<object?[]> rows, int width, int first, int second)
    {
        bool isBelow = false;
        List<object?[]> changed = [];
        foreach (object?[] row in rows)
        {
            object?[] cells = [.. row, .. new object?[width - row.Length]];
            if (isBelow) (cells[first], cells[second]) = (cells[second], cells[first]);
            isBelow |= row.Length == width && row.All(cell => cell is string);
            changed.Add(cells);
        }

        return changed;
    }

    private static byte[] Mutate(Random random, byte[] sound)
    {
        byte[] bytes = [.. sound];
        int place = random.Next(bytes.Length);
        switch (random.Next(4))
        {
            case 0: return bytes[..place];
            case 1: bytes[place] ^= (byte)(1 << random.Next(8)); return bytes;
            case 2: bytes[place] = (byte)random.Next(256); return bytes;
            default:
                int length = Math.Min(random.Next(1, 64), bytes.Length - place);
                return [.. bytes[..place], .. bytes[(place + length)..]];
        }
    }

    private static bool IsLocated(string outcome) => outcome.StartsWith("failure: '", StringComparison.Ordinal);

    private string Outcome(byte[] bytes, string extension)
    {
        string path = _folder["x" + extension];
        File.WriteAllBytes(path, bytes);
        JournalReader reader = new(
            [new ExportSource(path, path)], new ReadContext { EnteredBy = "Ayşe Örnek", DocumentTypeCodes = Exports.Codes });
        try
        {
            List<JournalEntry> read = [.. reader.ReadEntries(CancellationToken.None)];
            decimal total = read.SelectMany(entry => entry.Lines).Sum(line => line.Amount);
            string all = string.Join('\n', read.SelectMany(entry => entry.Lines.Select(line => $"{entry.Number} {entry.Date:d} {line}")));
            return string.Create(
                CultureInfo.InvariantCulture,
                $"entries:{read.Count} {string.GetHashCode(all, StringComparison.Ordinal)} total:{total:0.00}");
        }
        catch (DefterXException exception) when (exception.ErrorId == ErrorIds.JournalUnreadable)
        {
            return "failure: " + exception.Message;
        }
    }
}
