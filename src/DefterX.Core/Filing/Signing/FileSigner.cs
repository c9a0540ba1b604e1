using System;
using System.IO;
using System.Threading;
using DefterX.Devices;
using DefterX.Files;
using DefterX.Ledgers;
using DefterX.Ledgers.Rules;
using DefterX.Signatures;

namespace DefterX.Filing.Signing;

/// <summary>Signs a file and runs the rules over what was signed, before it takes its place (Uygulama Kılavuzu, what software must do).</summary>
internal sealed class FileSigner
{
    private readonly FilingContext _context;
    private readonly ISigningKey _key;

    public FileSigner(FilingContext context, ISigningKey key)
    {
        _context = context;
        _key = key;
    }

    /// <summary>Reads a signed file by path and name, and refuses one that breaks a rule.</summary>
    public Func<string, LedgerFileName, CancellationToken, LedgerFacts> Check { get; init; } = LedgerFileCheck.Read;

    /// <summary>Signs a file that is there; it is replaced once the signed one is sound.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.LedgerInvalid"/>, <see cref="ErrorIds.TimeStampFailed"/>, and those of
    /// the device.</exception>
    public SignedLedger Sign(string path, LedgerFileName name, CancellationToken cancellationToken)
    {
        string signed = AtomicFile.TemporaryName(path);
        try
        {
            string value = NewSigner().Sign(path, signed, cancellationToken);
            LedgerFacts facts = Check(signed, name, cancellationToken);
            AtomicFile.Replace(signed, path);
            return new SignedLedger(facts, value);
        }
        finally
        {
            File.Delete(signed);
        }
    }

    /// <summary>Signs and closes a file that was just written, without reading it again for its digest.</summary>
    /// <param name="file">When device or time stamp fail it is unchanged and still open.</param>
    /// <param name="name">The name that it gets.</param>
    /// <exception cref="DefterXException">As for <see cref="Sign"/>.</exception>
    public SignedLedger SignWritten(WrittenFile file, LedgerFileName name, CancellationToken cancellationToken)
    {
        string value = NewSigner().SignWritten(file.Stream, file.Writer.CanonicalDigest(), cancellationToken);
        file.Close();
        return new SignedLedger(Check(file.Path, name, cancellationToken), value);
    }

    private XadesSigner NewSigner() => new(_key, _context.TurkeyTime, _context.TimeStamps);
}
