using System;
using System.IO;
using System.Xml;
using DefterX.Ledgers;
using DefterX.Signatures;

namespace DefterX.Filing.Delivery;

/// <summary>Ties a berat to the ledger whose signature value it repeats, and an approved berat to the berat that was sent
/// (Berat Kılavuzu; Uyumluluk Onay Kılavuzu 2.2), where they are in the same folder under GİB's names.</summary>
internal static class BeratComparison
{
    /// <summary>The verdict on a file, with what its neighbours say: Invalid where they do not belong together; where one is not
    /// there the verdict stays and its message says so. Other files' verdicts stay as they are.</summary>
    public static Signature Check(Signature signature)
    {
        if (signature.Status is SignatureStatus.Invalid or SignatureStatus.Unsigned) return signature;
        if (!LedgerFileName.TryParse(Path.GetFileName(signature.Path), out LedgerFileName? name) || !name.Kind.IsBerat())
            return signature;
        LedgerFileName berat = name with { IsApproved = false };
        if (name.IsApproved) signature = Check(signature, berat, IsOfBerat);
        return Check(signature, berat with { Kind = berat.Kind.Ledger() }, IsOfLedger);
    }

    private static Signature Check(Signature signature, LedgerFileName other, Func<string, string, string?> compare)
    {
        if (signature.Status == SignatureStatus.Invalid) return signature;
        string otherPath = Path.Combine(Path.GetDirectoryName(signature.Path)!, other.ToString());
        if (!File.Exists(otherPath)) return WithNote(signature, Text.Format(Strings.NotComparedMissing, other));
        try
        {
            return compare(signature.Path, otherPath) is { } flaw ? Invalid(signature, flaw) : signature;
        }
        catch (XmlException e)
        {
            return Invalid(signature, Format(Strings.NotComparable, signature.Path, otherPath, e.Message));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return WithNote(signature, Text.Format(Strings.NotComparedUnreadable, other, e.Message));
        }
    }

    private static string? IsOfBerat(string approvedPath, string beratPath) =>
        ApprovedBerat.IsOf(approvedPath, beratPath) ? null : Format(Strings.ApprovedOfAnotherBerat, approvedPath, beratPath);

    private static string? IsOfLedger(string beratPath, string ledgerPath)
    {
        try
        {
            return BeratMarks.Read(beratPath).IsOfLedger(SignatureReader.ReadSignatureValue(ledgerPath))
                ? null
                : Format(Strings.BeratOfAnotherLedger, beratPath, ledgerPath);
        }
        catch (DefterXException e)
        {
            return Format(Strings.LedgerOfBeratNotSigned, beratPath, ledgerPath, e.Message);
        }
    }

    private static string Format(string format, string path, string otherPath, string why = "") =>
        Text.Format(format, Path.GetFileName(path), Path.GetFileName(otherPath), why);

    private static Signature Invalid(Signature signature, string flaw) =>
        signature with { Status = SignatureStatus.Invalid, StatusMessage = flaw };

    private static Signature WithNote(Signature signature, string note) =>
        signature with { StatusMessage = signature.StatusMessage + " " + note };
}
