using System;
using System.IO;
using System.Text.Json.Nodes;
using DefterX.Office;
using DefterX.TestSupport;
using Xunit;

namespace DefterX.Cmdlets.Tests.Offices;

/// <summary>What is there only where the office is a folder: no session is needed, and office.json is kept but for the change.</summary>
public sealed class FolderOfficeSettingsTests : IDisposable
{
    private readonly TestOffice _office = new();

    private string SettingsFile => Path.Combine(_office.Path, "office.json");

    public void Dispose() => _office.Dispose();

    [Fact]
    public void Set_WithoutASession_ChangesTheFolderThatIsNamed()
    {
        _office.Engine.Runspace.SessionStateProxy.SetVariable("Path", _office.Path);
        Assert.Equal(ErrorIds.OfficeNotFound, _office.Engine.Invoke("Get-DefterXOffice -Office ($Path + 'x')").ErrorId);
        OfficeInfo office = _office.Engine.Invoke("Set-DefterXOffice -Office $Path -Name Yeni -PassThru").Single<OfficeInfo>();
        Assert.Equal(("Yeni", _office.Path), (office.Name, office.Office));
        Assert.Equal("Yeni", _office.Engine.Invoke("$env:DEFTERX_OFFICE = $Path; (Get-DefterXOffice).Name; $env:DEFTERX_OFFICE = ''").Single<string>());
        Assert.Equal("Settings of the office changed", _office.Logs.Contains("Settings of the office changed: Name", StringComparison.Ordinal)
            ? "Settings of the office changed" : _office.Logs);
    }

    [Fact]
    public void Set_OfTheFolderOfASession_IsSeenByTheSession()
    {
        Session session = _office.Connect();
        _office.Engine.Runspace.SessionStateProxy.SetVariable("Path", _office.Path);
        _office.Engine.Invoke("Set-DefterXOffice -Office $Path -Name Yeni");
        Assert.Equal("Yeni", session.Folder.Settings.Name);
    }

    [Fact]
    public void Set_KeepsKeysAndFieldsOfOthers()
    {
        JsonNode json = JsonNode.Parse(File.ReadAllText(SettingsFile))!;
        json["ownField"] = "şişli";
        json["gibRetry"]!["ownToo"] = 1;
        File.WriteAllText(SettingsFile, json.ToJsonString());
        _office.Connect();
        Assert.Empty(_office.Engine.Invoke("Set-DefterXOffice -Name Yeni -DocumentTypeCode @{ EA = 'fatura' }").Errors);
        JsonNode kept = JsonNode.Parse(File.ReadAllText(SettingsFile))!;
        Assert.Equal(("şişli", 1), ((string?)kept["ownField"], (int?)kept["gibRetry"]!["ownToo"]));
        Assert.Single(kept["loginKeys"]!.AsArray());
        Assert.NotNull(_office.Connect());
    }

    [Fact]
    public void Set_OfABrokenFile_IsOfficeInvalidAndLeavesIt()
    {
        File.WriteAllText(SettingsFile, "{ \"name\": ");
        _office.Engine.Runspace.SessionStateProxy.SetVariable("Path", _office.Path);
        Assert.Equal(ErrorIds.OfficeInvalid, _office.Engine.Invoke("Set-DefterXOffice -Office $Path -Name Yeni").ErrorId);
        Assert.Equal("{ \"name\": ", File.ReadAllText(SettingsFile));
    }

    [Fact]
    public void Set_WhereOneFileCannotBeReplaced_ChangesNone()
    {
        _office.Connect();
        string root = Path.Combine(_office.Root, "kök.pem");
        File.WriteAllText(root, TestCertificates.Authority.ExportCertificatePem());
        string before = File.ReadAllText(SettingsFile);
        // A folder of the name cannot be replaced by a file, even by root.
        Directory.CreateDirectory(Path.Combine(_office.Path, "roots", "kök.pem", "x"));
        Engine.Result result = _office.Engine.Invoke($"Set-DefterXOffice -Name Yeni -AddTrustedRoot '{root}'");
        Assert.Equal(ErrorIds.StorageFailed, result.ErrorId);
        Assert.Equal(before, File.ReadAllText(SettingsFile));
        Assert.Empty(Directory.GetFiles(_office.Path, "~*", SearchOption.AllDirectories));
    }

    [Fact]
    public void AuditLog_OfAFolder_IsServiceRequired()
    {
        Assert.Equal(ErrorIds.SessionRequired, _office.Engine.Invoke("Get-DefterXAuditLog").ErrorId);
        _office.Connect();
        Engine.Result result = _office.Engine.Invoke("Get-DefterXAuditLog");
        Assert.Equal(ErrorIds.ServiceRequired, result.ErrorId);
        Assert.Contains("logs", result.Error.ToString(), StringComparison.Ordinal);
    }
}
