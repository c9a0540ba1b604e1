using System;

namespace DefterX.Journals;

/// <summary>Makes <see cref="ErrorIds.JournalUnreadable"/> failures.</summary>
internal static class JournalError
{
    /// <summary>A failure at a line of a file.</summary>
    public static DefterXException At(string file, long line, string format, params object?[] values) =>
        At(file, line, Text.Format(format, values), (Exception?)null);

    /// <summary>A failure at a line of a file, with its cause.</summary>
    public static DefterXException At(string file, long line, string message, Exception? cause) =>
        new(ErrorIds.JournalUnreadable, Text.Format(Strings.JournalUnreadable, file, line, message), file, cause);
}
