using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using DefterX.Files;

namespace DefterX.Ledgers.Views;

/// <summary>The stylesheets (XSLT 1.0) with which a browser or <c>Export-DefterXReport</c> shows the files of a month.</summary>
/// <remarks>The software supplies them in each month's folder under these names (Uygulama Kılavuzu C, Teknik Kılavuz 2.1). Each is
/// whole by itself: what they share is written into each.</remarks>
internal static class ViewStylesheets
{
    private const string Include = "  <xsl:include href=\"common.xslt\"/>\n";
    private const string Style = "/* views.css */";
    private static readonly ViewKind[] s_kinds =
        [ViewKind.Yevmiye, ViewKind.Kebir, ViewKind.Berat, ViewKind.DefterRaporu, ViewKind.Envanter];

    private static readonly Lazy<Dictionary<ViewKind, string>> s_texts = new(() => s_kinds.ToDictionary(kind => kind, Compose));

    /// <summary>The names that the stylesheets must have.</summary>
    public static IReadOnlyList<string> FileNames { get; } = [.. s_kinds.Select(FileName)];

    /// <summary>The name of a view's stylesheet, which the documents name in their xml-stylesheet instruction.</summary>
    public static string FileName(ViewKind kind) => kind switch
    {
        ViewKind.Yevmiye => "yevmiye.xslt",
        ViewKind.Kebir => "kebir.xslt",
        ViewKind.Berat => "berat.xslt",
        ViewKind.DefterRaporu => "defterraporu.xslt",
        _ => "envanter.xslt",
    };

    /// <summary>The stylesheet's text.</summary>
    public static string Text(ViewKind kind) => s_texts.Value[kind];

    /// <summary>Puts all stylesheets into a month's folder; one that is there already and the same is left alone.</summary>
    /// <param name="folder">The folder, which exists.</param>
    public static void WriteTo(string folder)
    {
        foreach (ViewKind kind in s_kinds)
        {
            string path = Path.Combine(folder, FileName(kind));
            if (!File.Exists(path) || File.ReadAllText(path) != Text(kind)) AtomicFile.WriteAllText(path, Text(kind));
        }
    }

    private static string Compose(ViewKind kind)
    {
        string common = Resource("common.xslt");
        int start = common.IndexOf('>', common.IndexOf("<xsl:stylesheet", StringComparison.Ordinal)) + 2;
        int end = common.LastIndexOf("</xsl:stylesheet>", StringComparison.Ordinal);
        return new StringBuilder(Resource(FileName(kind)))
            .Replace(Include, common.Substring(start, end - start))
            .Replace(Style, Resource("views.css"))
            .ToString();
    }

    private static string Resource(string name)
    {
        using Stream stream = typeof(ViewStylesheets).Assembly.GetManifestResourceStream("Views." + name)!;
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
