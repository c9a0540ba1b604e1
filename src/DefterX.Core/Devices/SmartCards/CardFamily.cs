using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace DefterX.Devices.SmartCards;

/// <summary>Cards that one driver serves, known by their answer to reset.</summary>
/// <param name="Name">The name that users know.</param>
/// <param name="Driver">The name of the driver.</param>
/// <param name="Source">Where the driver is had.</param>
/// <param name="Libraries">Its PKCS#11 libraries, without <c>lib</c> and extension.</param>
/// <param name="Atrs">Patterns of the answer to reset in upper-case hexadecimal; a dot is any digit.</param>
internal sealed record CardFamily(
    string Name, string Driver, string Source, IReadOnlyList<string> Libraries, IReadOnlyList<string> Atrs)
{
    /// <summary>TÜBİTAK's page of the drivers of all makers.</summary>
    public const string AllDrivers = "https://kamusm.bilgem.tubitak.gov.tr/islemler/uretici_pkcs11_kart_yazilimlari.jsp";

    /// <summary>Where the driver of AKİS is had.</summary>
    public const string AkisDriver = "https://akiskart.bilgem.tubitak.gov.tr/tr/destek";

    // TÜBİTAK ma3api, smartcard-config.xml. Those of AKİS are historical octets, which its new versions keep.
    private static readonly CardFamily[] s_families =
    [
        new("AKİS", "AKİS", AkisDriver, ["akisp11", "tckkp11"],
            [".*806755454B4145....318073B3A180.*", ".*80655443......31C073F6218081.*"]),
        new("SafeNet eToken", "SafeNet Authentication Client", AllDrivers, ["eTPKCS11", "eToken", "idprimepkcs11"],
            ["3BD5180081313A7D8073C8211030", "3BD518008131FE7D8073C82110F4", "3B7F96000080318065B0846160FB120FFD829000"]),
        new("SafeSign", "A.E.T. SafeSign", AllDrivers, ["aetpkss1"],
            ["3BBB1800C01031FE4580670412B00303000081053C", "3BFA1800FF8131FE454A434F5032315632333165"]),
        new("Datakey", "Datakey", AllDrivers, ["dkck201"], ["3BFF1100008131FE4D8025A00000005657444B3333300600D0"]),
        new("Gemplus", "Gemalto Classic Client", AllDrivers, ["gclib"], ["3B7D94000080318065B08301029083009000"]),
        new("Keycorp", "Keycorp", AllDrivers, ["spmp1132"], ["3BB79400C03E31FE6553504B32339000AE"]),
        new("TKart", "TKart", AllDrivers, ["siecap11"], ["3BF2180002C10A31FE58C80874"]),
    ];

    /// <summary>The family of a card, or null when its answer to reset is not known.</summary>
    public static CardFamily? Find(string atr) =>
        Array.Find(s_families, family => family.Atrs.Any(pattern => Matches(pattern, atr)));

    /// <summary>Whether the library is that of some family's driver, and so needs the smart card service.</summary>
    public static bool IsOfAny(string path) => Array.Exists(s_families, family => family.Has(path));

    /// <summary>Whether the library is of this family's driver, by the name of its file.</summary>
    public bool Has(string path)
    {
        string file = Path.GetFileName(path);
        return Libraries.Any(name =>
        {
            int start = file.IndexOf(name, StringComparison.OrdinalIgnoreCase);
            return start == 0 || (start == 3 && file.StartsWith("lib", StringComparison.OrdinalIgnoreCase));
        });
    }

    private static bool Matches(string pattern, string atr) =>
        Regex.IsMatch(atr, "^" + pattern + "$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
}
