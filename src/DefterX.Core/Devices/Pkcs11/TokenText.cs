using System;
using System.Text;

namespace DefterX.Devices.Pkcs11;

/// <summary>Text fields of PKCS#11, which are UTF-8 padded with blanks (PKCS#11 v2.40, 3.1), and as some modules fill them.</summary>
internal static class TokenText
{
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text without its padding of blanks or NUL; what is not UTF-8 is read as Latin-5 (ISO 8859-9),
    /// and control characters, which could command a terminal, are replaced.</summary>
    public static string Read(byte[] field)
    {
        int end = Array.IndexOf(field, (byte)0);
        int length = end < 0 ? field.Length : end;
        return Printable(Decode(field, length)).Trim(' ');
    }

    private static string Decode(byte[] field, int length)
    {
        try
        {
            return s_strict.GetString(field, 0, length);
        }
        catch (DecoderFallbackException)
        {
            StringBuilder text = new(length);
            for (int i = 0; i < length; i++) text.Append(Latin5(field[i]));
            return text.ToString();
        }
    }

    // .NET has Latin-5 only where its code pages are registered; it differs from Latin-1 in six letters.
    private static char Latin5(byte octet) => octet switch
    {
        0xD0 => 'Ğ',
        0xDD => 'İ',
        0xDE => 'Ş',
        0xF0 => 'ğ',
        0xFD => 'ı',
        0xFE => 'ş',
        _ => (char)octet,
    };

    private static string Printable(string text)
    {
        StringBuilder? changed = null;
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsControl(text[i])) (changed ??= new StringBuilder(text))[i] = '\uFFFD';
        }

        return changed?.ToString() ?? text;
    }
}
