using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using DefterX.Build;
using DefterX.Devices;
using DefterX.Filing;
using DefterX.Filing.Signing;
using DefterX.Ledgers;
using DefterX.Ledgers.Rules;
using DefterX.Office;
using DefterX.TestSupport;
using Microsoft.Extensions.Logging.Abstractions;

namespace DefterX.Bench;

/// <summary>What signing adds to creating a month in the same process, over creating it: a journal and a general ledger of 200 MB, their
/// berats and the report, with an RSA key in memory. The rules do not count: what they read is kept from the round that warms up.</summary>
internal sealed class SignCreated : IBenchmark
{
    private const int Lines = 132_000;
    private const int Rounds = 9;
    private static readonly Period s_period = new(2026, 9);
    private readonly string _folder = Path.Combine(Repository.Output, "bench", "sign-created");
    private readonly ConcurrentDictionary<LedgerFileName, LedgerFacts> _facts = [];

    public string Name => "sign.created";

    public bool NeedsOwnProcess => true;

    public IEnumerable<Figure> Run()
    {
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
        LedgerRequest request = LedgerCreate.Request(s_period) with { LargestFile = 1L << 30 };
        using X509Certificate2 certificate =
            TestCertificates.CreateMaliMuhur(request.Id.Firm.Identifier, request.Id.Firm.Title, KeyKind.Rsa);
        using PfxSigningKey key = new(certificate, SigningAlgorithm.RsaSha256, Name);
        ConnectedDevice device = new(TokenReader.Describe(certificate, Name, Name), key, key, isPinVerified: true);
        FilingContext context = Context(device);
        (double create, double createAndSign) = Alternating.Medians(
            () => Create(request, null),
            () =>
            {
                StagedSigner signer = new(context, request.Id, device, Check);
                Create(request, signer);
            },
            Rounds,
            calls: 1);
        Directory.Delete(_folder, recursive: true);
        yield return Figure.Rounded(Name + ".overhead", (createAndSign - create) / create, "");
        yield return Figure.Rounded(Name + ".createSeconds", create / 1e6, "s");
    }

    private void Create(LedgerRequest request, StagedSigner? signer)
    {
        MonthFolder month = new(request.Id, Path.Combine(_folder, "month"));
        new LedgerCreator(month, request, signer)
            .Create(LedgerBooks.Entries(s_period, Lines, hasThreeAccounts: false), CancellationToken.None);
        LedgerState expected = signer is null ? LedgerState.Created : LedgerState.Signed;
        if (LedgerStatus.StateOf(month) != expected) throw new InvalidOperationException($"The month is not {expected}.");
    }

    private LedgerFacts Check(string path, LedgerFileName name, CancellationToken cancellationToken) =>
        _facts.GetOrAdd(name, _ => LedgerFileCheck.Read(path, name, cancellationToken));

    private FilingContext Context(ConnectedDevice device) => new()
    {
        Office = OfficeFolder.Create(Path.Combine(_folder, "office"), new OfficeSettings
        {
            CustomerNumber = "1",
            Name = "Örnek",
            SourceApplication = new SourceApplication("1234567808", "ÖRNEK YAZILIM A.Ş.", "DefterX", "0.1"),
        }),
        Devices = () => [device],
        GibClients = _ => throw new InvalidOperationException(),
        Logger = NullLogger.Instance,
    };
}
