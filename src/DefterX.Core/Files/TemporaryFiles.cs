using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading;

namespace DefterX.Files;

/// <summary>Temporary files, <c>~name.tag.tmp</c>, and what becomes of those that a killed process left.</summary>
/// <remarks>The tag is <c>machine-process-start-number</c>: digests of the machine's name and of the start of the process, between them its
/// id, and a number of its own. So it can be told whether the writer still lives, wherever the file is.</remarks>
internal static class TemporaryFiles
{
    // A machine of which nothing is known has had time to finish by then.
    private static readonly TimeSpan s_abandonedAfter = TimeSpan.FromDays(1);
    private static readonly string s_machine = Digest(ProcessIdentity.Current.Machine.ToUpperInvariant());

    private static readonly string s_process = string.Format(
        CultureInfo.InvariantCulture, "{0}-{1}-{2}", s_machine, ProcessIdentity.Current.Id, Digest(ProcessIdentity.Current.Start));

    private static readonly Regex s_tag = new(
        @"(?<machine>[0-9a-f]{8})-(?<id>[0-9]{1,9})-(?<start>[0-9a-f]{8})-[0-9]+(\.tmp)?\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);

    // Others' temporary files may be there too; before there were tags, ours had a GUID.
    private static readonly Regex s_ours = new(
        @"\.([0-9a-f]{8}-[0-9]{1,9}-[0-9a-f]{8}-[0-9]+|[0-9a-f]{32})\.tmp\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);

    private static int s_last;

    /// <summary>A tag of this process that was not given out before.</summary>
    public static string NewTag() =>
        s_process + "-" + Interlocked.Increment(ref s_last).ToString(CultureInfo.InvariantCulture);

    /// <summary>Deletes the files of a folder that nobody writes any more; what cannot be deleted stays.</summary>
    /// <param name="isOwn">Whether nobody else can be writing the temporary file of a name, and neither can this process yet.</param>
    public static void Sweep(string folder, Func<string, bool>? isOwn = null)
    {
        foreach (string path in Entries(folder, "~*.tmp", Directory.EnumerateFiles))
        {
            Try(() =>
            {
                if (isOwn?.Invoke(TargetOf(path)) == true || IsAbandoned(path)) File.Delete(path);
            });
        }
    }

    /// <summary>Deletes the folders named <c>prefix-tag</c> that nobody uses any more.</summary>
    public static void SweepFolders(string folder, string prefix)
    {
        foreach (string path in Entries(folder, prefix + "-*", Directory.EnumerateDirectories))
        {
            Try(() =>
            {
                if (HasDied(path)) Directory.Delete(path, recursive: true);
            });
        }
    }

    /// <summary>The name of the file that a temporary file, or one of its own, was to become.</summary>
    private static string TargetOf(string path)
    {
        string name = Path.GetFileName(path).TrimStart('~');
        while (s_ours.IsMatch(name)) name = s_ours.Replace(name, "");
        return name;
    }

    private static bool IsAbandoned(string path)
    {
        if (!s_ours.IsMatch(path)) return false;
        return IsOfThisMachine(s_tag.Match(path)) ? HasDied(path) : ServerClock.AgeOf(path) > s_abandonedAfter;
    }

    private static bool IsOfThisMachine(Match tag) => tag.Success && tag.Groups["machine"].Value == s_machine;

    private static bool HasDied(string path)
    {
        Match tag = s_tag.Match(path);
        return IsOfThisMachine(tag) && !ProcessIdentity.IsAlive(
            int.Parse(tag.Groups["id"].Value, CultureInfo.InvariantCulture), start => Digest(start) == tag.Groups["start"].Value);
    }

    // The whole of it, as files are deleted meanwhile.
    private static List<string> Entries(string folder, string pattern, Func<string, string, IEnumerable<string>> enumerate)
    {
        try
        {
            return Directory.Exists(folder) ? [.. enumerate(folder, pattern)] : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static void Try(Action delete)
    {
        try
        {
            delete();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another's, or in use; the next to come tries again.
        }
    }

    private static string Digest(string text)
    {
        using SHA256 hash = SHA256.Create();
        return FileDigest.ToHexadecimal(hash.ComputeHash(Encoding.UTF8.GetBytes(text))).Substring(0, 8);
    }
}
