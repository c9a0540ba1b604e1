using System.Globalization;
using System.Text;

namespace DefterX.Gib;

/// <summary>Reads GİB's status texts; the values of durumKodu are not published.</summary>
internal static class GibStatusText
{
    /// <summary>«… Başarıyla İşlendi» succeeded, a text with «hata» failed, all others go on.</summary>
    public static GibBatchState StateOf(string text)
    {
        string folded = Fold(text);
        if (Holds(folded, "başarıyla işlendi")) return GibBatchState.Succeeded;
        return Holds(folded, "hata") ? GibBatchState.Failed : GibBatchState.Processing;
    }

    private static bool Holds(string text, string words) =>
        CultureInfo.InvariantCulture.CompareInfo.IndexOf(text, words, CompareOptions.Ordinal) >= 0;

    // Turkish lower case under every culture: I is ı and İ is i, whether composed or not.
    private static string Fold(string text) =>
        text.Normalize(NormalizationForm.FormC).Replace('I', 'ı').Replace('İ', 'i').ToLowerInvariant();
}
