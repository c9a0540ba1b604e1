using System;
using System.IO;
using System.Linq;
using DefterX.Build;
using Xunit;

namespace DefterX.Cmdlets.Tests.Commands;

/// <summary>Pages of e-Defter files, without a session.</summary>
public sealed class ReportTests : IDisposable
{
    private const string Journal = "5123400670-202609-Y-000000-0001";
    private readonly Engine _engine = new("tr-TR");
    private readonly string _root = Directory.CreateTempSubdirectory("defterx-report-").FullName;

    public ReportTests()
    {
        _engine.Runspace.SessionStateProxy.SetVariable("Samples", Samples());
        _engine.Runspace.SessionStateProxy.SetVariable("Root", _root);
        _engine.Runspace.SessionStateProxy.Path.SetLocation(_root);
    }

    [Theory]
    [InlineData("Export-DefterXReport $Samples/*.xml -Path pages -PassThru")]
    [InlineData("Export-DefterXReport $Samples -Path $Root/pages/ -PassThru")]
    [InlineData("[IO.FileInfo[]][IO.Directory]::GetFiles($Samples) | Export-DefterXReport -Path pages -PassThru")]
    [InlineData("[IO.Directory]::GetFiles($Samples) | Export-DefterXReport -Path pages -PassThru")]
    public void Export_OfFilesToAFolder_WritesAPageForEach(string script)
    {
        Engine.Result result = Succeed(script);
        string[] pages = [.. result.Output.Select(static item => ((FileInfo)item.BaseObject).FullName)];
        Assert.Equal(
            Directory.GetFiles(Samples(), "*.xml").Select(file => Path.Combine(_root, "pages", Path.GetFileNameWithoutExtension(file) + ".html"))
                .Order(StringComparer.Ordinal),
            pages.Order(StringComparer.Ordinal));
        Assert.All(pages, static page => Assert.Contains("<html lang=\"tr\">", File.ReadAllText(page), StringComparison.Ordinal));
    }

    [Fact]
    public void Export_OfOneFile_WritesThePageThatIsNamedAndSaysNothing()
    {
        Assert.Empty(Succeed($"Export-DefterXReport $Samples/{Journal}.xml defter.html").Output);
        Assert.Contains("Yevmiye Defteri", File.ReadAllText(Path.Combine(_root, "defter.html")), StringComparison.Ordinal);
    }

    [Fact]
    public void Export_WithoutAPath_WritesToTheCurrentFolder()
    {
        Succeed($"Export-DefterXReport $Samples/{Journal}.xml");
        Assert.Equal(Journal + ".html", Path.GetFileName(Assert.Single(Directory.GetFiles(_root))));
    }

    [Fact]
    public void Export_UnderWhatIf_WritesNothing()
    {
        Succeed("Export-DefterXReport $Samples -Path pages -WhatIf");
        Assert.Empty(Directory.EnumerateFileSystemEntries(_root));
    }

    [Fact]
    public void Export_WhenAPageIsThere_NeedsForce()
    {
        string page = Path.Combine(_root, "defter.html");
        File.WriteAllText(page, "mine");
        Engine.Result result = _engine.Invoke($"Export-DefterXReport $Samples/{Journal}.xml defter.html");
        Assert.Equal(ErrorIds.LedgerExists, result.ErrorId);
        Assert.Equal("mine", File.ReadAllText(page));
        Succeed($"Export-DefterXReport $Samples/{Journal}.xml defter.html -Force");
        Assert.Contains("Yevmiye Defteri", File.ReadAllText(page), StringComparison.Ordinal);
    }

    [Fact]
    public void Export_OfSeveralFilesToOnePage_WritesTheFirstAlone()
    {
        Engine.Result result = _engine.Invoke("Export-DefterXReport $Samples/*-Y-*.xml, $Samples/*-K-*.xml defter.html -Force");
        Assert.Equal(ErrorIds.LedgerExists, result.ErrorId);
        Assert.Contains("-K-", result.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains("Yevmiye Defteri", File.ReadAllText(Path.Combine(_root, "defter.html")), StringComparison.Ordinal);
    }

    [Fact]
    public void Export_WhenOneFileIsSomethingElse_GoesOnWithTheOthers()
    {
        File.WriteAllText(Path.Combine(_root, "a.xml"), "<fatura/>");
        Engine.Result result = _engine.Invoke($"'a.xml', \"$Samples/{Journal}.xml\" | Export-DefterXReport -PassThru");
        Assert.Equal(ErrorIds.LedgerInvalid, result.ErrorId);
        Assert.Contains("a.xml, satır 1", result.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal(Journal + ".html", ((FileInfo)result.Output.Single().BaseObject).Name);
    }

    [Fact]
    public void Export_OfAFileThatIsNotThere_IsPathNotFound() =>
        Assert.Equal("PathNotFound", _engine.Invoke("Export-DefterXReport yok.xml").ErrorId);

    [Fact]
    public void Export_OfSomethingThatIsNoLedger_IsRefusedAtBinding() =>
        Assert.Equal("CannotConvertArgumentNoMessage", _engine.Invoke("Export-DefterXReport -Ledger 5").ErrorId);

    public void Dispose()
    {
        _engine.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    private Engine.Result Succeed(string script)
    {
        Engine.Result result = _engine.Invoke(script);
        Assert.True(result.Terminating is null && result.Errors.Count == 0, $"{result.Terminating}\n{result.Text}");
        return result;
    }

    private static string Samples() => Repository.PathOf("tests", "DefterX.Core.Tests", "Ledgers", "Views", "Samples");
}
