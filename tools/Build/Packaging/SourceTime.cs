using System;
using System.Globalization;

namespace DefterX.Build.Packaging;

/// <summary>The time that everything in a package bears, so that the same source gives the same package.</summary>
internal sealed record SourceTime(long Epoch)
{
    internal string Iso => DateTimeOffset.FromUnixTimeSeconds(Epoch).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary><c>SOURCE_DATE_EPOCH</c> (https://reproducible-builds.org/specs/source-date-epoch/), else the time of the commit.</summary>
    internal static SourceTime Read()
    {
        string seconds = Environment.GetEnvironmentVariable("SOURCE_DATE_EPOCH") is { Length: > 0 } set
            ? set
            : Shell.Capture("git", "log", "-1", "--format=%ct").Output.Trim();
        return long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out long epoch)
            ? new SourceTime(epoch)
            : throw new BuildException(BuildException.Usage, $"Neither SOURCE_DATE_EPOCH nor git tells the time of the source: {seconds}");
    }
}
