using System;
using System.Linq;
using DefterX.Service.Problems;
using MimeKit;

namespace DefterX.Service.Requests;

/// <summary>Checks what clients send.</summary>
internal static class Inputs
{
    /// <summary>A text without blanks around it.</summary>
    /// <param name="value">What was sent, or null.</param>
    /// <param name="field">How the field is called in JSON.</param>
    /// <param name="longest">How many characters it may have.</param>
    /// <exception cref="ServiceException">400: it is missing, empty, too long or holds a control character or half a surrogate pair.</exception>
    public static string Text(string? value, string field, int longest)
    {
        string text = value?.Trim() ?? "";
        if (text.Length == 0) throw ServiceException.Invalid(DefterX.Text.Format(Strings.FieldMissing, field));
        if (text.Length > longest) throw ServiceException.Invalid(DefterX.Text.Format(Strings.FieldTooLong, field, longest));
        if (text.Any(char.IsControl) || !IsWhole(text)) throw ServiceException.Invalid(DefterX.Text.Format(Strings.FieldInvalid, field));
        return text;
    }

    /// <summary>An e-mail address alone, without a name.</summary>
    /// <exception cref="ServiceException">400: it is none.</exception>
    public static string Email(string? value, string field)
    {
        string text = Text(value, field, 254);
        bool isAddress = MailboxAddress.TryParse(text, out MailboxAddress? address) && address.Address == text && text.Contains('@', StringComparison.Ordinal);
        return isAddress ? text : throw ServiceException.Invalid(DefterX.Text.Format(Strings.EmailInvalid, field));
    }

    /// <summary>One of an enumeration's names; JSON lets numbers through.</summary>
    /// <exception cref="ServiceException">400: it is none.</exception>
    public static T Known<T>(T value, string field)
        where T : struct, Enum =>
        Enum.IsDefined(value) ? value : throw ServiceException.Invalid(DefterX.Text.Format(Strings.FieldInvalid, field));

    private static bool IsWhole(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) return false;
            i++;
        }

        return true;
    }
}
