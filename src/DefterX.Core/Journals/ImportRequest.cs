using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using DefterX.Office;

namespace DefterX.Journals;

/// <summary>What is to be imported, checked as far as one can without reading it.</summary>
/// <param name="Sources">Full paths of the exports.</param>
/// <param name="Attachments">Full paths of the attachments.</param>
/// <param name="Codes">What codes of documents stand for.</param>
internal sealed record ImportRequest(
    IReadOnlyList<string> Sources, IReadOnlyList<string> Attachments, IReadOnlyDictionary<string, DocumentTypeCode> Codes)
{
    /// <summary>Checks branch and files.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.FirmNotFound"/> (no such branch), <see cref="ErrorIds.JournalNotFound"/>,
    /// <see cref="ErrorIds.JournalUnreadable"/> (an attachment is no PDF file).</exception>
    public static ImportRequest Of(OfficeFolder office, JournalSource source)
    {
        (Firm firm, Period period, string? branch, IReadOnlyList<string> paths, ImportOptions options) = source;
        CheckBranch(firm, branch);
        string[] sources = [.. paths.Select(Path.GetFullPath).Distinct(StringComparer.Ordinal)];
        if (sources.FirstOrDefault(path => !File.Exists(path)) is string missing)
        {
            throw new DefterXException(ErrorIds.JournalNotFound, Text.Format(Strings.FileNotFound, missing), missing);
        }

        if (options.IsInventory && sources.Length > 1)
        {
            throw new DefterXException(ErrorIds.JournalUnreadable, Text.Format(Strings.InventoryOneFile, period), sources[1]);
        }

        string[] attachments = [.. options.Attachments.Select(Path.GetFullPath)];
        AttachmentFiles.Check(attachments);
        Dictionary<string, DocumentTypeCode> codes = new(StringComparer.Ordinal);
        foreach (KeyValuePair<string, DocumentTypeCode> code in office.Settings.DocumentTypeCodes) codes[code.Key] = Check(code);
        if (options.DocumentTypeCodes is not null)
        {
            foreach (KeyValuePair<string, DocumentTypeCode> code in options.DocumentTypeCodes) codes[code.Key] = Check(code);
        }

        return new ImportRequest(sources, attachments, codes);
    }

    /// <summary>Checks that the branch is one of the firm's, or that it has none.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.FirmNotFound"/>.</exception>
    public static void CheckBranch(Firm firm, string? branch)
    {
        if (branch is null && firm.Branches.Count == 0) return;
        if (branch is not null && firm.Branches.Any(known => known.Number == branch)) return;
        string numbers = string.Join(", ", firm.Branches.Select(known => known.Number));
        string message =
            firm.Branches.Count == 0 ? Text.Format(Strings.BranchRefused, firm, branch)
            : branch is null ? Text.Format(Strings.BranchRequired, firm, numbers)
            : Text.Format(Strings.BranchUnknown, firm, branch, numbers);
        throw new DefterXException(ErrorIds.FirmNotFound, message, firm.Identifier);
    }

    private static DocumentTypeCode Check(KeyValuePair<string, DocumentTypeCode> code)
    {
        bool isOther = code.Value.Type == "other";
        if (DocumentTypes.IsType(code.Value.Type) && isOther == !string.IsNullOrWhiteSpace(code.Value.Description)) return code.Value;
        throw new DefterXException(
            ErrorIds.JournalUnreadable, Text.Format(Strings.DocumentCodeInvalid, code.Key, code.Value.Type), code.Key);
    }
}
