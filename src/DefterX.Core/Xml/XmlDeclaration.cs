using System.Text.RegularExpressions;

namespace DefterX.Xml;

/// <summary>The XML declaration (XML 1.0, 2.8).</summary>
internal static class XmlDeclaration
{
    private const string Equal = @"[ \t\r\n]*=[ \t\r\n]*";

    private static readonly Regex s_pattern = new(
        @"^[ \t\r\n]+version" + Equal + @"(?:""1\.0""|'1\.0')"
        + @"(?:[ \t\r\n]+encoding" + Equal + @"(?:""(?<e>[A-Za-z][A-Za-z0-9._\-]*)""|'(?<e>[A-Za-z][A-Za-z0-9._\-]*)'))?"
        + @"(?:[ \t\r\n]+standalone" + Equal + @"(?:""(?:yes|no)""|'(?:yes|no)'))?[ \t\r\n]*\z",
        RegexOptions.CultureInvariant);

    /// <summary>Whether what stands between <c>&lt;?xml</c> and <c>?&gt;</c> is right.</summary>
    public static bool IsValid(string declaration) => s_pattern.IsMatch(declaration);

    /// <summary>The encoding of the declaration, or null when it names none or is not right.</summary>
    public static string? Encoding(string declaration)
    {
        Match match = s_pattern.Match(declaration);
        return match.Success && match.Groups["e"].Success ? match.Groups["e"].Value : null;
    }
}
