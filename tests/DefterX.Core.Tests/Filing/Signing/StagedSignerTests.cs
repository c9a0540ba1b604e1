using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Certificates;
using DefterX.Devices;
using DefterX.Filing;
using DefterX.Filing.Creation;
using DefterX.Filing.Signing;
using DefterX.Ledgers;
using DefterX.Office;
using DefterX.Signatures;
using DefterX.Tests.Checks;
using DefterX.Tests.Ledgers;
using DefterX.TestSupport;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace DefterX.Tests.Filing.Signing;

/// <summary>Months that are created and signed in one go.</summary>
public sealed class StagedSignerTests : IAsyncLifetime, IDisposable
{
    private readonly PfxSigningKey _key;
    private readonly GateKey _gate;
    private readonly ConnectedDevice _device;
    private FilingOffice _office = null!;
    private FilingContext _context = null!;

    public StagedSignerTests()
    {
        X509Certificate2 certificate = TestCertificates.CreateMaliMuhur(Books.Company.Identifier, Books.Company.Title, KeyKind.Ec);
        _key = new PfxSigningKey(certificate, SigningAlgorithm.EcdsaSha384, "kart");
        _gate = new GateKey(_key);
        _device = new ConnectedDevice(TokenReader.Describe(certificate, "kart", "/kart"), _gate, _key, isPinVerified: true);
    }

    private string Folder => _office.Month.FolderPath;

    public async Task InitializeAsync()
    {
        _office = await FilingOffice.StartAsync();
        _office.Import(Books.Entries(30, Books.September));
        _context = NewContext();
    }

    private FilingContext NewContext() => new()
    {
        Office = _office.Office,
        Devices = () => [_device],
        GibClients = _office.Context.GibClients,
        Logger = NullLogger.Instance,
    };

    public async Task DisposeAsync() => await _office.DisposeAsync();

