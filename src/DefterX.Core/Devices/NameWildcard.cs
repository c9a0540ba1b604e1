namespace DefterX.Devices;

/// <summary>Matches names against <c>*</c> and <c>?</c>, without regard to case and the same in every culture.</summary>
internal static class NameWildcard
{
    public static bool IsMatch(string pattern, string text)
    {
        int p = 0;
        int star = -1;
        int resume = 0;
        for (int t = 0; t < text.Length;)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                resume = t;
            }
            else if (p < pattern.Length && (pattern[p] == '?' || Fold(pattern[p]) == Fold(text[t])))
            {
                p++;
                t++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                t = ++resume;
            }
            else
            {
                return false;
            }
        }

        while (p < pattern.Length && pattern[p] == '*') p++;
        return p == pattern.Length;
    }

    // 'mali' must find MALI as well as MALİ, under tr-TR and under en-US: the four letters i count as one.
    private static char Fold(char character) => character is 'İ' or 'ı' ? 'I' : char.ToUpperInvariant(character);
}
