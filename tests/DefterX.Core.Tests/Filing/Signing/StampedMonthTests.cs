using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Certificates;
using DefterX.Filing.Delivery;
using DefterX.Ledgers;
using DefterX.Signatures;
using DefterX.Signatures.TimeStamps;
using DefterX.Tests.Certificates;
using DefterX.Tests.Checks;
using DefterX.Tests.Ledgers;
using DefterX.Tests.Signatures.TimeStamps;
using Xunit;

namespace DefterX.Tests.Filing.Signing;

/// <summary>Months signed with time stamps, and months without, which is usual.</summary>
public sealed class StampedMonthTests : IAsyncDisposable
{
    private readonly OpenSslTimeStamps _openSsl = new(TestAuthority.Root());
    private readonly RevocationSite _site = new();

    public async ValueTask DisposeAsync()
    {
        await _site.DisposeAsync();
        _openSsl.Dispose();
    }

    [GibPackageFact]
    public async Task Publish_WithTimeStamps_StampsEachFileAndIsApproved()
    {
        _site.Answer("/tsa", _openSsl.Reply);
        await using FilingOffice office = await FilingOffice.StartAsync();
        office.StampBy(Authority());
        office.Connect();
        office.Import(Books.Entries(9, Books.September));
        Ledger ledger = await office.PublishAsync();
        Assert.Equal(LedgerState.Approved, ledger.State);
        Assert.Equal(5, _site.Requests.Count); // journal, general ledger, their berats, report
        AssertStamped(ledger, true);
        Oracle.AssertAccepts("signature", ledger.Files);
        Oracle.AssertAccepts("xsd", ledger.Files);
    }

    [Fact]
    public async Task Sign_WhenNobodyAsksForTimeStamps_MakesNone()
    {
        await using FilingOffice office = await FilingOffice.StartAsync();
        AssertStamped(office.CreateAndSign(), false);
    }

    [Fact]
    public async Task Sign_WhenTheAuthorityFailsOnTheWay_GoesOnLater()
    {
        await using FilingOffice office = await FilingOffice.StartAsync();
        office.StampBy(Authority());
        office.Connect();
        office.Import(Books.Entries(9, Books.September));
        office.Create();
        _site.Answer("/tsa", query =>
        {
            _site.Fail("/tsa", 500);
            return _openSsl.Reply(query);
        });
        Assert.Equal(ErrorIds.TimeStampFailed, Assert.Throws<DefterXException>(() => Sign(office)).ErrorId);
        Assert.Empty(Directory.GetFiles(office.Office.Path, "~*", SearchOption.AllDirectories));
        Assert.Equal(LedgerState.Created, office.Overview.Get(office.September).State);

        _site.Answer("/tsa", _openSsl.Reply);
        AssertStamped(Sign(office), true);
    }

    [Fact]
    public async Task Publish_WhenTheAuthorityFailsOnTheWay_CreatesTheMonthAndSignsOnLater()
    {
        await using FilingOffice office = await FilingOffice.StartAsync();
        office.StampBy(Authority());
        office.Connect();
        office.Import(Books.Entries(9, Books.September));
        _site.Answer("/tsa", query =>
        {
            _site.Fail("/tsa", 500);
            return _openSsl.Reply(query);
        });
        await Fails.WithAsync(ErrorIds.TimeStampFailed, () => office.PublishAsync());
        Assert.Empty(Directory.GetFiles(office.Office.Path, "~*", SearchOption.AllDirectories));
        Assert.Equal(LedgerState.Created, office.Overview.Get(office.September).State);
        Assert.Single(Directory.GetFiles(office.Month.FolderPath, "*.xml"), LedgerStatus.IsSigned);

        _site.Answer("/tsa", _openSsl.Reply);
        AssertStamped(Sign(office), true);
    }

    private TimeStampAuthority Authority() => new(new TimeStampOptions { Address = _site.AddressOf("/tsa") }, TrustedRoots.None);

    private static Ledger Sign(FilingOffice office) => office.Signing.Sign(office.September, null, CancellationToken.None);

    private static void AssertStamped(Ledger ledger, bool isStamped)
    {
        IEnumerable<string> files = ledger.Files.Where(file => Path.GetExtension(file) == ".xml");
        Assert.All(files, file =>
        {
            Signature signature = BeratComparison.Check(SignatureVerifier.Verify(file, TrustedRoots.None, CancellationToken.None));
            Assert.Equal(SignatureStatus.Valid, signature.Status);
            Assert.Equal(isStamped, signature.StatusMessage.Contains("Zaman Damgası Makamı", StringComparison.Ordinal));
        });
    }
}
