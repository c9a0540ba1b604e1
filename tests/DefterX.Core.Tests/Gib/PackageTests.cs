using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using DefterX.Gib;
using Xunit;

namespace DefterX.Tests.Gib;

public class PackageTests
{
    private const string Berat = "1234567808-202609-YB-000000.xml";
    private static readonly byte[] s_xml = Encoding.UTF8.GetBytes("<berat>İğne</berat>");

    [Fact]
    public void Write_WhenCalledTwice_GivesTheSameBytesAndNoLeftovers()
    {
        using TemporaryFolder folder = new();
        string ledger = folder["1234567808-202609-Y-000000.xml"];
        string berat = folder[Berat];
        File.WriteAllBytes(ledger, s_xml);
        File.WriteAllBytes(berat, s_xml);
        string zip = folder["1234567808-202609-YB-000000.zip"];

        PackageWriter.Write(zip, [berat, ledger]);
        byte[] first = File.ReadAllBytes(zip);
        PackageWriter.Write(zip, [berat, ledger]);

        Assert.Equal(first, File.ReadAllBytes(zip));
        Assert.Equal(3, Directory.GetFiles(folder.FolderPath).Length);
        using ZipArchive archive = ZipFile.OpenRead(zip);
        Assert.Equal([Berat, "1234567808-202609-Y-000000.xml"], archive.Entries.Select(entry => entry.FullName));
    }

    [Fact]
    public void Write_WhenAFileIsMissing_KeepsTheOldPackage()
    {
        using TemporaryFolder folder = new();
        string zip = folder["a.zip"];
        File.WriteAllBytes(zip, s_xml);
        Assert.Throws<FileNotFoundException>(() => PackageWriter.Write(zip, [folder["missing.xml"]]));
        Assert.Equal(s_xml, File.ReadAllBytes(zip));
        Assert.Single(Directory.GetFiles(folder.FolderPath));
    }

    [Theory]
    [InlineData(Berat)]
    [InlineData("GIB-" + Berat)]
    public void ReadBerat_WhenZipHoldsIt_GivesItsBytes(string entryName)
    {
        GibAttachment attachment = new("x.zip", Zip((entryName, s_xml)));
        Assert.Equal(s_xml, PackageReader.ReadBerat(attachment, Berat));
        Assert.Equal(s_xml, PackageReader.ReadBerat(attachment, "GIB-" + Berat));
    }

    [Fact]
    public void ReadBerat_WhenItIsXml_GivesIt() => Assert.Equal(s_xml, PackageReader.ReadBerat(new("", s_xml), Berat));

    [Theory]
    [InlineData("bomb")]
    [InlineData("traversal")]
    [InlineData("other")]
    [InlineData("both")]
    [InlineData("many")]
    [InlineData("broken")]
    [InlineData("html")]
    [InlineData("empty")]
    [InlineData("large")]
    public void ReadBerat_WhenItIsSomethingElse_IsGibRejected(string kind)
    {
        byte[] content = kind switch
        {
            "bomb" => Zip((Berat, new byte[8 << 20])),
            "traversal" => Zip(("../" + Berat, s_xml), (Berat, s_xml)),
            "other" => Zip(("1234567808-202608-YB-000000.xml", s_xml)),
            "both" => Zip((Berat, s_xml), ("GIB-" + Berat, s_xml)),
            "many" => Zip([.. Enumerable.Range(0, 100).Select(i => ($"{i}.xml", s_xml)), (Berat, s_xml)]),
            "broken" => Zip((Berat, s_xml))[..40],
            "html" => Encoding.ASCII.GetBytes("Hata"),
            "large" => new byte[17 << 20],
            _ => [],
        };
        foreach (string culture in (string[])["", "tr-TR"])
        {
            using CultureScope scope = new(culture);
            DefterXException exception = Assert.Throws<DefterXException>(
                () => PackageReader.ReadBerat(new("x.zip", content), Berat));
            Assert.Equal(ErrorIds.GibRejected, exception.ErrorId);
            Assert.Contains(Berat, exception.Message, StringComparison.Ordinal);
        }
    }

    private static byte[] Zip(params (string Name, byte[] Content)[] files)
    {
        using MemoryStream stream = new();
        using (ZipArchive zip = new(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] content) in files)
            {
                using Stream entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return stream.ToArray();
    }
}
