using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Filing;
using DefterX.Filing.Creation;
using DefterX.Gib;
using DefterX.Ledgers;
using DefterX.Ledgers.Rules;
using DefterX.Office;
using DefterX.Tests.Checks;
using DefterX.Tests.Ledgers;
using DefterX.TestSupport;
using Xunit;

namespace DefterX.Tests.Filing;

public sealed class FilingTests : IAsyncLifetime
{
    private FilingOffice _office = null!;

    public async Task InitializeAsync() => _office = await FilingOffice.StartAsync();

    public async Task DisposeAsync() => await _office.DisposeAsync();

    [Theory]
    [InlineData(KeyKind.Rsa, "")]
    [InlineData(KeyKind.Ec, "tr-TR")]
    public async Task Publish_WhenBooksAreSound_EndsApproved(KeyKind kind, string culture)
    {
        using CultureScope scope = new(culture);
        _office.Connect(kind);
        _office.Import(Books.Entries(40, Books.September));
        Ledger ledger = await _office.PublishAsync();
        Assert.Equal(LedgerState.Approved, ledger.State);
        Assert.Equal((40L, 1L, 40L, 7), (ledger.Entries, ledger.FirstEntryNumber, ledger.LastEntryNumber, ledger.Files.Count));
        Assert.NotNull(ledger.ApprovedAt);
        Assert.Empty(Directory.EnumerateFiles(_office.Month.FolderPath, "~*"));
    }

    [Fact]
    public async Task Publish_WhenTheMonthIsSplit_FilesEveryPart()
    {
        Ledger ledger = await PublishSplitAsync(11, 21);
        Assert.Equal((LedgerState.Approved, 3, 19), (ledger.State, ledger.Parts, ledger.Files.Count));
        Assert.Equal(7, _office.Gib.Packages.Count);
    }

    [GibPackageFact]
    public async Task Publish_WhenTheMonthIsSplit_PassesGibsChecks()
    {
        await PublishSplitAsync(16);
        Oracle.AssertAccepts("ledger-set", _office.Month.FolderPath);
    }

    [Theory]
    [InlineData("")]
    [InlineData("tr-TR")]
    public async Task Publish_WhenThereIsAnInventory_FilesItOnItsOwn(string culture)
    {
        using CultureScope scope = new(culture);
        Ledger ledger = await PublishInventoryAsync();
        Assert.Equal(
            (LedgerState.Approved, LedgerBook.Inventory, 12L, 1, 3), (ledger.State, ledger.Book, ledger.Entries, ledger.Parts, ledger.Files.Count));
        Assert.Equal("1234567808-202601-EB-000000", Assert.Single(_office.Gib.Packages).Name);
        Assert.Null(ledger.DueDate);
    }

    [GibPackageFact]
    public async Task Publish_WhenThereIsAnInventory_PassesGibsChecks()
    {
        Ledger ledger = await PublishInventoryAsync();
        Oracle.AssertAccepts("ledger-set", Path.GetDirectoryName(ledger.Files[0])!);
    }

    private Task<Ledger> PublishInventoryAsync()
    {
        _office.Connect();
        _office.ImportInventory(new(2026, 1, 1));
        LedgerId january = _office.September with { Period = new(2026, 1) };
        LedgerId inventory = Assert.Single(_office.Context.Books(january, null), id => id.Book == LedgerBook.Inventory);
        return _office.PublishAsync(inventory);
    }

    private Task<Ledger> PublishSplitAsync(params int[] days)
    {
        _office.Connect();
        _office.Import(Books.Entries(40, Books.September));
        LedgerCreateOptions options = new() { SplitDates = [.. days.Select(day => new DateTime(2026, 9, day))] };
        _office.Preparation.Create(_office.September, options, CancellationToken.None);
        return _office.PublishAsync();
    }

    [GibPackageTheory]
    [InlineData("multi-currency")]
    [InlineData("euros")]
    [InlineData("special year")]
    public async Task Sign_WhenBooksUseEverything_PassesGibsChecks(string kind)
    {
        Firm firm = kind switch { "euros" => RichBooks.InEuros, "special year" => RichBooks.SpecialYear, _ => RichBooks.MultiCurrency };
        await using FilingOffice office = await FilingOffice.StartAsync(firm);
        string pdf = Path.Combine(office.Office.Path, "rehin sözleşmesi.pdf");
        File.WriteAllText(pdf, "%PDF-1.7\n");
        LedgerRequest request = Books.Request(firm, Books.September) with
        {
            Attachments = [pdf],
            SplitDates = kind == "multi-currency" ? [new(2026, 9, 16)] : [],
        };
        new LedgerCreator(office.Month, request)
            .Create(RichBooks.Entries(60, Books.September, kind == "euros" ? "TRY" : "USD"), CancellationToken.None);
        office.Connect(KeyKind.Ec);
        Assert.Equal(LedgerState.Signed, office.Signing.Sign(office.September, null, CancellationToken.None).State);
        Oracle.AssertAccepts("ledger-set", office.Month.FolderPath);
    }

    [Fact]
    public async Task Publish_WhenRunAgain_SendsNothingTwice()
    {
        _office.Connect();
        _office.Import(Books.Entries(12, Books.September));
        await _office.PublishAsync();
        string[] before = _office.Snapshot();
        await _office.PublishAsync();
        Assert.Equal(before, _office.Snapshot());
        Assert.Equal(3, _office.Gib.Packages.Count);
    }

