using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Xml.Linq;
using DefterX.Ledgers;
using DefterX.Ledgers.Rules;

namespace DefterX.Tests.Ledgers.Rules;

/// <summary>A sound document of some kind, for tests to break.</summary>
internal sealed record Sample(string FileName, XDocument Document)
{
    public static readonly XNamespace Cor = "http://www.xbrl.org/int/gl/cor/2006-10-25";
    public static readonly XNamespace Bus = "http://www.xbrl.org/int/gl/bus/2006-10-25";
    public static readonly XNamespace Muc = "http://www.xbrl.org/int/gl/muc/2006-10-25";
    public static readonly XNamespace Xbrli = "http://www.xbrl.org/2003/instance";
    public static readonly XNamespace Edefter = "http://www.edefter.gov.tr";
    public static readonly XNamespace Ek = "http://www.edefter.gov.tr/ek";
    public static readonly XNamespace Ds = "http://www.w3.org/2000/09/xmldsig#";
    public static readonly XNamespace Xades = "http://uri.etsi.org/01903/v1.3.2#";

    /// <summary>The kinds: Y, K, YB, KB, R, E, EB.</summary>
    public static readonly string[] Kinds = ["Y", "K", "YB", "KB", "R", "E", "EB"];

    public Sample Copy() => new(FileName, new XDocument(Document));

    /// <summary>The first element of a name such as gl-cor:amount, or of a path such as
    /// gl-cor:account/gl-cor:accountMainID.</summary>
    public XElement Find(string path) => All(path).First();

    public XElement[] All(string path)
    {
        string[] steps = path.Split('/');
        XElement[] found = [.. Document.Descendants(Name(steps[0]))];
        foreach (string step in steps.Skip(1)) found = [.. found.Elements(Name(step))];
        return found;
    }

    public static XName Name(string name)
    {
        string[] parts = name.Split(':');
        if (parts.Length == 1) return parts[0];
        XNamespace space = parts[0] switch
        {
            "gl-cor" => Cor,
            "gl-bus" => Bus,
            "gl-muc" => Muc,
            "xbrli" => Xbrli,
            "edefter" => Edefter,
            "defterek" => Ek,
            "ds" => Ds,
            "xades" => Xades,
            _ => throw new ArgumentException(name, nameof(name)),
        };
        return space + parts[1];
    }

