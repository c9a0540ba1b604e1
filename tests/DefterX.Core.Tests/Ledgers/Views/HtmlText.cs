using System.IO;
using System.Net;
using System.Text.RegularExpressions;

namespace DefterX.Tests.Ledgers.Views;

/// <summary>What a reader sees of a page, as far as that can be told without a browser.</summary>
internal static partial class HtmlText
{
    /// <summary>The text in the order of the page, each white space one space, cells apart.</summary>
    public static string Of(string html)
    {
        string body = html[html.IndexOf("<body", System.StringComparison.Ordinal)..];
        return Space().Replace(WebUtility.HtmlDecode(Tag().Replace(body, " ")), " ").Trim();
    }

    public static string OfFile(string path) => Of(File.ReadAllText(path));

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
