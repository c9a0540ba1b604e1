using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using DefterX.Office;
using DefterX.Reports;
using DefterX.Tests.Checks;
using Xunit;

namespace DefterX.Tests.Reports;

/// <summary>The overview's page in Chromium, as a person would look at it.</summary>
public sealed class HtmlReportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("tr-TR", false)]
    [InlineData("en-US", true)]
    public void Page_OnAnyScreen_IsWholeLegibleAndAsksForNothing(string culture, bool isDark)
    {
        OfficeReport report = SampleReport.Of();
        List<string> console = [];
        IReadOnlyList<PageFacts> facts = PageFacts.Of(Write(report, culture), isDark, console, 1280, 800, 390);
        Assert.Empty(console);
        Assert.All(facts, page =>
        {
            Assert.Empty(page.Requests);
            Assert.True(page.ScrollWidth <= page.Width, $"{page.Width}: {page.ScrollWidth}");
            Assert.True(page.Cut.Length == 0, $"{page.Width}: {page.Cut.FirstOrDefault()}");
            Assert.True(page.Faint.Length == 0, $"{page.Faint.Length}: {page.Faint.FirstOrDefault()}");
            Assert.Equal([1, 1], page.Corner); // the frame's border
            Assert.Equal(2, page.Found); // Gülseren Işıktepe 6 and 10
            Assert.All(report.Rows, row => Assert.Contains(row.Firm.Title, page.Text, StringComparison.Ordinal));
            Assert.Contains(SampleReport.Refusal, page.Text, StringComparison.Ordinal);
            Assert.Contains(report.OfficeName, page.Text, StringComparison.Ordinal);
        });
        string[] expected = culture == "tr-TR"
            ? ["Ocak 2026 – Aralık 2026", "12.01.2027 03:05", "GİB TEST ortamı", "✓ Onaylandı", "✕ Reddedildi", "⚠︎ 14.04.2026", "1.142.857,14"]
            : ["January 2026 – December 2026", "1/12/2027", "GİB's TEST environment", "✓ Approved", "✕ Rejected", "⚠︎ 4/14/2026", "1,142,857.14"];
        Assert.All(expected, text => Assert.Contains(text, facts[0].Text, StringComparison.Ordinal));
    }

    [Fact]
    public void PageFacts_OfAPageThatFails_TellEachFault()
    {
        string page = _folder["bad.html"];
        File.WriteAllText(page, """
            <meta http-equiv="Content-Security-Policy" content="script-src 'none'"><main>
            <p style="color:#888;background:#777">faint</p><p style="width:20px">unbreakablelongword</p><div style="width:2000px">wide</div>
            <img src="http://127.0.0.1:9/x.png"><script>alert(1)</script></main>
            """);
        List<string> console = [];
        PageFacts facts = Assert.Single(PageFacts.Of(page, false, console, 1280));
        Assert.NotEmpty(console);
        Assert.Single(facts.Faint);
        Assert.Single(facts.Cut);
        Assert.Single(facts.Requests);
        Assert.True(facts.ScrollWidth > facts.Width);
    }

    [Theory]
    [InlineData("tr-TR", "Ocak", "Aralık", "TEST ortamı")]
    [InlineData("en-US", "January", "December", "TEST environment")]
    public void Page_InPrint_IsLandscapeWithHeadersOnEverySheetAndNothingCutOff(string culture, string first, string last, string test)
    {
        OfficeReport report = SampleReport.Of(firms: 40);
        string pdf = _folder["page.pdf"];
        Chromium.Run(Write(report, culture), "--no-pdf-header-footer", "--print-to-pdf=" + pdf);
        string[] sheets = ExternalTool.Run("pdftotext", "-layout", pdf, "-").Text.TrimEnd('\f', '\n').Split('\f');
        string raw = System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(pdf));
        Assert.Equal(sheets.Length, Regex.Count(raw, @"/Type\s*/Page\b"));
        Assert.All(Regex.Matches(raw, @"/MediaBox\s*\[([^\]]*)\]"), box =>
            Assert.Matches(@"^0 0 84[12](\.\d+)? 59[45](\.\d+)?$", box.Groups[1].Value.Trim()));
        int grid = sheets.Count(sheet => Regex.IsMatch(sheet, $@"{first}\b.*\b{last}\b"));
        Assert.InRange(grid, 3, 8);
        Assert.All(sheets.Take(grid), sheet =>
        {
            Assert.Matches($@"{first}\b.*\b{last}\b", sheet);
            Assert.Contains(test, sheet, StringComparison.Ordinal);
        });
        string all = string.Concat(sheets);
        Assert.All(report.Rows, row => Assert.Contains(row.Firm.Identifier, all, StringComparison.Ordinal));
        Assert.Contains($"{sheets.Length} / {sheets.Length}", sheets[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Page_OfSeveralYears_HasATableForEach()
    {
        string page = File.ReadAllText(Write(SampleReport.Of(firms: 2, months: 14), "tr-TR"));
        Assert.Equal(2, Regex.Count(page, "<table class=\"grid\">"));
        Assert.Contains("<b>2027</b>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_InProduction_DoesNotSpeakOfTests()
    {
        string page = File.ReadAllText(Write(SampleReport.Of(environment: GibEnvironment.Production), "tr-TR"));
        Assert.Contains("<body class=\"production\">", page, StringComparison.Ordinal);
        Assert.DoesNotContain("TEST", page, StringComparison.Ordinal);
        Assert.Contains("Gerçek ortam", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_WhenTextsHoldMarkup_ShowsItAsText()
    {
        string page = File.ReadAllText(Write(SampleReport.Of(), "tr-TR"));
        Assert.Equal(1, Regex.Count(page, "<script>"));
        Assert.DoesNotContain("alert('", page, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(&#39;ğ&#39;)", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_OfFiveHundredFirms_IsWrittenAsAStream()
    {
        OfficeReport report = SampleReport.Of(firms: 500);
        _ = report.Totals;
        long before = GC.GetTotalAllocatedBytes(precise: true);
        using CountingStream stream = new();
        new HtmlReport(report).Write(stream, CancellationToken.None);
        Assert.InRange(stream.Length, 2_000_000, 6_000_000);
        Assert.InRange(stream.LongestWrite, 1, 300_000); // never the whole page at once
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 150_000_000);
    }

    private string Write(OfficeReport report, string culture)
    {
        string path = _folder["page.html"];
        CultureScope.Run(culture, () => ReportFile.Write(report, path, ReportFormat.Html, CancellationToken.None));
        return path;
    }

    private sealed class CountingStream : MemoryStream
    {
        private long _length;

        public override long Length => _length;

        public int LongestWrite { get; private set; }

        public override void Write(byte[] buffer, int offset, int count) => Count(count);

        public override void Write(ReadOnlySpan<byte> buffer) => Count(buffer.Length);

        private void Count(int count)
        {
            _length += count;
            LongestWrite = Math.Max(LongestWrite, count);
        }
    }
}
