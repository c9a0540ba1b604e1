using System.Collections.Generic;

namespace DefterX.Journals.Layouts;

/// <summary>A row of a listing that shows an account above the accounts below it.</summary>
/// <param name="Code">The account.</param>
/// <param name="Name">Its name, or null.</param>
/// <param name="Comment">The row's text, or null.</param>
/// <param name="Debit">Debit, or 0.</param>
/// <param name="Credit">Credit, or 0.</param>
/// <param name="Line">The line, 1-based.</param>
internal sealed record ListingRow(string Code, string? Name, string? Comment, decimal Debit, decimal Credit, long Line);

/// <summary>Tells the rows that are postings from those that sum them up.</summary>
internal static class RollUps
{
    /// <summary>The postings among a voucher's rows.</summary>
    /// <remarks>A row is a sum when the rows right after it are of accounts below and what they post is its amount. A sum shows no
    /// amount on a side on which nothing was posted below, or the two sides in two rows of their own.</remarks>
    public static IEnumerable<ListingRow> Postings(IReadOnlyList<ListingRow> rows)
    {
        bool[] isSum = new bool[rows.Count];
        for (int i = rows.Count - 2; i >= 0; i--)
        {
            decimal debit = 0;
            decimal credit = 0;
            int below = i + 1;
            for (; below < rows.Count && AccountReader.IsAbove(rows[i].Code, rows[below].Code); below++)
            {
                if (isSum[below]) continue;
                debit += rows[below].Debit;
                credit += rows[below].Credit;
            }

            isSum[i] = below > i + 1
                && (rows[i].Debit == debit || rows[i].Debit == 0)
                && (rows[i].Credit == credit || rows[i].Credit == 0)
                && (rows[i].Debit != 0 || rows[i].Credit != 0);
        }

        for (int i = 0; i < rows.Count; i++)
        {
            if (!isSum[i]) yield return rows[i];
        }
    }
}
