using System;
using System.IO;
using System.Threading;
using DefterX.Certificates;
using DefterX.Files;
using DefterX.Ledgers;
using DefterX.Signatures;

namespace DefterX.Filing.Delivery;

/// <summary>Takes in berats that GİB approved, once shown to be ours and counter-signed (Uyumluluk Onay Kılavuzu 2.2).</summary>
internal static class ApprovedBerat
{
    /// <summary>Whether an approved berat, as GİB gave it, is that of a berat.</summary>
    public static bool IsOf(byte[] approved, string beratPath)
    {
        string temporary = AtomicFile.TemporaryName(beratPath);
        try
        {
            File.WriteAllBytes(temporary, approved);
            return IsOf(temporary, beratPath);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Verifies and writes an approved berat.</summary>
    /// <param name="approved">The document that GİB gave.</param>
    /// <param name="beratPath">The berat that was sent.</param>
    /// <param name="approvedPath">Where the approved one goes.</param>
    /// <param name="refusal">What is said where it is not taken, with places for its name and for the reason.</param>
    /// <returns>When GİB counter-signed it, as it says.</returns>
    /// <exception cref="DefterXException"><see cref="ErrorIds.SignatureInvalid"/>, <see cref="ErrorIds.LedgerInvalid"/>: it breaks a rule;
    /// nothing was written.</exception>
    public static DateTimeOffset? Store(
        byte[] approved, string beratPath, string approvedPath, string refusal, CancellationToken cancellationToken)
    {
        string temporary = AtomicFile.TemporaryName(approvedPath);
        try
        {
            using (FileStream stream = AtomicFile.CreateNew(temporary))
            {
                stream.Write(approved, 0, approved.Length);
                stream.Flush(flushToDisk: true);
            }

            Signature signature = SignatureVerifier.Verify(temporary, TrustedRoots.None, cancellationToken);
            if (signature.Status != SignatureStatus.Valid) throw Invalid(refusal, approvedPath, signature.StatusMessage);
            if (signature.CounterSigner.Length == 0) throw Invalid(refusal, approvedPath, Strings.NotCounterSigned);
            if (!IsOf(temporary, beratPath)) throw Invalid(refusal, approvedPath, Strings.NotOurBerat);
            if (LedgerFileName.TryParse(Path.GetFileName(approvedPath), out LedgerFileName? name))
                LedgerFileCheck.Read(temporary, name, cancellationToken);
            AtomicFile.Replace(temporary, approvedPath);
            return signature.CounterSignedAt;
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Whether an approved berat is that of a berat: the segment's UUID and both signature values are the same.</summary>
    public static bool IsOf(string approvedPath, string beratPath) => BeratMarks.Read(approvedPath) == BeratMarks.Read(beratPath);

    private static DefterXException Invalid(string refusal, string path, string why) =>
        new(ErrorIds.SignatureInvalid, Text.Format(refusal, Path.GetFileName(path), why), path);
}