    [Fact]
    public async Task Publish_WhenNoDeviceIsConnected_StopsAtCreated()
    {
        _office.Import(Books.Entries(12, Books.September));
        SessionCapabilities capabilities = SessionCapabilities.Validate | SessionCapabilities.Create;
        Ledger ledger = await FilingOffice.PublishAsync(
            _office.Context, _office.September, PublishTarget.Approved, capabilities);
        Assert.Equal(LedgerState.Created, ledger.State);
    }

    [Fact]
    public async Task Publish_WhenTheNextMonthFollows_ContinuesCountersAndIds()
    {
        _office.Connect();
        _office.Import(Books.Entries(10, Books.September));
        await _office.PublishAsync();
        Period october = new(2026, 10);
        _office.Import(Books.Entries(7, october, seed: 2), october);
        LedgerId id = _office.September with { Period = october };
        Ledger ledger = _office.Preparation.Create(id, new LedgerCreateOptions(), CancellationToken.None);
        LedgerFacts summary = Facts.Of(ledger.Files[0]);
        Assert.Equal(("YEV202610000002", 11L, 17L), (summary.UniqueId, summary.FirstEntryCounter, summary.LastEntryCounter));
    }

    [Fact]
    public void Sign_WhenNotCreated_ThrowsLedgerNotCreated() => Fails.With(ErrorIds.LedgerNotCreated, Sign);

    [Fact]
    public void Sign_WhenNoDeviceIsConnected_ThrowsDeviceRequired()
    {
        _office.Import(Books.Entries(9, Books.September));
        _office.Create();
        Fails.With(ErrorIds.DeviceRequired, Sign);
    }

    [Fact]
    public void Sign_WhenTheDeviceIsAnothers_WantsTheFirmToListIt()
    {
        _office.Connect(identifier: "9876543217");
        _office.Import(Books.Entries(9, Books.September));
        _office.Create();
        Fails.With(ErrorIds.SignerNotAuthorized, Sign);
        LedgerId listed = _office.September with { Firm = _office.Firm with { AuthorizedSigners = ["9876543217"] } };
        Assert.Equal(LedgerState.Signed, _office.Signing.Sign(listed, null, CancellationToken.None).State);
    }

    [Fact]
    public async Task Send_WhenNotSigned_ThrowsLedgerNotSigned()
    {
        _office.Connect();
        _office.Import(Books.Entries(9, Books.September));
        _office.Create();
        await Fails.WithAsync(
            ErrorIds.LedgerNotSigned, () => _office.Delivery.SendAsync(_office.September, null, CancellationToken.None));
    }

    [Fact]
    public async Task Send_WhenAFileWasChangedAfterSigning_ThrowsSignatureInvalid()
    {
        Ledger ledger = _office.CreateAndSign();
        string text = await File.ReadAllTextAsync(ledger.Files[0]);
        await File.WriteAllTextAsync(ledger.Files[0], text.Replace("Işıl İ.", "Işil İ.", StringComparison.Ordinal));
        await Fails.WithAsync(
            ErrorIds.SignatureInvalid, () => _office.Delivery.SendAsync(_office.September, null, CancellationToken.None));
        Assert.Empty(_office.Gib.Packages);
    }

    [Fact]
    public async Task Send_WhenGibRefusesTheSigner_StaysSignedAndCanBeSentLater()
    {
        LedgerId listed = _office.September with { Firm = _office.Firm with { AuthorizedSigners = ["9876543217"] } };
        _office.Connect(identifier: "9876543217");
        _office.Import(Books.Entries(9, Books.September));
        _office.Preparation.Create(listed, new LedgerCreateOptions(), CancellationToken.None);
        _office.Signing.Sign(listed, null, CancellationToken.None);
        DefterXException e = await Fails.WithAsync(
            ErrorIds.GibNotAuthorized, () => _office.Delivery.SendAsync(listed, null, CancellationToken.None));
        Assert.Equal(109, GibFaults.CodeOf(e));
        Ledger ledger = _office.Overview.Get(listed);
        Assert.Equal(LedgerState.Signed, ledger.State);
        Assert.Contains("109", ledger.LastError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_WhenTheAnswerIsLost_AsksInsteadOfSendingAgain()
    {
        _office.CreateAndSign();
        _office.Through(client => new LosesFirstAnswer(client));
        Ledger ledger = await _office.Delivery.SendAsync(_office.September, null, CancellationToken.None);
        Assert.Equal(LedgerState.Sent, ledger.State);
        Assert.Equal(3, _office.Gib.Packages.Count);
        Assert.All(_office.Gib.Packages, package => Assert.Equal(1, package.SendCount));
    }

    [Fact]
    public async Task Receive_WhenTheBeratIsNotOurs_StoresNothing()
    {
        _office.CreateAndSign();
        _office.Through(client => new ChangesBerats(client));
        await _office.Delivery.SendAsync(_office.September, null, CancellationToken.None);
        await Fails.WithAsync(ErrorIds.SignatureInvalid, async () =>
        {
            while (true) await _office.Delivery.ReceiveAsync(_office.September, 0, CancellationToken.None);
        });
        Assert.DoesNotContain(
            Directory.EnumerateFiles(_office.Month.FolderPath), path => path.Contains("GIB-", StringComparison.Ordinal));
        Assert.Equal(LedgerState.Sent, _office.Overview.Get(_office.September).State);
    }

    [Fact]
    public async Task Receive_WhenNothingWasSent_ThrowsLedgerNotSigned()
    {
        _office.CreateAndSign();
        await Fails.WithAsync(
            ErrorIds.LedgerNotSigned, () => _office.Delivery.ReceiveAsync(_office.September, 0, CancellationToken.None));
    }

    private void Sign() => _office.Signing.Sign(_office.September, null, CancellationToken.None);
}
