using System;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using DefterX.Cmdlets.Logging;
using Microsoft.Extensions.Logging;
using Xunit;

namespace DefterX.Cmdlets.Tests.Filing;

/// <summary>The log file for programs, under a culture that writes numbers and letters in its own way.</summary>
public sealed class StructuredLogTests : IAsyncLifetime
{
    private FilingOffice _office = null!;

    private string LogFile => Directory.GetFiles(_office.Folder.LogFolder, "*.jsonl").Single();

    public async Task InitializeAsync() => _office = await FilingOffice.StartAsync("tr-TR");

    public async Task DisposeAsync() => await _office.DisposeAsync();

    [Fact]
    public void Log_OfAMonthThatFails_NamesFirmLedgerAndError()
    {
        _office.Import(FilingOffice.WithBranches, branch: "0002", unbalanced: 1m);
        _office.Invoke($"New-DefterXLedger {FilingOffice.WithBranches} -Branch 0002");
        JsonNode error = Lines().Single(line => (string?)line["@l"] == "Error");
        Assert.Equal("LedgerInvalid", (string?)error["ErrorId"]);
        Assert.Equal(FilingOffice.WithBranches, (string?)error["Firm"]);
        Assert.Equal($"{FilingOffice.WithBranches}-202609-0002", (string?)error["Ledger"]);
        Assert.Contains("0002", (string)error["Message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public void Log_OfAFirmThatIsUnknown_NamesIt()
    {
        _office.Invoke("Get-DefterXLedger 1234567808");
        JsonNode error = Lines().Single(line => (string?)line["@l"] == "Error");
        Assert.Equal(("FirmNotFound", "1234567808"), ((string?)error["ErrorId"], (string?)error["Firm"]));
        Assert.Null(error["Ledger"]);
    }

    [Fact]
    public void Log_OfTheWayToGib_HasItsStepsAsProperties()
    {
        _office.Import();
        _office.ConnectDevices(FilingOffice.Company);
        _office.Succeed($"Publish-DefterXLedger {FilingOffice.Company} -Wait");
        JsonNode[] lines = Lines();
        string[] steps = [.. lines.Where(line => line["Package"] is not null && line["Step"] is not null).Select(line => (string)line["Step"]!)];
        Assert.Contains("Sent", steps);
        Assert.Contains("Approved", steps);
        Assert.Contains(lines, line => (string?)line["Ledger"] == $"{FilingOffice.Company}-202609" && line["Entries"] is not null);
        Assert.All(lines, line =>
        {
            Assert.InRange(DateTimeOffset.Parse((string)line["@t"]!, null), DateTimeOffset.Now.AddMinutes(-10), DateTimeOffset.Now);
            Assert.Equal(Environment.ProcessId, (int)line["ProcessId"]!);
        });
    }

    [Fact]
    public void Log_TellsWhatTheTextLogTells()
    {
        _office.Import();
        _office.Invoke($"Test-DefterXLedger {FilingOffice.Company}");
        string[] text = string.Concat(Directory.GetFiles(_office.Folder.LogFolder, "*.log").Select(ReadShared))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
        JsonNode[] lines = Lines();
        Assert.Equal(text.Length, lines.Length);
        JsonNode validated = lines.Single(line => (string?)line["@mt"] == "{Ledger} validated: {Entries} entries, {Errors} errors");
        Assert.EndsWith(
            $"{validated["Ledger"]} validated: {validated["Entries"]} entries, {validated["Errors"]} errors",
            text[Array.IndexOf(lines, validated)],
            StringComparison.Ordinal);
        Assert.Matches(@"defterx-.+-\d{8}\.jsonl$", LogFile);
    }

    [Fact]
    public void Log_WhenAFileHasBecomeLarge_GoesOnInAnotherOfTheDay()
    {
        string day = Path.GetFileNameWithoutExtension(LogFile);
        using (OfficeLog log = new(_office.Folder) { LargestFile = 2_000 })
        {
            for (int i = 0; i < 50; i++) log.Logger!.LogInformation("{Number}: {Text}", i, "İğne ile kuyu kazmak");
        }

        string[] files = [.. Directory.GetFiles(_office.Folder.LogFolder, "*.jsonl").Order(StringComparer.Ordinal)];
        Assert.InRange(files.Length, 3, 20);
        Assert.Equal(day + "_001.jsonl", Path.GetFileName(files[1]));
        Assert.All(files.Skip(1), static file => Assert.InRange(new FileInfo(file).Length, 1, 2_500));
        Assert.Equal(50, files.Sum(file => ReadShared(file).Split('\n').Count(static line => line.Contains("\"Number\":", StringComparison.Ordinal))));
    }

    private JsonNode[] Lines() => [.. ReadShared(LogFile).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];

    private static string ReadShared(string file)
    {
        using StreamReader reader = new(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        return reader.ReadToEnd();
    }
}
