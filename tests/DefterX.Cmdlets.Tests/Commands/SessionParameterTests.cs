using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using DefterX.Cmdlets.Abstractions;
using DefterX.Office;
using Xunit;
using SessionState = DefterX.Office.SessionState;

namespace DefterX.Cmdlets.Tests.Commands;

/// <summary>-Session on every cmdlet that needs one, and sessions that are used no more.</summary>
public sealed class SessionParameterTests : IDisposable
{
    // These work without a session; Disconnect-DefterXSession takes several.
    private static readonly string[] s_without =
    [
        "Connect-DefterXDevice", "Connect-DefterXSession", "Disconnect-DefterXDevice", "Disconnect-DefterXSession", "Export-DefterXReport",
        "Get-DefterXDevice", "Get-DefterXLoginKey", "Get-DefterXSession", "Get-DefterXSignature", "New-DefterXLoginKey",
        "New-DefterXOffice", "Remove-DefterXLoginKey", "Test-DefterXDevice",
    ];

    // With these alone a cmdlet goes on as far as its session.
    private static readonly Dictionary<string, string> s_arguments = new(StringComparer.Ordinal)
    {
        ["Export-DefterXOffice"] = "yok",
        ["Import-DefterXJournal"] = "yok.csv 5123400670",
        ["Import-DefterXLedger"] = "yok",
        ["Import-DefterXOffice"] = "yok",
        ["New-DefterXFirm"] = "5123400670",
        ["Remove-DefterXFirm"] = "5123400670 -Confirm:$false",
        ["Remove-DefterXLedger"] = "-Reason x -Confirm:$false",
        ["Set-DefterXFirm"] = "5123400670",
        ["Set-DefterXSession"] = "2026-10",
    };

    private readonly TestOffice _office = new();

    public static TheoryData<string> WithSession => [.. Cmdlets().Select(static cmdlet => cmdlet.Name).Except(s_without)];

    [Fact]
    public void Session_OfEveryCmdletThatNeedsOne_IsAParameterOfAllItsSets()
    {
        Assert.All(Cmdlets().Where(static cmdlet => !s_without.Contains(cmdlet.Name)), static cmdlet =>
        {
            PropertyInfo? session = cmdlet.Type.GetProperty(nameof(Session));
            Assert.True(session?.PropertyType == typeof(Session), cmdlet.Name);
            ParameterAttribute parameter = Assert.Single(session!.GetCustomAttributes<ParameterAttribute>());
            Assert.Equal(ParameterAttribute.AllParameterSets, parameter.ParameterSetName);
        });
        Assert.Empty(s_without.Except(Cmdlets().Select(static cmdlet => cmdlet.Name)));
    }

    [Theory]
    [MemberData(nameof(WithSession))]
    public void Cmdlet_WithAClosedOrNoSession_NeverUsesTheDefault(string cmdlet)
    {
        Session closed = _office.Connect();
        _office.Engine.Invoke("Disconnect-DefterXSession");
        Session current = _office.Connect();
        string script = $"param($Session) {cmdlet} {s_arguments.GetValueOrDefault(cmdlet)} -Session $Session";

        Assert.Equal(ErrorIds.SessionExpired, _office.Engine.Invoke(script, closed).ErrorId);
        Assert.Equal("ParameterArgumentValidationError", _office.Engine.Invoke(script, [null]).ErrorId);
        Assert.Equal(new Period(2026, 9), current.Period);
        Assert.Equal(SessionState.Open, current.State);
    }

    [Fact]
    public void Disconnect_WithAnEmptyVariable_EndsNothing()
    {
        Session session = _office.Connect();
        Assert.Equal("ParameterArgumentValidationError", _office.Engine.Invoke("Disconnect-DefterXSession -Session $null").ErrorId);
        Assert.Equal(SessionState.Open, session.State);
    }

    [Fact]
    public void Session_OfAnotherRunspace_WorksBesideTheOwnOne()
    {
        using TestOffice other = new();
        _office.Connect();
        _office.AddFirm();
        Session foreign = other.Connect();
        Assert.Empty(_office.Engine.Invoke("param($Session) Get-DefterXFirm -Session $Session", foreign).Output);
        Assert.Equal(TestOffice.Identifier, _office.Engine.Invoke("Get-DefterXFirm").Single<Firm>().Identifier);
        Assert.Empty(_office.Engine.Invoke("param($Session) Set-DefterXSession 2026-10 -Session $Session", foreign).Errors);
        Assert.Equal(new Period(2026, 10), foreign.Period);
        Assert.Equal(foreign, other.Engine.Invoke("Get-DefterXSession").Single<Session>());
    }

    [Fact]
    public void Session_WhenIdleForTooLong_IsShownAndRefusedThoughAnotherIsOpen()
    {
        using TestOffice strict = new(idleTimeout: TimeSpan.FromTicks(1));
        Assert.Empty(_office.Engine.Invoke(
            "param($Key, $Office) $null = Connect-DefterXSession $Key 7654321 2026-09 -Office $Office", TestOffice.Key, _office.Path).Errors);
        Session expired = _office.Engine.Invoke(
            "param($Key, $Office) Connect-DefterXSession $Key 7654321 2026-09 -Office $Office", TestOffice.Key, strict.Path).Single<Session>();

        Assert.Equal(
            [SessionState.Open, SessionState.Expired],
            _office.Engine.Invoke("Get-DefterXSession").Output.Select(static item => ((Session)item.BaseObject).State));
        Engine.Result result = _office.Engine.Invoke("Get-DefterXFirm");
        Assert.Equal(ErrorIds.SessionExpired, result.ErrorId);
        Assert.Contains("Connect-DefterXSession", result.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal(ErrorIds.SessionExpired, _office.Engine.Invoke("Set-DefterXSession 2026-10").ErrorId);
        Assert.Equal(new Period(2026, 9), expired.Period);
    }

    public void Dispose() => _office.Dispose();

    private static IEnumerable<(string Name, Type Type)> Cmdlets() => typeof(DefterXCmdlet).Assembly.GetTypes()
        .Select(static type => (type.GetCustomAttribute<CmdletAttribute>(), type))
        .Where(static cmdlet => cmdlet.Item1 is not null)
        .Select(static cmdlet => ($"{cmdlet.Item1!.VerbName}-{cmdlet.Item1.NounName}", cmdlet.type));
}
