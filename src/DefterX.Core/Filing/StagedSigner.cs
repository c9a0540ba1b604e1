using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using DefterX.Devices;
using DefterX.Ledgers;
using DefterX.Ledgers.Rules;

namespace DefterX.Filing;

/// <summary>Signs a month while it is created: each part as soon as it is written, in place and under its temporary names, with its
/// berats; then the report.</summary>
/// <remarks>A device that fails leaves the rest unsigned: the month comes out as created, with whole files, and is signed on as after a
/// stop. A rule that is broken, or a stop, leaves nothing.</remarks>
internal sealed class StagedSigner : ICreatedFiles, IDisposable
{
    private readonly LedgerId _id;
    private readonly DeviceQueue _queue;
    private readonly FileSigner _signer;

    /// <param name="check">As <see cref="FileSigner.Check"/>.</param>
    public StagedSigner(
        FilingContext context,
        LedgerId id,
        ConnectedDevice device,
        Func<string, LedgerFileName, CancellationToken, LedgerFacts>? check = null)
    {
        _id = id;
        _queue = new DeviceQueue(device);
        _signer = new FileSigner(context, new QueuedKey(_queue)) { Check = check ?? LedgerFileCheck.Read };
    }

    /// <summary>Common name of the signer.</summary>
    public string Owner => _queue.Device.Device.Owner;

    /// <summary>Why the month is not signed to its end, or null.</summary>
    public DefterXException? Failure => _queue.FailureOf(_id);

    /// <summary>Gets the name of each file that is signed next.</summary>
    public Action<LedgerFileName>? OnFile { get; init; }

    public void TakePart(StagedFiles staged, IReadOnlyList<WrittenFile> ledgers, bool isWhole, CancellationToken cancellationToken)
    {
        Try(() => SignPart(staged, ledgers, isWhole, cancellationToken));
        foreach (WrittenFile ledger in ledgers) ledger.Close();
    }

    public void TakeReport(WrittenFile report, CancellationToken cancellationToken)
    {
        Try(() => Sign(report, report.Name, cancellationToken));
        report.Close();
    }

    public void Dispose() => _queue.Dispose();

    private void Try(Action sign)
    {
        if (_queue.Failure is not null) return;
        try
        {
            sign();
        }
        catch (DefterXException e) when (e == _queue.Failure)
        {
            // The files that are signed are whole, and so are the others.
        }
    }

    private void SignPart(StagedFiles staged, IReadOnlyList<WrittenFile> ledgers, bool isWhole, CancellationToken cancellationToken)
    {
        LedgerFileName[] names = [.. ledgers.Select(ledger => isWhole ? ledger.Name with { Part = 0 } : ledger.Name)];
        SignedLedger[] signed = [.. ledgers.Select((ledger, i) => Sign(ledger, names[i], cancellationToken))];
        if (signed.Length == 2) MonthSigner.CheckSame(_id, signed[0].Facts, signed[1].Facts);
        for (int i = 0; i < signed.Length; i++)
        {
            using WrittenFile berat = staged.Create(ledgers[i].Name with { Kind = ledgers[i].Name.Kind.Berat() });
            bool isSigned = false;
            try
            {
                BeratWriter.Write(berat.Writer, ledgers[i].Path, signed[i].Facts, signed[i].SignatureValue, cancellationToken);
                Sign(berat, names[i] with { Kind = berat.Name.Kind }, cancellationToken);
                isSigned = true;
            }
            finally
            {
                if (!isSigned) staged.Discard(berat);
            }
        }
    }

    private SignedLedger Sign(WrittenFile file, LedgerFileName name, CancellationToken cancellationToken)
    {
        OnFile?.Invoke(name);
        return _signer.SignWritten(file, name, cancellationToken);
    }
}
