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
    private static readonly LedgerFileKind[] s_packages = [LedgerFileKind.YB, LedgerFileKind.KB, LedgerFileKind.DR];

    private static readonly Regex s_signedEnd =
        new(@"</([^<>\s:]+:)?Signature\s*>\s*</[^<>]+>\s*\z", RegexOptions.CultureInvariant);

    /// <summary>The state of a month whose ledgers were created, or null before that.</summary>
    public static LedgerState? StateOf(MonthFolder folder)
    {
        if (!folder.IsCreated) return null;
        bool isSigned = folder.Has(LedgerFileKind.YB) && folder.Has(LedgerFileKind.KB)
            && new[] { LedgerFileKind.Y, LedgerFileKind.K, LedgerFileKind.YB, LedgerFileKind.KB, LedgerFileKind.DR }
                .All(kind => EndsInSignature(folder.PathOf(kind)));
        if (!isSigned) return LedgerState.Created;
        IReadOnlyList<FilingEvent> log = folder.Log.ReadCurrent();
        FilingStep?[] steps = [.. s_packages.Select(kind => LastStep(log, folder.Id.FileName(kind).PackageId))];
        if (steps.Contains(FilingStep.Rejected)) return LedgerState.Rejected;
        if (steps[0] == FilingStep.Approved && File.Exists(folder.ApprovedPathOf(LedgerFileKind.YB))
            && steps[1] == FilingStep.Approved && File.Exists(folder.ApprovedPathOf(LedgerFileKind.KB))
            && steps[2] == FilingStep.Processed)
        {
            return LedgerState.Approved;
        }

        if (steps.All(step => step is not (null or FilingStep.Sending))) return LedgerState.Sent;
        return steps.All(step => step is null) ? LedgerState.Signed : LedgerState.Sending;
    }

    /// <summary>What last happened to a package; null when nothing did, or GİB refused to take it.</summary>
    public static FilingStep? LastStep(IEnumerable<FilingEvent> log, string packageId) =>
        log.LastOrDefault(step => step.Package == packageId)?.Step is FilingStep step and not FilingStep.Refused ? step : null;

    /// <summary>Whether a file ends in an enveloped signature; whether it verifies is for the verifier to say.</summary>
    public static bool EndsInSignature(string path)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        byte[] tail = new byte[(int)Math.Min(256, stream.Length)];
        stream.Position = stream.Length - tail.Length;
        int length = 0;
        while (length < tail.Length && stream.Read(tail, length, tail.Length - length) is int count and > 0) length += count;
        return s_signedEnd.IsMatch(Encoding.UTF8.GetString(tail, 0, length));
    }
}
