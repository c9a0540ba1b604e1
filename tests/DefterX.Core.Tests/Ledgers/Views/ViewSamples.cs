using DefterX.Build;
using Xunit;

namespace DefterX.Tests.Ledgers.Views;

/// <summary>Invented files in GİB's element order: two currencies, a fund, an inventory, an approved berat. Their signatures are
/// nobody's.</summary>
internal static class ViewSamples
{
    public const string Journal = "5123400670-202609-Y-000000-0001.xml";
    public const string GeneralLedger = "5123400670-202609-K-000000-0001.xml";
    public const string ApprovedBerat = "GIB-5123400670-202609-YB-000000-0001.xml";
    public const string Report = "5123400670-202609-DR-000000-0001.xml";
    public const string Inventory = "5123400670-202601-E-000000.xml";

    /// <summary>Each sample with the name of its stylesheet.</summary>
    public static TheoryData<string, string> All => new()
    {
        { Journal, "yevmiye.xslt" },
        { GeneralLedger, "kebir.xslt" },
        { ApprovedBerat, "berat.xslt" },
        { Report, "defterraporu.xslt" },
        { Inventory, "envanter.xslt" },
    };

    public static string PathOf(string name) =>
        Repository.PathOf("tests", "DefterX.Core.Tests", "Ledgers", "Views", "Samples", name);
}
