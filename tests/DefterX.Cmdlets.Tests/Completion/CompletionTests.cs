using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using DefterX.Cmdlets.Sessions;
using DefterX.Office;
using Xunit;

namespace DefterX.Cmdlets.Tests.Completion;

public sealed class CompletionTests : IDisposable
{
    private readonly TestOffice _office = new("tr-TR");

    [Fact]
    public void Firm_ByTitleOrDigits_GivesTheQuotedIdentifier()
    {
        Assert.Empty(Complete("Get-DefterXFirm "));
        _office.Connect();
        _office.AddFirm(title: "IŞIK LTD");
        _office.AddFirm(TestOffice.OtherIdentifier, "İnci A.Ş.");
        Assert.Equal(["'5123400670'"], Complete("Get-DefterXFirm işik"));
        Assert.Equal(["'7341200986'"], Complete("Get-DefterXFirm 7341"));
        Assert.Equal(2, Complete("Remove-DefterXFirm ").Count);
    }

    [Fact]
    public void Period_ByYear_GivesQuotedMonths()
    {
        string present = $"'{Period.Of(DateTime.Today)}'";
        Assert.Contains(present, Complete("Set-DefterXSession "));
        Assert.Empty(Complete("Set-DefterXSession 1999"));
    }

    [Fact]
    public void Period_ByMonthName_IsFoundInBothLanguages()
    {
        Period last = Period.Of(DateTime.Today).AddMonths(-1);
        foreach (string language in new[] { "tr", "en" })
        {
            string month = last.ToString("MMMM", CultureInfo.GetCultureInfo(language));
            Assert.Equal([$"'{last}'"], Complete("Set-DefterXSession " + month));
        }
    }

    [Theory]
    [InlineData("Get-DefterXLedger -State appr", "Approved")]
    [InlineData("Publish-DefterXLedger -Through si", "Signed")]
    [InlineData("Test-DefterXLedger -Severity Ad", "Advice")]
    [InlineData("Test-DefterXLedger -Code y084", "Y084")]
    public void Value_OfAKnownSet_IsCompleted(string input, string expected) => Assert.Equal([expected], Complete(input));

    [Fact]
    public void FindingCode_ByWhatTheRuleSays_IsFound()
    {
        List<string> codes = Complete("Test-DefterXLedger -Code borç");
        Assert.InRange(codes.Count, 1, 30);
        Assert.All(codes, static code => Assert.Matches("^'?[A-Z]+[0-9]+'?$", code));
    }

    [Fact]
    public void LoginKey_ByNameOrId_OfTheOfficeThatIsMeant()
    {
        Assert.Empty(Complete("Remove-DefterXLoginKey "));
        string id = _office.Folder.LoginKeys.List()[0].Id;
        Assert.Equal(["Test"], Complete($"Remove-DefterXLoginKey -Office '{_office.Path}' -Name te"));
        Assert.Equal([id], Complete($"Remove-DefterXLoginKey -Office '{_office.Path}' -Id tes").Select(static text => text.Trim('\'')));
        _office.Engine.Runspace.SessionStateProxy.Path.SetLocation(_office.Path);
        Assert.Equal(["Test"], Complete("Get-DefterXLoginKey "));
    }

    [Fact]
    public void OnRemove_ClosesTheRunspacesSessions()
    {
        Session session = _office.Connect();
        Runspace.DefaultRunspace = _office.Engine.Runspace;
        try
        {
            new ModuleCleanup().OnRemove(null!);
        }
        finally
        {
            Runspace.DefaultRunspace = null;
        }

        Assert.Equal(DefterX.Office.SessionState.Closed, session.State);
        Assert.Empty(_office.Engine.Invoke("Get-DefterXSession").Output);
    }

    public void Dispose() => _office.Dispose();

    private List<string> Complete(string input)
    {
        using PowerShell shell = _office.Engine.Create();
        return [.. CommandCompletion.CompleteInput(input, input.Length, null, shell).CompletionMatches
            .Where(static match => match.ResultType == CompletionResultType.ParameterValue)
            .Select(static match => match.CompletionText)];
    }
}
