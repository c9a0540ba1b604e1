using System;
using System.Globalization;
using System.Linq;
using System.Text;

namespace DefterX.OfficeService.Contracts;

/// <summary>The names that files of a month may have: of the folder of ledgers or of imported exports.</summary>
internal static class FileNames
{
    /// <summary>Before the names of what is in the month's folder of ledgers.</summary>
    public const string Ledgers = "ledgers/";

    /// <summary>Before the names of what is in the month's folder of imported exports.</summary>
    public const string Journals = "journals/";

    private const int Longest = 200;

    /// <summary>Whether a name leads to a file within the month and nowhere else: one of the two folders, at most two folders within, no
    /// part that is empty, hidden, ends in a dot or a blank, or holds a character that a file system may not take; normalised (NFC).</summary>
    public static bool IsValid(string? name)
    {
        if (name is null || name.Length > Longest || !name.IsNormalized(NormalizationForm.FormC)) return false;
        string? root = name.StartsWith(Ledgers, StringComparison.Ordinal) ? Ledgers
            : name.StartsWith(Journals, StringComparison.Ordinal) ? Journals
            : null;
        if (root is null) return false;
        string[] parts = name.Substring(root.Length).Split('/');
        return parts.Length <= 3 && Array.TrueForAll(parts, IsPart);
    }

    private static bool IsPart(string part) =>
        part.Length > 0 && part[0] is not ('.' or '~' or ' ') && part[part.Length - 1] is not ('.' or ' ') && !part.Any(IsForbidden)
        && !IsDevice(part);

    // Characters without a shape hide what a name is; HFS+ passes over some of them.
    private static bool IsForbidden(char c) => c is '<' or '>' or ':' or '"' or '\\' or '|' or '?' or '*' || char.IsControl(c) || char.IsSurrogate(c)
        || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.Format;

    // What Windows takes for a device, with any extension: CON, PRN, AUX, NUL, CONIN$, CONOUT$, COM1 to COM9, LPT1 to LPT9, and superscripts.
    private static bool IsDevice(string part)
    {
        string stem = part.Split('.')[0].TrimEnd(' ').ToUpperInvariant();
        return stem is "CON" or "PRN" or "AUX" or "NUL" or "CONIN$" or "CONOUT$"
            || (stem.Length == 4 && stem[3] is (>= '0' and <= '9') or '\u00b9' or '\u00b2' or '\u00b3'
            && (stem.StartsWith("COM", StringComparison.Ordinal) || stem.StartsWith("LPT", StringComparison.Ordinal)));
    }
}
