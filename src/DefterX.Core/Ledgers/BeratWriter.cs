using System;
using System.Globalization;
using System.IO;
using System.Text;
using System.Threading;
using System.Xml;
using DefterX.Xml;

namespace DefterX.Ledgers;

/// <summary>Makes the unsigned berat of a signed journal or general ledger (Berat Kılavuzu v1.2).</summary>
/// <remarks>Header data are copied from the ledger, not from the firm, which may have changed since.</remarks>
internal sealed class BeratWriter
{
    private const string Root = "berat";

    private static readonly (string Account, string Name)[] s_taxAccounts =
    [
        ("391", "Hesaplanan KDV"),
        ("191", "İndirilecek KDV"),
        ("600", "Yurt İçi Satışlar"),
        ("601", "Yurt Dışı Satışlar"),
        ("602", "Diğer Gelirler Hesabı"),
    ];

    private readonly LedgerFileWriter _file;
    private readonly LedgerHead _head;
    private readonly GlVocabulary _words;

    private BeratWriter(LedgerFileWriter file, LedgerHead head)
    {
        _file = file;
        _head = head;
        _words = new GlVocabulary(head.IsJournal ? GlVocabulary.JournalContext : GlVocabulary.LedgerContext, head.Currency);
    }

    /// <param name="output">Where the berat goes.</param>
    /// <param name="ledgerPath">The signed ledger.</param>
    /// <param name="summary">What was read in the ledger.</param>
    /// <param name="signatureValue">The text of the ledger's ds:SignatureValue, line breaks included.</param>
    public static void Write(
        Stream output, string ledgerPath, LedgerSummary summary, string signatureValue, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using LedgerFileWriter file = new(output);
        new BeratWriter(file, LedgerHead.Read(ledgerPath)).Run(new FileInfo(ledgerPath).Length, summary.Totals, signatureValue);
    }

    /// <summary>The size of a ledger in MB as a berat gives it: bytes / 1048576, two decimals, half up.</summary>
    internal static decimal MeasurableQuantity(long bytes) => Math.Round(bytes / 1048576m, 2, MidpointRounding.AwayFromZero);

    private void Run(long ledgerBytes, LedgerTotals totals, string signatureValue)
    {
        CanonicalBuffer buffer = _file.Buffer;
        buffer.StartDocument(Root, Root)
            .Context(_words, _head.Identifier, _head.Instant, _head.Currency, segment => Segment(segment, ledgerBytes, totals.Entries))
            .Raw("<gl-cor:accountingEntries>\n"u8);
        Copy(_head.DocumentInfo);
        Copy(_head.EntityInformation);
        PeriodChangeWriter lines = new(buffer, _words);
        foreach ((string account, string name) in s_taxAccounts)
        {
            lines.Account(account, name, totals.Movement(account, isDebit: true), totals.Movement(account, isDebit: false));
        }

        lines.End();
        buffer.EndXbrl().Raw("<ds:SignatureValue>"u8).Text(signatureValue).Raw("</ds:SignatureValue>"u8).EndDocument(Root);
        _file.Complete();
    }

    private void Segment(CanonicalBuffer segment, long ledgerBytes, long entries)
    {
        string counted = $" contextRef=\"{_words.Context}\" unitRef=\"countable\">";
        if (_head.IsJournal)
        {
            segment.Raw("<gl-bus:numberOfEntries"u8).Raw(Encoding.UTF8.GetBytes(counted)).Integer(entries)
                .Raw("</gl-bus:numberOfEntries>"u8);
        }

        segment.Element(new GlElement("gl-cor:uniqueID", _words.Context), Guid.NewGuid().ToString("D"))
            .Raw("<gl-bus:measurableQuantity"u8).Raw(Encoding.UTF8.GetBytes(counted))
            .Text(MeasurableQuantity(ledgerBytes).ToString("0.00", CultureInfo.InvariantCulture))
            .Raw("</gl-bus:measurableQuantity>"u8);
    }

    private void Copy(XmlElement element)
    {
        CanonicalBuffer buffer = _file.Buffer;
        byte[] name = Encoding.UTF8.GetBytes(element.Name);
        buffer.Raw("<"u8).Raw(name);
        foreach (string attribute in s_leafAttributes)
        {
            string value = element.GetAttribute(attribute);
            if (value.Length > 0) buffer.Raw(" "u8).Raw(Encoding.UTF8.GetBytes(attribute)).Raw("=\""u8).Attribute(value).Raw("\""u8);
        }

        buffer.Raw(">"u8);
        bool leaf = true;
        foreach (XmlNode child in element.ChildNodes)
        {
            if (child is not XmlElement inner) continue;
            if (leaf) buffer.Raw("\n"u8);
            leaf = false;
            Copy(inner);
        }

        if (leaf) buffer.Text(element.LocalName == "entriesComment" ? BeratComment(element.InnerText) : element.InnerText);
        buffer.Raw("</"u8).Raw(name).Raw(">\n"u8);
    }

    private static readonly string[] s_leafAttributes = ["contextRef", "decimals", "unitRef"];

    /// <summary>The ledger's wording with «beratı» (Uygulama Kılavuzu 11).</summary>
    private static string BeratComment(string comment) => comment.Trim().TrimEnd('.') + " beratı.";
}
