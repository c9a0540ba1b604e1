using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using DefterX.TestSupport;
using Xunit;

namespace DefterX.Cmdlets.Tests.Offices;

/// <summary>Completion in an office that a service keeps: what it knows, and nothing, soon, when it does not answer.</summary>
public sealed class ServiceCompletionTests : IAsyncLifetime, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("defterx-completion-").FullName;
    private OfficeServiceProcess _service = null!;
    private TestOffice _office = null!;

    public async Task InitializeAsync()
    {
        _service = await OfficeServiceProcess.StartAsync(_folder);
        _office = new TestOffice("tr-TR", place: OfficePlace.Of(_service));
        _office.Connect();
        _office.AddFirm();
        Assert.Empty(_office.Engine.Invoke("New-DefterXLoginKey 'Işıl Ak' -Email isil@buro.example -Role Preparer").Errors);
    }

    public async Task DisposeAsync() => await _service.DisposeAsync();

    public void Dispose()
    {
        _office.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Keys_OfTheSessionsService_AreCompletedWhileItAnswers()
    {
        Assert.Equal("'Işıl Ak'", Answered("Remove-DefterXLoginKey IŞI").Single().CompletionText);
        CompletionResult match = Answered("Get-DefterXLoginKey işil").Single();
        Assert.Contains("isil@buro.example", match.ToolTip, StringComparison.Ordinal);
        Assert.Equal(match.ToolTip.Split(',')[0], Answered("Remove-DefterXLoginKey -Id ışıl").Single().CompletionText.Trim('\''));
        Assert.Equal(2, Answered("Get-DefterXLoginKey ").Count);
        Assert.Empty(Complete($"Get-DefterXLoginKey -Office '{_office.Root}' -Name I")); // a folder that is no office

        // One that is stopped takes connections, and never answers.
        Signal("STOP");
        foreach (string input in new[] { "Get-DefterXLoginKey I", "Get-DefterXFirm 5" })
        {
            Stopwatch clock = Stopwatch.StartNew();
            Assert.Empty(Complete(input));
            Assert.InRange(clock.Elapsed.TotalSeconds, 0, 20);
        }

        Signal("CONT");
        await _service.KillAsync();
        Assert.Empty(Complete("Get-DefterXLoginKey I"));
        Assert.Empty(Complete("Get-DefterXFirm 5"));
    }

    [Fact]
    public void Keys_ForAPreparer_AreNotCompleted()
    {
        Assert.Empty(_office.Engine.Invoke(
            "param($Service, $Key) $null = Connect-DefterXSession $Key 2026-09 -CustomerNumber (Get-DefterXSession).CustomerNumber -ServiceUri $Service",
            _service.Address,
            _service.KeyOf("isil@buro.example")).Errors);
        Assert.Empty(Complete("Get-DefterXLoginKey "));
        Assert.Equal("'5123400670'", Answered("Get-DefterXFirm 5").Single().CompletionText);
    }

    // On a busy machine the service may take longer than completion waits: the user presses Tab again.
    private List<CompletionResult> Answered(string input)
    {
        List<CompletionResult> matches = Matches(input);
        for (int again = 0; matches.Count == 0 && again < 20; again++) matches = Matches(input);
        return matches;
    }

    private List<string> Complete(string input) => [.. Matches(input).Select(static match => match.CompletionText)];

    private List<CompletionResult> Matches(string input)
    {
        using PowerShell shell = _office.Engine.Create();
        return [.. CommandCompletion.CompleteInput(input, input.Length, null, shell).CompletionMatches
            .Where(static match => match.ResultType == CompletionResultType.ParameterValue)];
    }

    private void Signal(string name)
    {
        using Process kill = Process.Start("kill", ["-" + name, _service.ProcessId.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }
}
