using System.Diagnostics.CodeAnalysis;

namespace DefterX.Office;

/// <summary>Check digits of the tax number (VKN) and the citizen's number (TCKN).</summary>
internal static class TaxIdentifier
{
    /// <summary>Whether a text is a VKN of 10 digits or a TCKN of 11 digits with right check digits.</summary>
    public static bool IsValid([NotNullWhen(true)] string? text)
    {
        if (text is not { Length: 10 or 11 }) return false;
        foreach (char c in text)
        {
            if (c is < '0' or > '9') return false;
        }

        return text.Length == 10 ? IsVkn(text) : IsTckn(text);
    }

    private static bool IsVkn(string digits)
    {
        int sum = 0;
        for (int i = 0; i < 9; i++)
        {
            int shifted = (digits[i] - '0' + 9 - i) % 10;
            int scaled = shifted * (1 << (9 - i)) % 9;
            sum += shifted != 0 && scaled == 0 ? 9 : scaled;
        }

        return (10 - (sum % 10)) % 10 == digits[9] - '0';
    }

    private static bool IsTckn(string digits)
    {
        if (digits[0] == '0') return false;
        int odd = 0;
        int even = 0;
        for (int i = 0; i < 9; i++)
        {
            if (i % 2 == 0) odd += digits[i] - '0';
            else even += digits[i] - '0';
        }

        int tenth = ((((odd * 7) - even) % 10) + 10) % 10;
        int eleventh = (odd + even + tenth) % 10;
        return tenth == digits[9] - '0' && eleventh == digits[10] - '0';
    }
}
