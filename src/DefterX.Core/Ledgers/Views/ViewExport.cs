using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using DefterX.Files;

namespace DefterX.Ledgers.Views;

/// <summary>Makes HTML pages, whole by themselves, of ledgers, berats and reports. One object serves one command.</summary>
/// <remarks>Browsers apply no stylesheet to a file on disk any more, so the stylesheets of the month folder alone show nothing.</remarks>
internal sealed class ViewExport
{
    /// <summary>Lines on a page by default; such a page has about 10 MB, which a browser opens without delay.</summary>
    public const int DefaultLinesPerPage = 20_000;

    private readonly HashSet<string> _written = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The most lines on a page.</summary>
    public int LinesPerPage { get; init; } = DefaultLinesPerPage;

    /// <summary>Whether to replace pages that are there.</summary>
    public bool Force { get; init; }

    /// <summary>Writes the pages of one file.</summary>
    /// <param name="path">The XML file.</param>
    /// <param name="target">Full path of the first page; further ones are <c>name-2.html</c> and so on.</param>
    /// <param name="progress">Told how far it is, 0 to 100.</param>
    /// <returns>The full paths of the pages.</returns>
    /// <exception cref="DefterXException"><see cref="ErrorIds.LedgerInvalid"/>: it is no e-Defter file;
    /// <see cref="ErrorIds.LedgerExists"/>: a page is there already, or was written for another file.</exception>
    public IReadOnlyList<string> Export(string path, string target, Action<int> progress, CancellationToken cancellationToken)
    {
        ViewSource source = ViewSourceReader.Read(path, LinesPerPage, cancellationToken);
        IReadOnlyList<string> pages = ViewPages.Paths(source, target);
        if (pages.FirstOrDefault(_written.Contains) is string twice)
        {
            throw new DefterXException(ErrorIds.LedgerExists, Text.Format(Strings.ViewWrittenTwice, path, twice), twice);
        }

        if (!Force && pages.FirstOrDefault(File.Exists) is string existing)
        {
            throw new DefterXException(ErrorIds.LedgerExists, Text.Format(Strings.ViewExists, existing), existing);
        }

        PrivateFolder.Create(Path.GetDirectoryName(target)!);
        new ViewPages(source, target).Write(lines => progress((int)(lines * 100 / Math.Max(1, source.Lines))), cancellationToken);
        _written.UnionWith(pages);
        return pages;
    }
}