    public void Dispose() => _key.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("tr-TR")]
    public async Task Publish_ThroughSigned_SignsUnderTemporaryNamesAlone(string culture)
    {
        using CultureScope scope = new(culture);
        _gate.OnSign = _ => Assert.Empty(Directory.EnumerateFiles(Folder, "*.xml"));
        Ledger ledger = await PublishAsync();
        AssertSigned(ledger, files: 5);
        Assert.Equal(5, _gate.Calls);
        Assert.Equal([FilingStep.Created, FilingStep.Signed], _office.Month.Log.Read().Select(step => step.Step));
        Assert.Equal(_device.Device.Owner, ledger.SignedBy);
    }

    [GibPackageFact]
    public void Create_WithASigner_PassesGibsChecks()
    {
        Create(16);
        Oracle.AssertAccepts("ledger-set", Folder);
    }

    [Fact]
    public void Create_WhenAPartBeginsEveryDay_SignsEachAndHoldsFewFilesOpen()
    {
        int most = 0;
        _gate.OnSign = _ => most = Math.Max(most, OpenFiles());
        Ledger ledger = Create([.. Enumerable.Range(2, 29)]);
        AssertSigned(ledger, files: 121);
        Assert.Equal(30, ledger.Parts);
        Assert.InRange(most, 1, 5); // journal, general ledger, its lines, a berat, the lock
    }

    [Fact]
    public void Create_WithAnInventory_SignsItAndItsBerat()
    {
        _office.ImportInventory(new DateTime(2026, 1, 1));
        LedgerId id = _office.September with { Period = new Period(2026, 1), Book = LedgerBook.Inventory };
        AssertSigned(Create(id), files: 2);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(6)]
    [InlineData(8)]
    [InlineData(9)]
    public void Create_WhenTheDeviceFails_TheMonthIsCreatedAndTheNextRunSignsTheRest(int failing)
    {
        _gate.OnSign = call =>
        {
            if (call == failing) throw new DefterXException(ErrorIds.DeviceRemoved, "Kart yanıt vermiyor.", "kart");
        };
        DefterXException failure = Fails.With(ErrorIds.DeviceRemoved, () => Create(16));
        Assert.Equal(_office.Firm, Assert.IsType<Firm>(failure.Target));
        Assert.Equal(failing, _gate.Calls);
        Assert.Equal(LedgerState.Created, _office.Overview.Get(_office.September).State);
        Assert.Equal([FilingStep.Created], _office.Month.Log.Read().Select(step => step.Step));
        Assert.Empty(Leftovers());
        Assert.Equal(failing - 1, Directory.EnumerateFiles(Folder, "*.xml").Count(LedgerStatus.IsSigned));
        Assert.All(
            Directory.EnumerateFiles(Folder, "*.xml").Where(path => path.Contains("B-", StringComparison.Ordinal)),
            berat => Assert.True(LedgerStatus.IsSigned(berat), berat));
        Assert.Empty(_office.Preparation.Validate(_office.September, CancellationToken.None));

        AssertSigned(new LedgerSigning(NewContext(), _office.Overview).Sign(_office.September, null, CancellationToken.None), files: 9);
        Assert.Equal(9, _gate.Signatures);
    }

    [Fact]
    public async Task Publish_WhenThePinIsWrong_DoesNotTryItAgain()
    {
        _gate.OnSign = _ => throw new DefterXException(ErrorIds.PinIncorrect, "Yanlış PIN.", "kart");
        await Fails.WithAsync(ErrorIds.PinIncorrect, PublishAsync);
        Assert.Equal(1, _gate.Calls);
        Assert.Equal(LedgerState.Created, _office.Overview.Get(_office.September).State);
    }

    [Fact]
    public void Create_WhenStopped_LeavesNothing()
    {
        using CancellationTokenSource stop = new();
        _gate.OnSign = call =>
        {
            if (call == 3) stop.Cancel();
        };
        StagedSigner signer = new(_context, _office.September, _device);
        Assert.Throws<OperationCanceledException>(
            () => _office.Preparation.Create(_office.September, new LedgerCreateOptions { Signer = signer }, stop.Token));
        AssertNothing();
    }

    [Fact]
    public void Create_WhenASignedFileBreaksARule_LeavesNothing()
    {
        StagedSigner signer = new(_context, _office.September, _device, (path, name, cancellationToken) =>
            name.Kind == LedgerFileKind.K
                ? throw new DefterXException(ErrorIds.LedgerInvalid, "K001", path)
                : LedgerFileCheck.Read(path, name, cancellationToken));
        Fails.With(
            ErrorIds.LedgerInvalid,
            () => _office.Preparation.Create(_office.September, new LedgerCreateOptions { Signer = signer }, CancellationToken.None));
        AssertNothing();
    }

    [Fact]
    public async Task Publish_WhenNoDeviceMaySign_CreatesAndSaysSo()
    {
        Firm other = _office.Firm with { Identifier = "9876543217" };
        _office.Office.Firms.Add(other);
        LedgerId id = _office.September with { Firm = other };
        _office.Import(Books.Entries(9, Books.September), firm: other);
        await Fails.WithAsync(ErrorIds.SignerNotAuthorized, () => PublishAsync(_context, id));
        Assert.Equal(LedgerState.Created, _office.Overview.Get(id).State);
    }

    private static void AssertSigned(Ledger ledger, int files)
    {
        Assert.Equal(LedgerState.Signed, ledger.State);
        Assert.Equal(files, ledger.Files.Count);
        Assert.All(ledger.Files, path => Assert.Equal(
            SignatureStatus.Valid, SignatureVerifier.Verify(path, TrustedRoots.None, CancellationToken.None).Status));
        Assert.Empty(Directory.EnumerateFiles(Path.GetDirectoryName(ledger.Files[0])!, "~*"));
    }

    private void AssertNothing()
    {
        Assert.Empty(Leftovers());
        Assert.Empty(Directory.EnumerateFiles(Folder, "*.xml"));
        Assert.Empty(_office.Month.Log.Read());
        Assert.Equal(LedgerState.Imported, _office.Overview.Get(_office.September).State);
    }

    private string[] Leftovers() => Directory.GetFiles(_office.Office.Path, "~*", SearchOption.AllDirectories);

    private int OpenFiles() => new DirectoryInfo("/proc/self/fd").EnumerateFileSystemInfos()
        .Count(handle => handle.LinkTarget?.StartsWith(Folder, StringComparison.Ordinal) == true);

    private Ledger Create(params int[] splits) => Create(_office.September, splits);

    private Ledger Create(LedgerId id, params int[] splits)
    {
        StagedSigner signer = new(_context, id, _device);
        LedgerCreateOptions options = new() { Signer = signer, SplitDates = [.. splits.Select(day => new DateTime(2026, 9, day))] };
        return _office.Preparation.Create(id, options, CancellationToken.None);
    }

    private Task<Ledger> PublishAsync() => PublishAsync(_context, _office.September);

    private static Task<Ledger> PublishAsync(FilingContext context, LedgerId id) => FilingOffice.PublishAsync(
        context, id, PublishTarget.Signed, SessionCapabilities.Validate | SessionCapabilities.Create | SessionCapabilities.Sign);
}
