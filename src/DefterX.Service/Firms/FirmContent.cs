using System;
using System.Linq;
using System.Text;
using System.Text.Json;
using DefterX.Office;
using DefterX.OfficeService.Contracts;
using DefterX.Service.Problems;

namespace DefterX.Service.Firms;

/// <summary>Whether what is sent as a firm is one.</summary>
internal static class FirmContent
{
    /// <summary>The longest content, in bytes of UTF-8.</summary>
    public const int Longest = 256 << 10;

    /// <summary>The text that is kept: as it was sent, with fields that are not ours.</summary>
    /// <exception cref="ServiceException">RequestInvalid with all problems; TooLarge.</exception>
    public static string Check(FirmDocument document, string identifier)
    {
        if (document.Content.ValueKind != JsonValueKind.Object) throw ServiceException.Invalid(Text.Format(Strings.ContentInvalid, "$"));
        string text = document.Content.GetRawText();
        if (Encoding.UTF8.GetByteCount(text) > Longest)
            throw new ServiceException(ServiceCodes.TooLarge, 413, Text.Format(Strings.ContentTooLong, Longest));
        Firm firm = Read(document.Content);
        string? other = new[] { document.Identifier, firm.Identifier }.FirstOrDefault(named => named != identifier);
        if (document.Identifier != identifier || firm.Identifier != identifier)
            throw ServiceException.Invalid(Text.Format(Strings.FirmOther, other, identifier));
        string[] problems = [.. FirmValidator.Problems(firm)];
        if (problems.Length > 0) throw ServiceException.Invalid(string.Join(" ", problems));
        return text;
    }

    private static Firm Read(JsonElement content)
    {
        try
        {
            Firm firm = OfficeJson.Parse<Firm>(content);
            bool hasNull = firm.Accountants?.Contains(null!) == true || firm.Branches?.Contains(null!) == true
                || firm.AuthorizedSigners?.Contains(null!) == true;
            return hasNull ? throw new JsonException() : firm;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw ServiceException.Invalid(Text.Format(Strings.ContentInvalid, (exception as JsonException)?.Path ?? "$"));
        }
    }
}
