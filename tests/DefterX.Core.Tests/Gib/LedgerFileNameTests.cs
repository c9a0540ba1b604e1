using DefterX.Ledgers;
using Xunit;

namespace DefterX.Tests.Gib;

public class LedgerFileNameTests
{
    [Theory]
    [InlineData("1234567808-202501-YB-000000.zip", "1234567808-202501-YB-000000", "1234567808-202501-YB-000000")]
    [InlineData("1234567808-202501-Y-000002-0001.xml", "1234567808-202501-Y-000002-0001", "1234567808-202501-YB-000002-0001")]
    [InlineData("12345678950-202612-K-000000.XML", "12345678950-202612-K-000000", "12345678950-202612-KB-000000")]
    [InlineData("1234567808-201804-DR-000000-0001", "1234567808-201804-DR-000000-0001", "1234567808-201804-DR-000000-0001")]
    [InlineData("1234567808-202601-E-000001.xml", "1234567808-202601-E-000001", "1234567808-202601-EB-000001")]
    [InlineData("GIB-1234567808-202601-EB-000000.xml", "GIB-1234567808-202601-EB-000000", "1234567808-202601-EB-000000")]
    [InlineData("GIB-1234567808-202501-KB-000000.xml", "GIB-1234567808-202501-KB-000000", "1234567808-202501-KB-000000")]
    public void TryParse_WhenNameIsGibs_KeepsItAndKnowsThePackage(string text, string name, string packageId)
    {
        foreach (string culture in (string[])["", "tr-TR"])
        {
            using CultureScope scope = new(culture);
            Assert.True(LedgerFileName.TryParse(text, out LedgerFileName? parsed));
            Assert.Equal(name, parsed.Name);
            Assert.Equal(name + ".xml", parsed.ToString());
            Assert.Equal(packageId, parsed.PackageId);
            Assert.Equal(packageId + ".zip", parsed.PackageFileName);
        }
    }

    [Fact]
    public void TryParse_WhenApproved_SaysSo()
    {
        Assert.True(LedgerFileName.TryParse("GIB-1234567808-202501-YB-000001-0002.xml", out LedgerFileName? parsed));
        Assert.Equal(new("1234567808", new Period(2025, 1), LedgerFileKind.YB, 1, "0002") { IsApproved = true }, parsed);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("123456789-202501-Y-000000.xml")]
    [InlineData("1234567808-202513-Y-000000.xml")]
    [InlineData("1234567808-202501-y-000000.xml")]
    [InlineData("GIB-1234567808-202501-E-000000.xml")]
    [InlineData("1234567808-202501-ED-000000.xml")]
    [InlineData("1234567808-202501-Y-0000.xml")]
    [InlineData("1234567808-202501-Y-000000-0000.xml")]
    [InlineData("1234567808-202501-DR-000001.xml")]
    [InlineData("GIB-1234567808-202501-Y-000000.xml")]
    [InlineData("1234567808-202501-Y-000000.xslt")]
    [InlineData("1234567808-202501-Y-000000.xml\n")]
    [InlineData("../1234567808-202501-Y-000000.xml")]
    [InlineData("١٢٣٤٥٦٧٨٠٨-202501-Y-000000.xml")]
    public void TryParse_WhenNameIsNotGibs_Refuses(string? text) => Assert.False(LedgerFileName.TryParse(text, out _));
}
