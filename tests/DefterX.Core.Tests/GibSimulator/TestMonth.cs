using System;
using System.Globalization;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;

namespace DefterX.Tests.GibSimulator;

/// <summary>A small month of an invented firm: its signed files, and its packages.</summary>
internal sealed record TestMonth(TestSigner Signer, string Period, int Sequence)
{
    private static readonly string[] TaxAccounts = ["391", "191", "600", "601", "602"];
    private static readonly (string Account, string Side, decimal Amount)[] Lines =
    [
        ("120", "D", 1200.00m), ("600", "C", 1000.00m), ("391", "C", 200.00m),
        ("153", "D", 250.50m), ("191", "D", 50.10m), ("320", "C", 300.60m),
    ];

    public string Taxpayer { get; init; } = Signer.Identifier;

    public string Part { get; init; } = "000000";

    public string? Branch { get; init; }

    public string FiscalYear { get; init; } = Period[..4];

    /// <summary>Changes a file of that kind before it is signed.</summary>
    public Func<string, string, string> Edit { get; init; } = (_, document) => document;

    public string Name(string kind) => $"{Taxpayer}-{Period}-{kind}-{Part}{(Branch is null ? "" : "-" + Branch)}";

    /// <summary>The zip of a package, as the guides have it.</summary>
    public byte[] Package(string kind)
    {
        if (kind == "DR")
            return Zip((Name(kind) + ".xml", Report()));
        string ledger = Ledger(kind[..1]);
        string berat = Berat(kind, ledger);
        return kind == "KB" && string.CompareOrdinal(Period, "202501") >= 0
            ? Zip((Name(kind) + ".xml", berat))
            : Zip((Name(kind) + ".xml", berat), (Name(kind[..1]) + ".xml", ledger));
    }

    public string Ledger(string kind) => Sign(kind, Document(
        "defter", kind == "Y" ? "journal" : "ledger", kind == "Y" ? "YEV" : "KEB", "", kind == "Y" ? JournalEntries() : LedgerEntries()));

    public string Berat(string kind, string ledger)
    {
        string context = kind == "YB" ? "journal_context" : "ledger_context";
        string entries = kind == "YB" ? Fact(context, "gl-bus:numberOfEntries", "2", "countable") : "";
        decimal size = Math.Round(Encoding.UTF8.GetByteCount(ledger) / 1048576m, 2, MidpointRounding.AwayFromZero);
        string segment = entries + Fact(context, "gl-cor:uniqueID", Guid.NewGuid().ToString())
            + Fact(context, "gl-bus:measurableQuantity", size.ToString("0.00", CultureInfo.InvariantCulture), "countable");
        string value = Regex.Match(ledger, "<ds:SignatureValue[^>]*>([^<]*)<").Groups[1].Value;
        string document = Document("berat", kind == "YB" ? "journal" : "ledger", kind == "YB" ? "YEV" : "KEB", segment, Summary(context, TaxAccounts, false));
        string copy = $"""<ds:SignatureValue xmlns:ds="http://www.w3.org/2000/09/xmldsig#">{value}</ds:SignatureValue>""";
        return Sign(kind, document.Replace("</edefter:", copy + "</edefter:", StringComparison.Ordinal));
    }

    public string Report()
    {
        string segment = Fact("now", "gl-cor:uniqueID", Guid.NewGuid().ToString());
        string[] accounts = Lines.Select(line => line.Account).Distinct().Order(StringComparer.Ordinal).ToArray();
        return Sign("DR", Document("defterraporu", "trialbalance", "EDR", segment, Summary("now", accounts, true)));
    }

    public static byte[] Zip(params (string Name, string Content)[] files)
    {
        using MemoryStream stream = new();
        using (ZipArchive archive = new(stream, ZipArchiveMode.Create))
        {
            foreach ((string name, string content) in files)
            {
                using Stream entry = archive.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(content));
            }
        }

