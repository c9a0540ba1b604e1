using System;
using System.Collections.Generic;

namespace DefterX.Ledgers.Views;

/// <summary>Shares lines out to pages: an entry stays whole unless it is longer than a page.</summary>
/// <param name="linesPerPage">The most lines on a page, at least 1.</param>
internal sealed class PagePlan(long linesPerPage)
{
    private readonly List<long> _starts = [];
    private long _lines;
    private long _onPage;

    /// <summary>Before which line the second and each further page starts.</summary>
    public IReadOnlyList<long> Starts => _starts;

    /// <summary>Adds an entry with its number of lines.</summary>
    public void Add(long lines)
    {
        if (_onPage > 0 && _onPage + lines > linesPerPage) StartPage();
        while (lines > 0)
        {
            if (_onPage == linesPerPage) StartPage();
            long taken = Math.Min(lines, linesPerPage - _onPage);
            _onPage += taken;
            _lines += taken;
            lines -= taken;
        }
    }

    private void StartPage()
    {
        _starts.Add(_lines);
        _onPage = 0;
    }
}
