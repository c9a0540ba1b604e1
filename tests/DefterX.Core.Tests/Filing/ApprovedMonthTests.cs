using System.Threading.Tasks;
using DefterX.Ledgers;
using DefterX.Tests.Checks;
using DefterX.Tests.Ledgers;
using DefterX.TestSupport;
using Xunit;

namespace DefterX.Tests.Filing;

/// <summary>Apart from the other tests of filing, as the checks take long: this class runs beside that one.</summary>
public sealed class ApprovedMonthTests
{
    [GibPackageTheory]
    [InlineData(KeyKind.Rsa, "")]
    [InlineData(KeyKind.Ec, "tr-TR")]
    public async Task Publish_WhenBooksAreSound_LeavesASetThatTheChecksAccept(KeyKind kind, string culture)
    {
        using CultureScope scope = new(culture);
        await using FilingOffice office = await FilingOffice.StartAsync();
        office.Connect(kind);
        office.Import(Books.Entries(40, Books.September));
        Assert.Equal(LedgerState.Approved, (await office.PublishAsync()).State);
        Oracle.AssertAccepts("ledger-set", office.Month.FolderPath);
    }
}