        return stream.ToArray();
    }

    private string Sign(string kind, string document) => Signer.Sign(Edit(kind, document));

    private static string Fact(string context, string name, string value, string? unit = null) =>
        $"""<{name} contextRef="{context}"{(unit is null ? "" : $" decimals=\"INF\" unitRef=\"{unit}\"")}>{value}</{name}>""";

    private static string Money(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Account(string context, string account) =>
        $"""<gl-cor:account>{Fact(context, "gl-cor:accountMainID", account)}{Fact(context, "gl-cor:accountMainDescription", "Hesap " + account)}</gl-cor:account>""";

    private string Detail(string context, int line, int entry, (string Account, string Side, decimal Amount) item) =>
        $"""
        <gl-cor:entryDetail>{Fact(context, "gl-cor:lineNumber", Text(line))}{Fact(context, "gl-cor:lineNumberCounter", Text(entry), "countable")}{Account(context, item.Account)}{Fact(context, "gl-cor:amount", Money(item.Amount), "try")}{Fact(context, "gl-cor:debitCreditCode", item.Side)}{Fact(context, "gl-cor:postingDate", Day("15"))}</gl-cor:entryDetail>

        """;

    private string JournalEntries() => string.Concat(Lines.Chunk(3).Select((lines, index) =>
    {
        decimal total = lines.Where(line => line.Side == "D").Sum(line => line.Amount);
        string head = Fact("journal_context", "gl-cor:enteredBy", "ÖÇ") + Fact("journal_context", "gl-cor:enteredDate", Day("15"))
            + Fact("journal_context", "gl-cor:entryNumber", Text(index + 1)) + Fact(
                "journal_context", "gl-cor:entryComment", "Satış ve alış ğüşıİ")
            + Fact("journal_context", "gl-bus:totalDebit", Money(total), "try") + Fact(
                "journal_context", "gl-bus:totalCredit", Money(total), "try")
            + Fact("journal_context", "gl-cor:entryNumberCounter", Text(index + 1), "countable");
        string details = string.Concat(
            lines.Select((line, number) => Detail("journal_context", (index * 3) + number + 1, index + 1, line)));
        return $"<gl-cor:entryHeader>{head}\n{details}</gl-cor:entryHeader>\n";
    }));

    private string LedgerEntries() => string.Concat(Lines.Select((line, index) => (line, index)).OrderBy(one => one.line.Account, StringComparer.Ordinal)
        .Select(one =>
            "<gl-cor:entryHeader>"
            + Fact("ledger_context", "gl-bus:totalDebit", one.line.Side == "D" ? Money(one.line.Amount) : "0", "try")
            + Fact("ledger_context", "gl-bus:totalCredit", one.line.Side == "C" ? Money(one.line.Amount) : "0", "try")
            + Detail("ledger_context", one.index + 1, (one.index / 3) + 1, one.line) + "</gl-cor:entryHeader>\n"));

    private static string Summary(string context, string[] accounts, bool counted)
    {
        int number = 0;
        string details = string.Concat(accounts.SelectMany(account => new[] { (account, "D"), (account, "C") }).Select(key =>
        {
            (string Account, string Side, decimal Amount)[] lines =
                Lines.Where(line => (line.Account, line.Side) == key).ToArray();
            string count = counted ? Fact(context, "gl-cor:documentApplyToNumber", Text(lines.Length)) : "";
            return "<gl-cor:entryDetail>" + Fact(context, "gl-cor:lineNumber", Text(++number)) + Account(context, key.account)
                + Fact(context, "gl-cor:amount", Money(lines.Sum(line => line.Amount)), "try") + Fact(
                    context, "gl-cor:debitCreditCode", key.Item2)
                + count + "<gl-cor:xbrlInfo>" + Fact(context, "gl-cor:xbrlInclude", "period_change") + "</gl-cor:xbrlInfo></gl-cor:entryDetail>\n";
        }));
        return $"<gl-cor:entryHeader>{Fact(context, "gl-cor:qualifierEntry", "standard")}\n{details}</gl-cor:entryHeader>\n";
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private string Day(string day) => $"{Period[..4]}-{Period[4..]}-{day}";

    private string Document(string root, string entriesType, string prefix, string segment, string headers)
    {
        string context = root == "defterraporu" ? "now" : entriesType + "_context";
        string Value(string name, string value) => Fact(context, name, value);
        string Identifier(string value, string what) =>
            $"""<gl-bus:organizationIdentifiers>{Value("gl-bus:organizationIdentifier", value)}{Value("gl-bus:organizationDescription", what)}</gl-bus:organizationIdentifiers>""";
        string branch = Branch is null ? "" : Identifier("A Şubesi", "Şube Adı") + Identifier(Branch, "Şube No");
        string lastDay = Text(DateTime.DaysInMonth(int.Parse(Period[..4], CultureInfo.InvariantCulture), int.Parse(Period[4..], CultureInfo.InvariantCulture)));
        return $"""
            <?xml version="1.0" encoding="UTF-8"?><?xml-stylesheet type="text/xsl" href="{root}.xslt"?><edefter:{root} xmlns:edefter="http://www.edefter.gov.tr" xmlns:xades="http://uri.etsi.org/01903/v1.3.2#" xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><xbrli:xbrl xmlns:xbrli="http://www.xbrl.org/2003/instance" xmlns:iso639="http://www.xbrl.org/2005/iso639" xmlns:iso4217="http://www.xbrl.org/2003/iso4217" xmlns:link="http://www.xbrl.org/2003/linkbase" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:gl-cor="http://www.xbrl.org/int/gl/cor/2006-10-25" xmlns:gl-bus="http://www.xbrl.org/int/gl/bus/2006-10-25" xmlns:gl-plt="http://www.xbrl.org/int/gl/plt/2006-10-25">
            <link:schemaRef xlink:href="../xsd/2006-10-25/plt/case-c-b/gl-plt-2006-10-25.xsd" xlink:type="simple"/>
            <xbrli:context id="{context}"><xbrli:entity><xbrli:identifier scheme="http://www.gib.gov.tr">{Taxpayer}</xbrli:identifier>{(segment.Length == 0 ? "" : $"<xbrli:segment>{segment.Replace(" decimals=\"INF\"", "", StringComparison.Ordinal)}</xbrli:segment>")}</xbrli:entity><xbrli:period><xbrli:instant>{Day(lastDay)}</xbrli:instant></xbrli:period></xbrli:context>
            <xbrli:unit id="try"><xbrli:measure>iso4217:TRY</xbrli:measure></xbrli:unit><xbrli:unit id="countable"><xbrli:measure>xbrli:pure</xbrli:measure></xbrli:unit>
            <gl-cor:accountingEntries>
            <gl-cor:documentInfo>{Value("gl-cor:entriesType", entriesType)}{Value("gl-cor:uniqueID", $"{prefix}{Period}{Sequence.ToString("000000", CultureInfo.InvariantCulture)}")}{Value("gl-cor:language", "iso639:tr")}{Value("gl-cor:creationDate", Day(lastDay))}{Value("gl-bus:creator", "Örnek Çalışan")}{Value("gl-cor:periodCoveredStart", Day("01"))}{Value("gl-cor:periodCoveredEnd", Day(lastDay))}{Value("gl-bus:sourceApplication", "deneme")}</gl-cor:documentInfo>
            <gl-cor:entityInformation><gl-bus:entityPhoneNumber>{Value("gl-bus:phoneNumberDescription", "main")}{Value("gl-bus:phoneNumber", "2120000000")}</gl-bus:entityPhoneNumber><gl-bus:entityEmailAddressStructure>{Value("gl-bus:entityEmailAddress", "info@example.com")}</gl-bus:entityEmailAddressStructure>{Identifier("Örnek İnşaat Şirketi", "Kurum Unvanı")}{branch}<gl-bus:organizationAddress>{Value("gl-bus:organizationBuildingNumber", "1")}{Value("gl-bus:organizationAddressStreet", "Çiğdem Sok.")}{Value("gl-bus:organizationAddressCity", "İstanbul")}{Value("gl-bus:organizationAddressZipOrPostalCode", "34000")}{Value("gl-bus:organizationAddressCountry", "Türkiye")}</gl-bus:organizationAddress>{Value("gl-bus:fiscalYearStart", FiscalYear + "-01-01")}{Value("gl-bus:fiscalYearEnd", FiscalYear + "-12-31")}</gl-cor:entityInformation>
            {headers}</gl-cor:accountingEntries></xbrli:xbrl></edefter:{root}>
            """.Replace("\r", "", StringComparison.Ordinal);
    }
}
