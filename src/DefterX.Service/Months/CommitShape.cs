using System;
using System.Collections.Generic;
using System.Linq;
using DefterX.Ledgers;
using DefterX.OfficeService.Contracts;
using DefterX.Service.Blobs;

namespace DefterX.Service.Months;

/// <summary>Whether a commit is what the API describes, before anything is looked up.</summary>
internal static class CommitShape
{
    /// <summary>The longest commit id.</summary>
    private const int LongestId = 100;

    /// <summary>What is wrong with a commit, in the UI culture; null when nothing is.</summary>
    /// <param name="month">The month that it is for.</param>
    /// <param name="commit">The commit.</param>
    /// <param name="steps">The lines of its log, read.</param>
    public static string? Problem(MonthAddress month, CommitRequest commit, out IReadOnlyList<FilingEvent> steps)
    {
        steps = [];
        if (string.IsNullOrWhiteSpace(commit.CommitId) || commit.CommitId.Length > LongestId) return Strings.CommitIdInvalid;
        if (commit.Version < 0 || !Enum.IsDefined(commit.State) || commit.Figures is null) return Strings.CommitIncomplete;
        if (commit.Put is null || commit.Delete is null || commit.Log is null) return Strings.CommitIncomplete;
        foreach (FileEntry? file in commit.Put)
        {
            if (!IsFile(file)) return Text.Format(Strings.FileInvalid, file?.Name);
        }

        foreach (string? name in commit.Delete)
        {
            if (!FileNames.IsValid(name)) return Text.Format(Strings.FileInvalid, name);
        }

        HashSet<string> names = new(commit.Delete, StringComparer.Ordinal);
        FileEntry? twice = commit.Put.FirstOrDefault(file => !names.Add(file.Name));
        if (twice is not null) return Text.Format(Strings.FileTwice, twice.Name);
        return LogProblem(month, commit.Log, out steps);
    }

    private static bool IsFile(FileEntry? file) =>
        file is { Length: >= 0 } && FileNames.IsValid(file.Name) && BlobName.IsSha256(file.Sha256);

    private static string? LogProblem(MonthAddress month, IReadOnlyList<string> log, out IReadOnlyList<FilingEvent> steps)
    {
        List<FilingEvent> read = [];
        steps = read;
        foreach (string line in log)
        {
            FilingEvent? step = string.IsNullOrEmpty(line) || line.Any(char.IsControl) ? null : FilingLog.Parse(line);
            // The branches and books of a firm share the file: a line belongs to the month that it names.
            bool isOurs = step is not null && Enum.IsDefined(step.Step) && step.Branch == month.Branch
                && (step.Book ?? LedgerBook.Journal) == month.Book;
            if (!isOurs) return Text.Format(Strings.LogLineInvalid, read.Count + 1);
            read.Add(step!);
        }

        return null;
    }
}
