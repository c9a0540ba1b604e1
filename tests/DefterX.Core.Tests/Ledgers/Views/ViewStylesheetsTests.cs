using System;
using System.IO;
using System.Linq;
using System.Threading;
using DefterX.Ledgers.Views;
using DefterX.Tests.Checks;
using Xunit;

namespace DefterX.Tests.Ledgers.Views;

public sealed class ViewStylesheetsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, string> Samples => ViewSamples.All;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void WriteTo_WhenTheFolderHasNone_WritesTheFiveThatGibNames()
    {
        ViewStylesheets.WriteTo(_folder.FolderPath);
        Assert.Equal(
            ["berat.xslt", "defterraporu.xslt", "envanter.xslt", "kebir.xslt", "yevmiye.xslt"],
            Directory.EnumerateFiles(_folder.FolderPath).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void WriteTo_WhenOneDiffers_RewritesThatOneAlone()
    {
        ViewStylesheets.WriteTo(_folder.FolderPath);
        DateTime old = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        foreach (string file in Directory.EnumerateFiles(_folder.FolderPath)) File.SetLastWriteTimeUtc(file, old);
        File.WriteAllText(_folder["kebir.xslt"], "<other/>");
        ViewStylesheets.WriteTo(_folder.FolderPath);
        Assert.Equal(ViewStylesheets.Text(ViewKind.Kebir), File.ReadAllText(_folder["kebir.xslt"]));
        Assert.Equal(4, Directory.EnumerateFiles(_folder.FolderPath).Count(file => File.GetLastWriteTimeUtc(file) == old));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Stylesheet_InLibxslt_ShowsWhatTheExportShows(string sample, string stylesheet)
    {
        // libxslt is what Chromium and WebKit have.
        ViewStylesheets.WriteTo(_folder.FolderPath);
        ExternalTool tool = ExternalTool.Run("xsltproc", "--nonet", _folder[stylesheet], ViewSamples.PathOf(sample));
        Assert.Equal((0, ""), (tool.ExitCode, tool.Errors));
        string html = tool.Text;
        Assert.StartsWith("<!DOCTYPE html", html, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"tr\">", html, StringComparison.Ordinal);

        string page = _folder["page.html"];
        new ViewExport().Export(ViewSamples.PathOf(sample), page, _ => { }, CancellationToken.None);
        Assert.Equal(HtmlText.Of(html), HtmlText.OfFile(page));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Stylesheet_OfEachSample_IsTheOneThatItsInstructionNames(string sample, string stylesheet) =>
        Assert.Contains($"href=\"{stylesheet}\"", File.ReadAllText(ViewSamples.PathOf(sample)), StringComparison.Ordinal);

    [Theory]
    [InlineData("<script")]
    [InlineData("javascript")]
    [InlineData("xsl:import")]
    [InlineData("xsl:include")]
    [InlineData("document(")]
    [InlineData("@import")]
    [InlineData("url(")]
    public void Stylesheet_Always_IsWholeByItself(string forbidden) => Assert.All(
        Enum.GetValues<ViewKind>(),
        kind => Assert.DoesNotContain(forbidden, ViewStylesheets.Text(kind), StringComparison.OrdinalIgnoreCase));
}
