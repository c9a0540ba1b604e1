using System;
using System.Linq;
using System.Threading.Tasks;
using DefterX.Ledgers;
using Xunit;
using static DefterX.Cmdlets.Tests.Filing.FilingOffice;
using Signature = DefterX.Signatures.Signature;
using SignatureStatus = DefterX.Signatures.SignatureStatus;

namespace DefterX.Cmdlets.Tests.Filing;

/// <summary>Time stamps, asked for and not, from the authority in office.json.</summary>
public sealed class TimeStampTests
{
    [Theory]
    [InlineData("", "Time-stamped on")]
    [InlineData("tr-TR", "Zaman damgası:")]
    public async Task SetSignature_WithTimeStamp_StampsWhatItSigns(string culture, string words)
    {
        await using TimeStampAuthority authority = new();
        await using FilingOffice office = await StartAsync(culture);
        office.SetTimeStamps(authority.Address);
        office.Succeed("$null = Connect-DefterXSession abc-234-xyz-789 7654321 2026-09 -Office $Path");
        office.ConnectDevices(Company, Trader);
        office.Import(Company);
        office.Import(Trader);
        office.Succeed($"New-DefterXLedger {Company}, {Trader} | Set-DefterXSignature -TimeStamp -WhatIf");
        Assert.Equal(0, authority.Replies);

        Assert.Equal(LedgerState.Signed, Assert.Single(office.Ledgers($"Set-DefterXSignature {Company} -TimeStamp")).State);
        Assert.Equal(5, authority.Replies); // journal, general ledger, their berats, report
        AssertStamped(office, Company, words, isStamped: true);

        Assert.Equal(LedgerState.Signed, Assert.Single(office.Ledgers($"Set-DefterXSignature {Trader}")).State);
        Assert.Equal(5, authority.Replies);
        AssertStamped(office, Trader, words, isStamped: false);
    }

    private static void AssertStamped(FilingOffice office, string firm, string words, bool isStamped)
    {
        Signature[] signatures = [.. office.Succeed($"Get-DefterXLedger {firm} | Get-DefterXSignature").Output
            .Select(static item => (Signature)item.BaseObject)];
        Assert.Equal(5, signatures.Length);
        Assert.All(signatures, signature =>
        {
            Assert.Equal(SignatureStatus.Valid, signature.Status);
            Assert.Equal(isStamped, signature.StatusMessage.Contains(words, StringComparison.Ordinal));
            Assert.Equal(isStamped, signature.StatusMessage.Contains("Deneme Zaman Damgası", StringComparison.Ordinal));
        });
    }
}
