using System;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace DefterX.Ledgers;

/// <summary>The name of a ledger, berat or report: <c>1234567890-202609-YB-000000-0001.xml</c>
/// (Teknik Kılavuz 2.4.1, 2.7.1).</summary>
/// <param name="Identifier">VKN, 10 digits, or TCKN, 11 digits.</param>
/// <param name="Period">The month.</param>
/// <param name="Kind">What the file is.</param>
/// <param name="Part">0 for a whole month, else 1 to 999999. A report is always 0.</param>
/// <param name="Branch">Four digits, 0001 to 9999, or null.</param>
internal sealed record LedgerFileName(string Identifier, Period Period, LedgerFileKind Kind, int Part, string? Branch)
{
    private const string ApprovedPrefix = "GIB-";

    private static readonly Regex s_pattern = new(
        @"\A(?<gib>GIB-)?(?<id>[0-9]{10,11})-(?<period>[0-9]{6})-(?<kind>YB|KB|EB|DR|Y|K|E)-(?<part>[0-9]{6})(-(?<branch>[0-9]{4}))?"
        + @"(\.([xX][mM][lL]|[zZ][iI][pP]))?\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);

    /// <summary>Whether it is the berat that GİB counter-signed, <c>GIB-…</c> (Uyumluluk Kılavuzu 2.2).</summary>
    public bool IsApproved { get; init; }

    /// <summary>The name without an extension.</summary>
    public string Name =>
        (IsApproved ? ApprovedPrefix : "")
        + string.Format(CultureInfo.InvariantCulture, "{0}-{1}-{2}-{3:000000}", Identifier, Period.Compact, Kind, Part)
        + (Branch is null ? "" : "-" + Branch);

    /// <summary>The name by which GİB's web service knows the package with this file: its berat's, or the report's.</summary>
    public string PackageId => (this with
    {
        IsApproved = false,
        Kind = Kind is LedgerFileKind.DR || Kind.IsBerat() ? Kind : Kind.Berat(),
    }).Name;

    /// <summary>The file name of the package with this file.</summary>
    public string PackageFileName => PackageId + ".zip";

    /// <summary>Reads a name, with the extension <c>.xml</c> or <c>.zip</c> or with none, without a folder.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out LedgerFileName? name)
    {
        name = null;
        Match match = s_pattern.Match(text ?? "");
        if (!match.Success || !Period.TryParse(match.Groups["period"].Value, out Period period)) return false;

        _ = Enum.TryParse(match.Groups["kind"].Value, out LedgerFileKind kind);
        int part = int.Parse(match.Groups["part"].Value, NumberStyles.None, CultureInfo.InvariantCulture);
        string? branch = match.Groups["branch"].Success ? match.Groups["branch"].Value : null;
        bool approved = match.Groups["gib"].Success;
        if (branch == "0000"
            || (part != 0 && kind == LedgerFileKind.DR)
            || (approved && !kind.IsBerat()))
        {
            return false;
        }

        name = new(match.Groups["id"].Value, period, kind, part, branch) { IsApproved = approved };
        return true;
    }

    /// <summary>The name of the XML file.</summary>
    public override string ToString() => Name + ".xml";
}
