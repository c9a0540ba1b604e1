using System;
using System.Globalization;
using System.Text.RegularExpressions;

namespace DefterX.GibSimulator.Packages;

/// <summary>The name of a package (Teknik Kılavuz 2.4.1, 2.7.1).</summary>
internal sealed partial record PackageName(string Taxpayer, DateOnly Month, string Kind, string Part, string? Branch)
{
    public string Period => Month.ToString("yyyyMM", CultureInfo.InvariantCulture);

    public string ZipName => $"{this}.zip";

    /// <summary>Of the ledger that belongs to the berat: <c>…-Y-…</c> to <c>…-YB-…</c>.</summary>
    public string LedgerFile => $"{this with { Kind = Kind[..1] }}.xml";

    public bool IsReport => Kind == "DR";

    /// <summary>Whether it is an inventory's, which is in no order with the months.</summary>
    public bool IsInventory => Kind == "EB";

    /// <summary>Another package of the same books: taxpayer and branch.</summary>
    public bool SameBooks(PackageName other) => Taxpayer == other.Taxpayer && Branch == other.Branch;

    public static PackageName? FromZip(string fileName) =>
        fileName.EndsWith(".zip", StringComparison.Ordinal) ? Parse(fileName[..^4]) : null;

    /// <summary>A paketID: a berat's or report's name, or that of its ledger (<c>…-Y-…</c>).</summary>
    public static PackageName? FromQuery(string id) =>
        Parse(id.Replace("-Y-", "-YB-", StringComparison.Ordinal).Replace("-K-", "-KB-", StringComparison.Ordinal)
            .Replace("-E-", "-EB-", StringComparison.Ordinal));

    public static PackageName? Parse(string name)
    {
        Match match = Pattern().Match(name);
        if (!match.Success || !DateOnly.TryParseExact(
            match.Groups[2].Value, "yyyyMM", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly month))
            return null;
        string? branch = match.Groups[5].Success ? match.Groups[5].Value : null;
        PackageName parsed = new(match.Groups[1].Value, month, match.Groups[3].Value, match.Groups[4].Value, branch);
        return branch == "0000" || (parsed.IsReport && parsed.Part != "000000") ? null : parsed;
    }

    public override string ToString() => $"{Taxpayer}-{Period}-{Kind}-{Part}{(Branch is null ? "" : "-" + Branch)}";

    [GeneratedRegex(@"^([0-9]{10,11})-([0-9]{6})-(YB|KB|EB|DR)-([0-9]{6})(?:-([0-9]{4}))?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
