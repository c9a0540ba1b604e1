using System;
using System.IO;
using System.Threading.Tasks;
using DefterX.Ledgers;
using DefterX.Office;
using Xunit;

namespace DefterX.Cmdlets.Tests.Filing;

/// <summary>An office whose records are of GİB's other environment says so when a session is opened.</summary>
public sealed class OtherEnvironmentTests
{
    private const string Connect = "Connect-DefterXSession abc-234-xyz-789 7654321 2026-09 -Office $Path";

    [Theory]
    [InlineData("")]
    [InlineData("tr-TR")]
    public async Task Connect_WhenSomebodyChangedTheEnvironment_Warns(string culture)
    {
        await using FilingOffice office = await FilingOffice.StartAsync(culture);
        MonthFolder month = office.Month();
        month.Log.Append(new FilingEvent
        {
            Time = DateTimeOffset.UnixEpoch,
            Step = FilingStep.Sent,
            Package = month.Id.FileName(LedgerFileKind.YB).PackageId,
            Environment = nameof(GibEnvironment.Test),
        });
        Assert.DoesNotContain("gibEnvironment", office.Succeed(Connect).Text, StringComparison.Ordinal);

        string settings = Path.Combine(office.Path, "office.json");
        string text = File.ReadAllText(settings);
        Assert.Contains("\"gibEnvironment\": \"test\"", text, StringComparison.Ordinal);
        File.WriteAllText(settings, text.Replace("\"gibEnvironment\": \"test\"", "\"gibEnvironment\": \"production\"", StringComparison.Ordinal));

        string warned = office.Succeed(Connect).Text;
        Assert.Contains("gibEnvironment", warned, StringComparison.Ordinal);
        Assert.Contains(FilingOffice.Company, warned, StringComparison.Ordinal);
    }
}
