using System;

namespace DefterX.Ledgers;

/// <summary>Case endings after a proper name, for the standard wording of entriesComment (Uygulama Kılavuzu 11).</summary>
internal static class TurkishSuffix
{
    private static readonly char[] s_vowels = [.. "aıouâûeiöüî"];

    /// <summary>«'ye», «'a» …: to the name.</summary>
    public static string Dative(string name) => EndsInVowel(name, out char vowel)
        ? (IsBack(vowel) ? "'ya" : "'ye")
        : (IsBack(vowel) ? "'a" : "'e");

    /// <summary>«'nin», «'ın» …: of the name.</summary>
    public static string Genitive(string name)
    {
        bool ends = EndsInVowel(name, out char vowel);
        string ending = vowel switch
        {
            'o' or 'u' or 'û' => "un",
            'ö' or 'ü' => "ün",
            'a' or 'ı' or 'â' => "ın",
            _ => "in",
        };
        return ends ? "'n" + ending : "'" + ending;
    }

    private static bool IsBack(char vowel) => vowel is 'a' or 'ı' or 'o' or 'u' or 'â' or 'û';

    /// <summary>Whether the name, as it is spoken, ends in a vowel, and its last vowel; abbreviations are spelled («A.Ş.»: «a şe»).</summary>
    private static bool EndsInVowel(string name, out char vowel)
    {
        string word = name.Trim();
        word = word.Substring(word.LastIndexOf(' ') + 1);
        string lower = word.Replace('I', 'ı').Replace('İ', 'i').ToLowerInvariant();
        int last = lower.LastIndexOfAny(s_vowels);
        bool abbreviated = last < 0 || lower.IndexOf(".", StringComparison.Ordinal) >= 0 || (word.Length <= 3 && string.Equals(word, Upper(word), StringComparison.Ordinal));
        vowel = abbreviated ? 'e' : lower[last];
        return abbreviated || last == lower.Length - 1;
    }

    private static string Upper(string word) => word.Replace('i', 'İ').Replace('ı', 'I').ToUpperInvariant();
}
