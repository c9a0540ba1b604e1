using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using DefterX.Devices;
using DefterX.Ledgers;
using DefterX.Ledgers.Rules;

namespace DefterX.Filing.Signing;

/// <summary>Signs a month while it is created: each part as soon as it is written, in place and under its temporary names, with its
/// berats; then the report.</summary>
/// <remarks>Where the device or the time stamp fails, the rest stays unsigned: the month comes out as created, of whole files, and signing
/// goes on from there as after a stop. A rule that is broken, or a stop, leaves nothing.</remarks>
internal sealed class StagedSigner : ICreatedFiles
{
    private readonly LedgerId _id;
    private readonly ConnectedDevice _device;
    private readonly FileSigner _signer;
    private DefterXException? _failure;

    /// <param name="check">As <see cref="FileSigner.Check"/>.</param>
    public StagedSigner(
        FilingContext context,
        LedgerId id,
        ConnectedDevice device,
        Func<string, LedgerFileName, CancellationToken, LedgerFacts>? check = null)
    {
        _id = id;
        _device = device;
        _signer = new FileSigner(context, new QueuedKey(context.Queues.Of(device))) { Check = check ?? LedgerFileCheck.Read };
    }

    /// <summary>Common name of the signer.</summary>
    public string Owner => _device.Device.Owner;

    /// <summary>Why the month is not signed to its end, or null.</summary>
    public DefterXException? Failure => _failure is null ? null : DeviceQueue.FailureOf(_id, _failure);

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

    private void Try(Action sign)
    {
        if (_failure is not null) return;
        try
        {
            sign();
        }
        catch (DefterXException e) when (e.ErrorId != ErrorIds.LedgerInvalid)
        {
            _failure = e; // the files that are signed are whole, and so are the others
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
