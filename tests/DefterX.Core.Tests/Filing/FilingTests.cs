using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Filing;
using DefterX.Gib;
using DefterX.Journals;
using DefterX.Ledgers;
using DefterX.Office;
using DefterX.TestSupport;
using DefterX.Tests.Checks;
using DefterX.Tests.Ledgers;
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
        Ledger ledger = await PublishAsync();
        Assert.Equal(LedgerState.Approved, ledger.State);
        Assert.Equal((40L, 1L, 40L, 7), (ledger.Entries, ledger.FirstEntryNumber, ledger.LastEntryNumber, ledger.Files.Count));
        Assert.NotNull(ledger.ApprovedAt);
        Assert.Empty(Directory.EnumerateFiles(_office.Month.FolderPath, "~*"));
        if (!Oracle.IsPresent) return;
        (int code, string output) = Oracle.Run("ledger-set", _office.Month.FolderPath);
        Assert.True(code == 0, output);
    }

    [Fact]
    public async Task Publish_WhenRunAgain_SendsNothingTwice()
    {
        _office.Connect();
        _office.Import(Books.Entries(12, Books.September));
        await PublishAsync();
        string[] before = _office.Snapshot();
        await PublishAsync();
        Assert.Equal(before, _office.Snapshot());
        Assert.Equal(3, _office.Gib.Packages.Count);
    }

    [Fact]
    public async Task Publish_WhenNoDeviceIsConnected_StopsAtCreated()
    {
        _office.Import(Books.Entries(12, Books.September));
        SessionCapabilities capabilities = SessionCapabilities.Validate | SessionCapabilities.Create;
        Ledger ledger = await new LedgerPublication(_office.Context)
            .PublishAsync(_office.September, PublishTarget.Approved, capabilities, TimeSpan.Zero, null, CancellationToken.None);
        Assert.Equal(LedgerState.Created, ledger.State);
    }

    [Fact]
    public async Task Publish_WhenTheNextMonthFollows_ContinuesCountersAndIds()
    {
        _office.Connect();
        _office.Import(Books.Entries(10, Books.September));
        await PublishAsync();
        Period october = new(2026, 10);
        _office.Import(Books.Entries(7, october, seed: 2), october);
        LedgerId id = _office.September with { Period = october };
        Ledger ledger = _office.Preparation.Create(id, force: false, CancellationToken.None);
        LedgerSummary summary = LedgerFileReader.Read(ledger.Files[0], LedgerFileKind.Y, CancellationToken.None);
        Assert.Equal(("YEV202610000002", 11L, 17L), (summary.UniqueId, summary.FirstEntryNumber, summary.LastEntryNumber));
    }

    [Fact]
    public void Create_WhenAnEntryDoesNotBalance_ThrowsLedgerInvalidAndChangesNothing()
    {
        JournalEntry[] entries = [.. Books.Entries(9, Books.September)];
        entries[4] = entries[4] with { Lines = [entries[4].Lines[0] with { Amount = 1.11m }, entries[4].Lines[1]] };
        _office.Import(entries);
        string[] before = _office.Snapshot();
        DefterXException e = Assert.Throws<DefterXException>(Create);
        Assert.Equal(ErrorIds.LedgerInvalid, e.ErrorId);
        Assert.Contains("Y084", e.Message, StringComparison.Ordinal);
        Assert.Equal(before, _office.Snapshot());
    }

    [Fact]
    public void Create_WhenNothingWasImported_ThrowsJournalNotFound() => Throws(ErrorIds.JournalNotFound, Create);

    [Fact]
    public void Create_WhenTheImportWasChanged_ThrowsJournalUnreadable()
    {
        JournalImport import = _office.Import(Books.Entries(9, Books.September));
        File.WriteAllText(import.Path, File.ReadAllText(import.Path).Replace("BANKALAR", "BONKALAR", StringComparison.Ordinal));
        Throws(ErrorIds.JournalUnreadable, Create);
    }

    [Fact]
    public void Create_WhenTheMonthIsNotOver_ThrowsLedgerInvalid()
    {
        Period future = Period.Of(DateTime.UtcNow.AddHours(3)).AddMonths(1);
        _office.Import(Books.Entries(3, future), future);
        Throws(ErrorIds.LedgerInvalid, () => _office.Preparation.Create(_office.September with { Period = future }, false, CancellationToken.None));
    }

    [Fact]
    public void Create_WhenCreatedBefore_WantsForce()
    {
        _office.Import(Books.Entries(9, Books.September));
        Create();
        Throws(ErrorIds.LedgerExists, Create);
        Assert.Equal(LedgerState.Created, _office.Preparation.Create(_office.September, force: true, CancellationToken.None).State);
    }

    [Fact]
    public void Sign_WhenNotCreated_ThrowsLedgerNotCreated() => Throws(ErrorIds.LedgerNotCreated, Sign);

    [Fact]
    public void Sign_WhenNoDeviceIsConnected_ThrowsDeviceRequired()
    {
        _office.Import(Books.Entries(9, Books.September));
        Create();
        Throws(ErrorIds.DeviceRequired, Sign);
    }

    [Fact]
    public void Sign_WhenTheDeviceIsAnothers_WantsTheFirmToListIt()
    {
        _office.Connect(identifier: "9876543217");
        _office.Import(Books.Entries(9, Books.September));
        Create();
        Throws(ErrorIds.SignerNotAuthorized, Sign);
        LedgerId listed = _office.September with { Firm = _office.Firm with { AuthorizedSigners = ["9876543217"] } };
        Assert.Equal(LedgerState.Signed, _office.Signing.Sign(listed, null, CancellationToken.None).State);
    }

    [Fact]
    public async Task Send_WhenNotSigned_ThrowsLedgerNotSigned()
    {
        _office.Connect();
        _office.Import(Books.Entries(9, Books.September));
        Create();
        await ThrowsAsync(ErrorIds.LedgerNotSigned, () => _office.Delivery.SendAsync(_office.September, null, CancellationToken.None));
    }

    [Fact]
    public async Task Send_WhenAFileWasChangedAfterSigning_ThrowsSignatureInvalid()
    {
        Ledger ledger = Signed();
        string text = await File.ReadAllTextAsync(ledger.Files[0]);
        await File.WriteAllTextAsync(ledger.Files[0], text.Replace("Işıl İ.", "Işil İ.", StringComparison.Ordinal));
        await ThrowsAsync(ErrorIds.SignatureInvalid, () => _office.Delivery.SendAsync(_office.September, null, CancellationToken.None));
        Assert.Empty(_office.Gib.Packages);
    }

    [Fact]
    public async Task Send_WhenGibRefusesTheSigner_StaysSignedAndCanBeSentLater()
    {
        LedgerId listed = _office.September with { Firm = _office.Firm with { AuthorizedSigners = ["9876543217"] } };
        _office.Connect(identifier: "9876543217");
        _office.Import(Books.Entries(9, Books.September));
        _office.Preparation.Create(listed, false, CancellationToken.None);
        _office.Signing.Sign(listed, null, CancellationToken.None);
        DefterXException e = await ThrowsAsync(
            ErrorIds.GibNotAuthorized, () => _office.Delivery.SendAsync(listed, null, CancellationToken.None));
        Assert.Equal(109, GibFaults.CodeOf(e));
        Ledger ledger = _office.Overview.Get(listed);
        Assert.Equal(LedgerState.Signed, ledger.State);
        Assert.Contains("109", ledger.LastError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_WhenTheAnswerIsLost_AsksBeforeSendingAgain()
    {
        Signed();
        _office.Through(client => new LosesFirstAnswer(client));
        await ThrowsAsync(ErrorIds.GibUnreachable, () => _office.Delivery.SendAsync(_office.September, null, CancellationToken.None));
        Assert.Equal(LedgerState.Sending, _office.Overview.Get(_office.September).State);
        _office.Through(client => client);
        Ledger ledger = await PublishAsync();
        Assert.Equal(LedgerState.Approved, ledger.State);
        Assert.Equal(3, _office.Gib.Packages.Count);
    }

    [Fact]
    public async Task Receive_WhenTheBeratIsNotOurs_StoresNothing()
    {
        Signed();
        _office.Through(client => new ChangesBerats(client));
        await _office.Delivery.SendAsync(_office.September, null, CancellationToken.None);
        await ThrowsAsync(ErrorIds.SignatureInvalid, async () =>
        {
            while (true) await _office.Delivery.ReceiveAsync(_office.September, null, CancellationToken.None);
        });
        Assert.DoesNotContain(Directory.EnumerateFiles(_office.Month.FolderPath), path => path.Contains("GIB-", StringComparison.Ordinal));
        Assert.Equal(LedgerState.Sent, _office.Overview.Get(_office.September).State);
    }

    [Fact]
    public async Task Receive_WhenNothingWasSent_ThrowsLedgerNotSigned()
    {
        Signed();
        await ThrowsAsync(ErrorIds.LedgerNotSigned, () => _office.Delivery.ReceiveAsync(_office.September, null, CancellationToken.None));
    }

    [Fact]
    public void Remove_WhenNotSent_DeletesAndNeverUsesTheIdAgain()
    {
        Signed();
        Assert.Equal(LedgerState.Valid, _office.Preparation.Remove(_office.September, "deneme").State);
        Create();
        LedgerSummary summary = LedgerFileReader.Read(_office.Month.PathOf(LedgerFileKind.Y), LedgerFileKind.Y, CancellationToken.None);
        Assert.Equal("YEV202609000002", summary.UniqueId);
    }

    [Fact]
    public async Task Remove_WhenApproved_KeepsTheFilesAside()
    {
        Signed();
        await PublishAsync();
        _office.Preparation.Remove(_office.September, "GİB'de silindi");
        Assert.Equal(7, Directory.GetFiles(_office.Month.DeletedPath).Length);
        Assert.Empty(_office.Month.Files());
    }

    private void Create() => _office.Preparation.Create(_office.September, force: false, CancellationToken.None);

    private void Sign() => _office.Signing.Sign(_office.September, null, CancellationToken.None);

    private Ledger Signed()
    {
        _office.Connect();
        _office.Import(Books.Entries(9, Books.September));
        Create();
        return _office.Signing.Sign(_office.September, null, CancellationToken.None);
    }

    private Task<Ledger> PublishAsync()
    {
        SessionCapabilities all =
            SessionCapabilities.Validate | SessionCapabilities.Create | SessionCapabilities.Sign | SessionCapabilities.Send;
        return new LedgerPublication(_office.Context).PublishAsync(
            _office.September, PublishTarget.Approved, all, TimeSpan.FromMinutes(2), null, CancellationToken.None);
    }

    private static void Throws(string errorId, Action action) => Assert.Equal(errorId, Assert.Throws<DefterXException>(action).ErrorId);

    private static async Task<DefterXException> ThrowsAsync(string errorId, Func<Task> action)
    {
        DefterXException e = await Assert.ThrowsAsync<DefterXException>(action);
        Assert.Equal(errorId, e.ErrorId);
        return e;
    }
}
