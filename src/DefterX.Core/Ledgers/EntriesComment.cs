using System;
using System.Globalization;

namespace DefterX.Ledgers;

/// <summary>The standard wording of entriesComment (Uygulama Kılavuzu 11).</summary>
internal static class EntriesComment
{
    /// <summary>«01 Eylül 2026 - 30 Eylül 2026 arası Örnek Ltd.'ye ait yevmiye defteri.»</summary>
    /// <param name="title">The taxpayer's title or name.</param>
    /// <param name="branch">The branch's name, or null.</param>
    /// <param name="subject">How the document is called.</param>
    public static string Of(DateTime start, DateTime end, string title, string? branch, string subject)
    {
        CultureInfo turkish = CultureInfo.GetCultureInfo("tr-TR");
        string days = $"{start.ToString("dd MMMM yyyy", turkish)} - {end.ToString("dd MMMM yyyy", turkish)}";
        string owner = branch is null
            ? title + TurkishSuffix.Dative(title)
            : $"{title}{TurkishSuffix.Genitive(title)} {branch} şubesine";
        return $"{days} arası {owner} ait {subject}.";
    }

    /// <summary>The wording of a ledger with «beratı».</summary>
    public static string OfBerat(string ledgerComment) => ledgerComment.Trim().TrimEnd('.') + " beratı.";
}
