using System;
using System.Collections.Generic;
using System.IO;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using DefterX.Journals;
using DefterX.Ledgers;
using DefterX.Office;
using DefterX.Tests.Checks;
using DefterX.Xml;
using Xunit;

namespace DefterX.Tests.Ledgers;

/// <summary>The digest taken while a file is written is that of its canonical form, as our canonicaliser and libxml2 have it.</summary>
public sealed class CanonicalDigestTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("tr-TR")]
    public void CanonicalDigest_WhenBooksUseEverything_EqualsLibxml2(string culture)
    {
        using CultureScope scope = new(culture);
        foreach (Firm firm in new[] { RichBooks.MultiCurrency, RichBooks.InEuros, RichBooks.SpecialYear, Books.Person })
        {
            LedgerRequest request = Books.Request(firm, Books.September) with { Attachments = [Pdf("rehin & ipotek.pdf"), Pdf("b.pdf")] };
            Assert.Equal(3, Create(request, RichBooks.Entries(60, Books.September, "USD")));
        }
    }

    [Fact]
    public void CanonicalDigest_OfABranch_EqualsLibxml2() => Assert.Equal(
        3,
        Create(
            Books.Request(Books.WithBranches, Books.September, Books.WithBranches.Branches[1]), Books.Entries(12, Books.September)));

    [Fact]
    public void CanonicalDigest_WhenTheEndOfAPartWasPatched_EqualsLibxml2()
    {
        LedgerRequest request = Books.Request(RichBooks.MultiCurrency, Books.September) with { LargestFile = 400_000, Attachments = [Pdf("a.pdf")] };
        Assert.InRange(Create(request, RichBooks.Entries(300, Books.September)), 7, 41);
    }

    [Fact]
    public void CanonicalDigest_WhenTheFileIsLargerThanTheBuffer_EqualsLibxml2() =>
        Assert.Equal(3, Create(Books.Request(Books.Company, Books.September), Books.Entries(900, Books.September)));

    [Fact]
    public void CanonicalDigest_OfAnInventory_EqualsLibxml2()
    {
        LedgerId id = new(Books.Company, new Period(2026, 1), null, LedgerBook.Inventory);
        LedgerRequest request = Books.Request(Books.Company, id.Period) with { Id = id };
        Files files = new();
        new InventoryCreator(new MonthFolder(id, _folder["inventory"]), request, files)
            .Create(InventoryTests.Entries(20, "EUR"), CancellationToken.None);
        Assert.Equal(1, files.Count);
    }

    [Fact]
    public void CanonicalDigest_WhenTheFileIsNotTheDigested_Differs()
    {
        using WrittenFile file = new(Books.Request(Books.Company, Books.September).Id.FileName(LedgerFileKind.Y), _folder["y.xml"]);
        file.Writer.Buffer.StartDocument("defter", "yevmiye").EndXbrl().EndDocument("defter");
        file.Writer.Complete();
        file.Stream.Flush();
        byte[] bytes = Encoding.UTF8.GetBytes(File.ReadAllText(file.Path));
        Assert.NotEqual(SHA256.HashData(bytes), file.Writer.CanonicalDigest());
    }

    private int Create(LedgerRequest request, IEnumerable<JournalEntry> entries)
    {
        Files files = new();
        MonthFolder month = new(request.Id, _folder[Guid.NewGuid().ToString()]);
        new LedgerCreator(month, request, files).Create(entries, CancellationToken.None);
        Assert.Equal(files.Count, month.Files().Count);
        return files.Count;
    }

    private string Pdf(string name)
    {
        File.WriteAllText(_folder[name], "%PDF-1.7\n" + new string('x', 100_000));
        return _folder[name];
    }

    /// <summary>Compares the digest of each file that is written.</summary>
    private sealed class Files : ICreatedFiles
    {
        public int Count { get; private set; }

        public void TakePart(StagedFiles staged, IReadOnlyList<WrittenFile> ledgers, bool isWhole, CancellationToken cancellationToken)
        {
            foreach (WrittenFile ledger in ledgers) Compare(ledger);
        }

        public void TakeReport(WrittenFile report, CancellationToken cancellationToken) => Compare(report);

        private void Compare(WrittenFile file)
        {
            string digest = Convert.ToHexString(file.Writer.CanonicalDigest());
            file.Close();
            using MemoryStream ours = new();
            using (FileStream stream = SecureXml.OpenFile(file.Path))
            {
                new Canonicalizer(CanonicalizationMethod.Inclusive).WriteDocument(stream, ours, CancellationToken.None);
            }

            ExternalTool libxml2 = ExternalTool.Run("xmllint", "--nonet", "--c14n", file.Path);
            Assert.Equal(0, libxml2.ExitCode);
            Assert.Equal(Convert.ToHexString(SHA256.HashData(libxml2.Output)), digest);
            Assert.Equal(Convert.ToHexString(SHA256.HashData(ours.ToArray())), digest);
            Count++;
        }
    }
}
