using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading;
using DefterX.Ledgers.Views;
using DefterX.Tests.Checks;
using Xunit;

namespace DefterX.Tests.Ledgers.Views;

/// <summary>The exported pages in Chromium, as a person would look at them.</summary>
public sealed class BrowserTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Page_OnAnyScreen_FitsItsWidthAndIsInTurkish()
    {
        string[] pages = [.. ViewSamples.All.Select(row => Export(ViewSamples.PathOf((string)row[0]))), Export(Strained())];
        IReadOnlyList<LayoutFacts> facts = LayoutPage.Measure(_folder.FolderPath, pages, 1280, 1024, 880, 390);
        Assert.Equal(24, facts.Count);
        Assert.All(facts, page =>
        {
            Assert.True(page.ScrollWidth <= page.Width, $"{page.Page} at {page.Width}: {page.ScrollWidth}");
            Assert.True(page.Outside.Length == 0, $"{page.Page} at {page.Width}: {page.Outside.FirstOrDefault()}");
            Assert.True(page.Cut.Length == 0, $"{page.Page} at {page.Width}: {page.Cut.FirstOrDefault()}");
        });
        Assert.All(facts.Where(page => page.Page.Contains("-Y-", StringComparison.Ordinal)), page =>
        {
            // The title is written in capitals by the style: with lang="tr" i becomes İ.
            Assert.Contains("YEVMİYE DEFTERİ", page.Text, StringComparison.Ordinal);
            Assert.Contains("Örnek Işık İnşaat Sanayi ve Ticaret Limited Şirketi", page.Text, StringComparison.Ordinal);
            Assert.Contains("1.210.500,00", page.Text, StringComparison.Ordinal);
            Assert.Contains("Çağlayan Yapı satış faturası & \"teslimat\" <iskonto>", page.Text, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Page_OnAScreen_ShowsItsColoursAndItsText()
    {
        string image = _folder["page.png"];
        Chromium.Run(Export(ViewSamples.PathOf(ViewSamples.Journal)), "--window-size=1280,900", "--screenshot=" + image);
        PngImage png = PngImage.Read(image);
        Assert.Equal((1280, 900), (png.Width, png.Height));
        Assert.InRange(png.Share((r, g, b) => (r, g, b) == (0x0f, 0x4c, 0x5c)), 0.08, 0.25); // the banner
        Assert.InRange(png.Share((r, g, b) => r < 80 && g < 90 && b < 100), 0.01, 0.35); // ink, the banner with it
        Assert.InRange(png.Share((r, g, b) => (r, g, b) == (255, 255, 255)), 0.3, 0.9); // paper
    }

    [Fact]
    public void Page_InPrint_IsA4WithAllItsPages()
    {
        string pdf = _folder["page.pdf"];
        Chromium.Run(Export(ViewSamples.PathOf(ViewSamples.GeneralLedger)), "--no-pdf-header-footer", "--print-to-pdf=" + pdf);
        string text = Encoding.Latin1.GetString(File.ReadAllBytes(pdf));
        Assert.StartsWith("%PDF-", text, StringComparison.Ordinal);
        Assert.Equal(2, Regex.Count(text, @"/Type\s*/Page\b"));
        Assert.All(Regex.Matches(text, @"/MediaBox\s*\[([^\]]*)\]"), box =>
            Assert.Matches(@"^0 0 59[45](\.\d+)? 84[12](\.\d+)?$", box.Groups[1].Value.Trim()));
    }

    // Amounts of billions, and words that no line holds.
    private string Strained()
    {
        string path = _folder["strained-Y-.xml"];
        File.WriteAllText(path, File.ReadAllText(ViewSamples.PathOf(ViewSamples.Journal))
            .Replace(">148290.48<", ">99999999999.99<", StringComparison.Ordinal)
            .Replace(">Satış faturası<", $">{new string('Ş', 300)}<", StringComparison.Ordinal)
            .Replace(">ORN2026000000143<", $">{new string('9', 90)}<", StringComparison.Ordinal));
        return path;
    }

    private string Export(string path)
    {
        string page = _folder[Path.GetFileNameWithoutExtension(path) + ".html"];
        return Assert.Single(new ViewExport().Export(path, page, _ => { }, CancellationToken.None));
    }
}
