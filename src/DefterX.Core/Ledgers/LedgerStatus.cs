using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;

namespace DefterX.Ledgers;

/// <summary>Reads how far a month is from its files, its validation and its filing log.</summary>
internal static class LedgerStatus
{
    private static readonly Regex s_signedEnd =
        new(@"</([^<>\s:]+:)?Signature\s*>\s*</[^<>]+>\s*\z", RegexOptions.CultureInvariant);

    /// <summary>The state of a month whose ledgers were created, or null before that. What went to GİB's other environment than the
    /// office's does not count: such a month is signed, no more.</summary>
    public static LedgerState? StateOf(MonthFolder folder)
    {
        if (!folder.IsCreated()) return null;
        if (!folder.Signed().All(file => IsSigned(folder.PathOf(file.Kind, file.Part)))) return LedgerState.Created;
        IReadOnlyList<FilingEvent> log = folder.Log.ReadCurrent();
        (LedgerFileKind Kind, int Part, FilingStep? Step)[] packages =
        [
            .. folder.Packages()
                .Select(file => (file.Kind, file.Part, LastStep(log, folder.Id.FileName(file.Kind, file.Part).PackageId))),
        ];
        FilingStep?[] steps = [.. packages.Select(package => package.Step)];
        if (steps.Contains(FilingStep.Rejected)) return LedgerState.Rejected;
        bool isApproved = packages.All(package => package.Kind.IsBerat()
            ? package.Step == FilingStep.Approved && File.Exists(folder.ApprovedPathOf(package.Kind, package.Part))
            : package.Step == FilingStep.Processed);
        if (isApproved) return LedgerState.Approved;

        if (steps.All(step => step is not (null or FilingStep.Sending))) return LedgerState.Sent;
        return steps.All(step => step is null) ? LedgerState.Signed : LedgerState.Sending;
    }

    /// <summary>What last happened to a package; null when nothing did, or GİB refused to take it.</summary>
    public static FilingStep? LastStep(IEnumerable<FilingEvent> log, string packageId) =>
        log.LastOrDefault(step => step.Package == packageId && step.Step is not (FilingStep.Failed or FilingStep.Packed or FilingStep.Asked))?.Step
            is FilingStep step and not FilingStep.Refused
            ? step
            : null;

    /// <summary>GİB's other environment than the office's, where something of the month is there, or may be; else null.</summary>
    public static string? SentElsewhere(FilingLog log)
    {
        IReadOnlyList<FilingEvent> elsewhere = log.ReadCurrentElsewhere();
        return elsewhere.FirstOrDefault(step => step.Package is string package && LastStep(elsewhere, package) is not null)?.Environment;
    }

    /// <summary>The environments of GİB in which something of the months of a record is, or may be; all branches and books.</summary>
    /// <param name="logPath">The record, <c>filing.jsonl</c>.</param>
    public static IEnumerable<string> EnvironmentsIn(string logPath) => FilingLog.ReadCurrentOfAll(logPath)
        .Where(step => step is { Package: not null, Environment: not null })
        .GroupBy(step => (step.Environment, step.Branch, step.Book, step.Package))
        .Where(package => LastStep(package, package.Key.Package!) is not null)
        .Select(package => package.Key.Environment!)
        .Distinct();

    /// <summary>What went wrong last and was not made good since, or null.</summary>
    /// <param name="log">The month's record since it was last created.</param>
    public static FilingEvent? LastFailure(IReadOnlyList<FilingEvent> log)
    {
        // What concerns the whole month is over once anything was done; what concerns a package, once that went on.
        FilingEvent? newest = log.LastOrDefault(step => step.Step is not (FilingStep.Packed or FilingStep.Asked));
        if (newest is { Step: FilingStep.Failed, Package: null }) return newest;
        FilingEvent[] failures =
        [
            .. log.Where(step => step.Package is not null && step.Step is not (FilingStep.Packed or FilingStep.Asked))
                .GroupBy(step => step.Package, StringComparer.Ordinal)
                .Select(package => package.Last())
                .Where(step => step.Step is FilingStep.Rejected or FilingStep.Refused or FilingStep.Failed),
        ];
        // Where GİB rejects a package it rejects those after it too: the first one's reason is the cause.
        return Array.Find(failures, step => step.Step == FilingStep.Rejected) ?? failures.LastOrDefault();
    }

    /// <summary>Whether a file is there and ends in an enveloped signature; whether it verifies is for the verifier to say.</summary>
    public static bool IsSigned(string path)
    {
        if (!File.Exists(path)) return false;
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        byte[] tail = new byte[(int)Math.Min(256, stream.Length)];
        stream.Position = stream.Length - tail.Length;
        int length = 0;
        while (length < tail.Length && stream.Read(tail, length, tail.Length - length) is int count and > 0) length += count;
        return s_signedEnd.IsMatch(Encoding.UTF8.GetString(tail, 0, length));
    }
}