    /// <summary>Writes the file into a folder of its own.</summary>
    public string Save(string folder)
    {
        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, FileName);
        Document.Save(path, SaveOptions.DisableFormatting);
        return path;
    }

    /// <summary>Makes sound documents of all kinds, signed as far as the rules look.</summary>
    public static Sample[] Create(string folder, bool isSigned = true, int entries = 6)
    {
        LedgerRequest request = Books.Request(Books.Company, Books.September);
        MonthFolder month = new(request.Id, Path.Combine(folder, "source"));
        new LedgerCreator(month, request).Create(Books.Entries(entries, Books.September), CancellationToken.None);
        Sample journal = Load(month.PathOf(LedgerFileKind.Y));
        Sample ledger = Load(month.PathOf(LedgerFileKind.K));
        Sample[] samples =
        [
            journal, ledger, Berat(month, LedgerFileKind.Y, "YB"), Berat(month, LedgerFileKind.K, "KB"),
            Load(month.PathOf(LedgerFileKind.DR)), Inventory(journal.Copy()), default!,
        ];
        samples[6] = InventoryBerat(samples[2].Copy());
        if (isSigned)
        {
            foreach (Sample sample in samples) sample.Document.Root!.Add(FakeSignature.Create());
        }

        Directory.Delete(Path.Combine(folder, "source"), recursive: true);
        return samples;
    }

    private static Sample Load(string path) => new(Path.GetFileName(path), XDocument.Load(path, LoadOptions.PreserveWhitespace));

    private static Sample Berat(MonthFolder month, LedgerFileKind kind, string name)
    {
        string ledger = month.PathOf(kind);
        using MemoryStream berat = new();
        using LedgerFileWriter writer = new(berat);
        LedgerFacts summary = Facts.Of(ledger);
        BeratWriter.Write(writer, ledger, summary, "AAAA\nBBBB", CancellationToken.None);
        berat.Position = 0;
        string file = Path.GetFileName(ledger).Replace($"-{kind}-", $"-{name}-", StringComparison.Ordinal);
        return new Sample(file, XDocument.Load(berat, LoadOptions.PreserveWhitespace));
    }

    // The day before the books' month ends is the day of the count (Envanter Defteri Kılavuzu v1.0).
    private static Sample Inventory(Sample sample)
    {
        ToInventory(sample);
        sample.Document.Descendants().Where(e => e.Name.LocalName is "totalDebit" or "totalCredit" or "debitCreditCode" or "postingDate"
            or "documentType" or "documentTypeDescription" or "documentNumber" or "documentReference" or "documentDate"
            or "paymentMethod").Remove();
        foreach (XElement date in sample.All("gl-cor:enteredDate")) date.Value = "2026-09-30";
        foreach (XElement line in sample.All("gl-cor:entryDetail")) line.Add(Counted(line));
        return sample with { FileName = sample.FileName.Replace("-Y-", "-E-", StringComparison.Ordinal) };
    }

    private static Sample InventoryBerat(Sample sample)
    {
        ToInventory(sample);
        sample.All("gl-cor:entryHeader").Remove();
        return sample with { FileName = sample.FileName.Replace("-YB-", "-EB-", StringComparison.Ordinal) };
    }

    private static void ToInventory(Sample sample)
    {
        sample.Find("gl-cor:entriesType").Value = "assets";
        sample.Find("gl-cor:documentInfo/gl-cor:uniqueID").Value = "ENV202609000001";
        sample.Find("gl-cor:periodCoveredStart").Value = "2026-09-30";
        foreach (XAttribute attribute in sample.Document.Descendants().Attributes().Where(a => a.Value == "journal_context"))
        {
            attribute.Value = "assets_context";
        }
    }

    private static XElement Counted(XElement line)
    {
        XAttribute context = new("contextRef", "assets_context");
        XAttribute[] number = [context, new("decimals", "INF"), new("unitRef", "countable")];
        return new XElement(
            Bus + "measurable",
            new XElement(Bus + "measurableID", context, "STK-1"),
            new XElement(Bus + "measurableDescription", context, "Çay 500 g"),
            new XElement(Bus + "measurableQuantity", number, "12"),
            new XElement(Bus + "measurableUnitOfMeasure", context, "C62"));
    }

    /// <summary>Gives the first line of a journal or general ledger shares of a fund.</summary>
    public void AddFund()
    {
        XElement line = Find("gl-cor:entryDetail");
        string id = (string)line.Element(Cor + "amount")!.Attribute("contextRef")!;
        XAttribute context = new("contextRef", id);
        XAttribute[] number = [context, new("decimals", "INF"), new("unitRef", "countable")];
        XAttribute[] money = [context, new("decimals", "INF"), new("unitRef", "try")];
        line.Add(new XElement(
            Bus + "measurable",
            new XElement(Bus + "measurableCode", context, "NT"),
            new XElement(Bus + "measurableCodeDescription", context, "Maddi Olmayan Kalemler"),
            new XElement(Bus + "measurableQuantity", number, "1"),
            new XElement(Bus + "measurableQualifier", context, "Fon"),
            new XElement(Bus + "measurableUnitOfMeasure", context, "Adet"),
            new XElement(Bus + "measurableCostPerUnit", money, line.Element(Cor + "amount")!.Value)));
    }

    /// <summary>Gives the first line an amount in a foreign currency.</summary>
    public void AddForeignAmount()
    {
        XElement amount = Find("gl-cor:entryDetail/gl-cor:amount");
        XAttribute context = new("contextRef", (string)amount.Attribute("contextRef")!);
        XAttribute[] number = [context, new("decimals", "INF"), new("unitRef", "try")];
        amount.AddAfterSelf(
            new XElement(Muc + "amountOriginalExchangeRateDate", context, "2026-09-01"),
            new XElement(Muc + "amountOriginalAmount", number, "10.00"),
            new XElement(Muc + "amountOriginalCurrency", context, "iso4217:EUR"),
            new XElement(Muc + "amountOriginalExchangeRate", number, "48.1234"));
    }

    /// <summary>Attaches a file.</summary>
    public void AddAttachment() => Find("xbrli:xbrl").AddAfterSelf(new XElement(
        "extensions",
        new XElement(
            "extension",
            new XElement(Ek + "binaryObject", new XAttribute("mimeCode", "application/pdf"), new XAttribute("filename", "rehin.pdf"), "AAAA"))));
}
