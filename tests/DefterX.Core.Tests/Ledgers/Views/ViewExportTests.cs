using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using DefterX.Ledgers;
using DefterX.Ledgers.Views;
using DefterX.Tests.Checks;
using Xunit;

namespace DefterX.Tests.Ledgers.Views;

public sealed class ViewExportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, string[]> Facts => new()
    {
        {
            ViewSamples.Journal,
            [
                "Yevmiye Defteri Örnek Işık İnşaat Sanayi ve Ticaret Limited Şirketi Şube 0001 Çankaya Şubesi Eylül 2026",
                "01.09.2026 – 30.09.2026 İmzalı", "Madde 5 Satır 12", "Toplam borç 1.475.652,46 TRY", "VKN 5123400670 · NACE 41.20.02",
                "SMMM Ayşe Örnek", "1234567808 · ÖRNEK YAZILIM A.Ş. · DefterX · 0.1.0",
                "Madde 348 01.09.2026 Çağlayan Yapı satış faturası & \"teslimat\" <iskonto> Fiş 00348 · Işıl İnce · Şube 0001",
                "1081 120 120.01.045 Alıcılar Çağlayan Yapı Malzemeleri A.Ş.", "Fatura ORN2026000000142 01.09.2026 148.290,48",
                "25.000,00 EUR × 48,42 · kur tarihi 03.09.2026 · TCMB", "Ödeme: Banka", "Maddi Olmayan Kalemler · Fon: 66.666,66 Adet × 1,50",
                "Madde toplamı 148.290,48 148.290,48", "Genel toplam (TRY) 1.475.652,46 1.475.652,46",
                "İmza Örnek Işık İnşaat Sanayi ve Ticaret Limited Şirketi · 5123400670 05.10.2026 14:03",
            ]
        },
        {
            ViewSamples.GeneralLedger,
            [
                "Büyük Defter", "102 Bankalar › 102.01.001 Örnek Bankası Kızılay TL", "08.09.2026 350 Ödeme Fiş 00350",
                "12.540,90 12.540,90 A", "99.999,99 112.540,89 A Hesap toplamı 0,00 112.540,89 112.540,89 A",
            ]
        },
        {
            ViewSamples.ApprovedBerat,
            [
                "Yevmiye Defteri Beratı", "GİB onaylı", "Defter dosyası 1.234,56 MB", "6f1c8b52-8f0e-4a57-9c37-2a1de0b54c11",
                "391 Hesaplanan KDV 0,00 24.715,08 191 İndirilecek KDV 2.090,15 0,00",
                "İmza Örnek Işık, İnşaat Ltd. Şti. · 5123400670 05.10.2026 14:03", "GİB onayı Örnek İdare Başkanlığı 05.10.2026 14:04",
            ]
        },
        {
            ViewSamples.Report,
            [
                "Defter Raporu", "İmzasız", "Hesap 9 Satır 12", "102 Bankalar 1 4.321,09 2 112.540,89 108.219,80",
                "Toplam (TRY) 1.475.652,46 1.475.652,46", "Bu dosya imzalı değildir.",
            ]
        },
        {
            ViewSamples.Inventory,
            [
                "Envanter Defteri", "Ocak 2026 01.01.2026", "MAL-0001 · Portland çimento CEM I 42,5 R 2.412,5 Torba 482.500,00",
                "47,125 Ton 1.890.250,40", "1.500,00 USD × 41,2345 · kur tarihi 31.12.2025 · TCMB", "500 Sermaye Ödenmiş sermaye 2.434.602,15",
            ]
        },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Facts))]
    public void Export_OfEachKind_ShowsItsFactsAsTurksWriteThem(string sample, string[] facts)
    {
        foreach (string culture in new[] { "", "tr-TR", "ar-SA" })
        {
            using CultureScope scope = new(culture);
            string text = HtmlText.OfFile(Assert.Single(Export(ViewSamples.PathOf(sample), "page" + culture + ".html")));
            Assert.All(facts, fact => Assert.Contains(fact, text, StringComparison.Ordinal));
        }
    }

    [GibPackageTheory]
    [InlineData("yevmiye_signed.xml", "Yevmiye Defteri", "Haziran 2011", "Madde 23 Satır 57", "Genel toplam (TRY) 48.859,28 48.859,28")]
    [InlineData("kebir_unsigned.xml", "Büyük Defter", "İmzasız")]
    [InlineData("kebir_berat.xml", "Büyük Defter Beratı", "İmza e-Fatura Deneme A.Ş. 19.09.2014 13:19")]
    public void Export_OfAnotherVendorsFile_ShowsIt(string sample, params string[] facts)
    {
        string text = HtmlText.OfFile(Assert.Single(Export(Oracle.PackageFile("samples/" + sample), "page.html")));
        Assert.All(facts, fact => Assert.Contains(fact, text, StringComparison.Ordinal));
    }

    [Fact]
    public void Export_Always_WritesUtf8WithoutBomAndEscapes()
    {
        string page = Export(ViewSamples.PathOf(ViewSamples.Journal), "page.html").Single();
        byte[] bytes = File.ReadAllBytes(page);
        Assert.StartsWith("<!DOCTYPE html", new UTF8Encoding(false, true).GetString(bytes), StringComparison.Ordinal);
        string html = File.ReadAllText(page);
        Assert.Contains("faturası &amp; \"teslimat\" &lt;iskonto&gt;", html, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"tr\">", html, StringComparison.Ordinal);
        Assert.Contains("charset=utf-8", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<iskonto>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("http://www.xbrl.org", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Y")]
    [InlineData("K")]
    public void Export_InManyPiecesAndPages_ShowsTheSameRowsAsInOne(string kind)
    {
        string ledger = Create(1_000).PathOf(Enum.Parse<LedgerFileKind>(kind));
        string whole = HtmlText.OfFile(Assert.Single(Export(ledger, "whole.html", 1_000_000)));
        IReadOnlyList<string> pages = Export(ledger, "part.html", 350);
        Assert.Equal(_folder["part-2.html"], pages[1]);
        Assert.True(pages.Count >= 6, pages.Count.ToString(CultureInfo.InvariantCulture));

        string[] texts = [.. pages.Select(HtmlText.OfFile)];
        Assert.All(texts.SkipLast(1), text => Assert.Contains("Sonraki sayfaya nakli yekûn", text, StringComparison.Ordinal));
        // What a page hands on, the next one takes over.
        Assert.Equal(texts.SkipLast(1).Select(text => Sums(text, "Sonraki sayfaya")), texts.Skip(1).Select(text => Sums(text, "Önceki sayfadan")));
        Assert.Equal(Rows(whole), string.Join(' ', texts.Select(Rows)));
        Assert.Contains("Genel toplam (TRY)", texts[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Export_OfPages_LinksThem()
    {
        IReadOnlyList<string> pages = Export(Create(300).PathOf(LedgerFileKind.Y), "şubat defteri.html", 300);
        string[] html = [.. pages.Select(File.ReadAllText)];
        Assert.Equal(3, pages.Count);
        string second = Uri.EscapeDataString("şubat defteri-2.html");
        Assert.Contains($"href=\"{second}\" rel=\"next\"", html[0], StringComparison.Ordinal);
        Assert.Contains($"href=\"{second}\" rel=\"prev\"", html[2], StringComparison.Ordinal);
        Assert.DoesNotContain("rel=\"prev\"", html[0], StringComparison.Ordinal);
        Assert.DoesNotContain("rel=\"next\"", html[2], StringComparison.Ordinal);
        Assert.Contains("Sayfa 2 / 3", HtmlText.Of(html[1]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<a><b></a>", "1")]
    [InlineData("<?xml version=\"1.0\"?>\n<fatura xmlns=\"urn:x\"/>", "2")]
    [InlineData("<edefter:defter xmlns:edefter=\"http://www.edefter.gov.tr\"/>", "1")]
    [InlineData("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>\n<x>&e;</x>", "1")]
    [InlineData("VKN;TUTAR", "1")]
    public void Export_OfSomethingElse_ThrowsLedgerInvalidWithFileAndLine(string text, string line)
    {
        string path = _folder["x.xml"];
        File.WriteAllText(path, text);
        foreach (string culture in new[] { "", "tr-TR" })
        {
            using CultureScope scope = new(culture);
            DefterXException e = Fails.With(ErrorIds.LedgerInvalid, () => Export(path, "x.html"));
            Assert.StartsWith($"{path}, {(culture.Length == 0 ? "line" : "satır")} {line}:", e.Message, StringComparison.Ordinal);
        }

        Assert.False(File.Exists(_folder["x.html"]));
    }

    [Fact]
    public void Export_WhenAHeadHasAnotherShape_ThrowsLedgerInvalidAndLeavesNothing()
    {
        string path = _folder["x.xml"];
        File.WriteAllText(path, File.ReadAllText(ViewSamples.PathOf(ViewSamples.Journal)).Replace(
            ">Işıl İnce</gl-cor:enteredBy>", "><b/></gl-cor:enteredBy>", StringComparison.Ordinal));
        Fails.With(ErrorIds.LedgerInvalid, () => Export(path, "x.html"));
        Assert.Equal(path, Assert.Single(Directory.EnumerateFiles(_folder.FolderPath)));
    }

    [Fact]
    public void Export_WhenAPageExists_ThrowsLedgerExistsUnlessForced()
    {
        File.WriteAllText(_folder["page-2.html"], "mine");
        string ledger = Create(300).PathOf(LedgerFileKind.Y);
        DefterXException e = Fails.With(ErrorIds.LedgerExists, () => Export(ledger, "page.html", 300));
        Assert.Contains("-Force", e.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["page.html"]));
        Assert.Equal("mine", File.ReadAllText(_folder["page-2.html"]));
        ViewExport forced = new() { Force = true, LinesPerPage = 300 };
        Assert.Equal(3, forced.Export(ledger, _folder["page.html"], _ => { }, CancellationToken.None).Count);
        Fails.With(ErrorIds.LedgerExists, () => forced.Export(ledger, _folder["page.html"], _ => { }, CancellationToken.None));
    }

    [Fact]
    public void Export_WhenCancelled_LeavesNoHalfPage()
    {
        string ledger = Create(3_000).PathOf(LedgerFileKind.Y);
        using CancellationTokenSource stop = new();
        Assert.ThrowsAny<OperationCanceledException>(
            () => new ViewExport().Export(ledger, _folder["page.html"], _ => stop.Cancel(), stop.Token));
        Assert.Empty(Directory.EnumerateFiles(_folder.FolderPath));
    }

    [Fact]
    public void Export_OfAnyLength_KeepsMemoryFlat()
    {
        string ledger = Create(Soak.Size(9_000)).PathOf(LedgerFileKind.K);
        Export(ViewSamples.PathOf(ViewSamples.GeneralLedger), "warm.html");
        long peak = 0;
        int calls = 0;
        long before = GC.GetTotalMemory(forceFullCollection: true);
        new ViewExport().Export(
            ledger,
            _folder["page.html"],
            _ => peak = calls++ % 8 == 0 ? Math.Max(peak, GC.GetTotalMemory(forceFullCollection: true) - before) : peak,
            CancellationToken.None);
        Assert.True(peak < 16 << 20, $"{peak >> 20} MB of {new FileInfo(ledger).Length >> 20}");
    }

    private IReadOnlyList<string> Export(string path, string page, int linesPerPage = ViewExport.DefaultLinesPerPage) =>
        new ViewExport { LinesPerPage = linesPerPage }.Export(path, _folder[page], _ => { }, CancellationToken.None);

    private MonthFolder Create(int entries)
    {
        LedgerRequest request = Books.Request(Books.Company, Books.September);
        MonthFolder month = new(request.Id, _folder["09"]);
        new LedgerCreator(month, request).Create(Books.Entries(entries, Books.September), CancellationToken.None);
        return month;
    }

    private static string Sums(string text, string label)
    {
        string rest = text[(text.IndexOf(label, StringComparison.Ordinal) + label.Length)..];
        return string.Join(' ', rest.Split(' ', 6)[3..5]);
    }

    // From the end of the column heads to the sums at the foot.
    private static string Rows(string text)
    {
        string head = new[] { "Bakiye ", "Alacak " }.First(word => text.Contains(word, StringComparison.Ordinal));
        string rows = text[(text.IndexOf(head, StringComparison.Ordinal) + head.Length)..];
        if (rows.StartsWith("Önceki sayfadan", StringComparison.Ordinal)) rows = rows.Split(' ', 7)[6];
        int end = new[] { "Sonraki sayfaya nakli", "Genel toplam (" }.Select(mark => rows.IndexOf(mark, StringComparison.Ordinal)).Max();
        return rows[..end].Trim();
    }
}
