using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using System.Threading;
using DefterX.Ledgers.Rules;
using DefterX.Xml;

namespace DefterX.Ledgers;

/// <summary>Makes the unsigned berat of a signed journal, general ledger or inventory (Berat Kılavuzu v1.2; Envanter Defteri
/// Kılavuzu v1.0).</summary>
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
        _words = new GlVocabulary(GlVocabulary.ContextOf(head.Kind), head.Currency);
    }

    /// <param name="file">The empty berat.</param>
    /// <param name="ledgerPath">The signed ledger.</param>
    /// <param name="facts">What was read in the ledger.</param>
    /// <param name="signatureValue">The text of the ledger's ds:SignatureValue, line breaks included.</param>
    public static void Write(
        LedgerFileWriter file, string ledgerPath, LedgerFacts facts, string signatureValue, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        new BeratWriter(file, LedgerHead.Read(ledgerPath)).Run(new FileInfo(ledgerPath).Length, facts, signatureValue);
    }

    /// <summary>The size of a ledger in MB as a berat gives it: bytes / 1048576, two decimals, half up.</summary>
    internal static decimal MeasurableQuantity(long bytes) => Math.Round(bytes / 1048576m, 2, MidpointRounding.AwayFromZero);

    private void Run(long ledgerBytes, LedgerFacts facts, string signatureValue)
    {
        CanonicalBuffer buffer = _file.Buffer;
        buffer.StartDocument(Root, Root)
            .Context(
                _words, _head.Identifier, _head.Instant, _head.Currency, segment => Segment(segment, ledgerBytes, facts.Entries));
        Dictionary<string, string> values = new(StringComparer.Ordinal)
        {
            ["entriesComment"] = EntriesComment.OfBerat(_head.Comment),
        };
        new LedgerHeadWriter(buffer, _words.Context, values).Write(_head);
        if (_head.Kind != LedgerFileKind.E) WriteTaxes(facts.Totals);
        buffer.EndXbrl().Raw("<ds:SignatureValue>"u8).Text(signatureValue).Raw("</ds:SignatureValue>"u8).EndDocument(Root);
        _file.Complete();
    }

    private void WriteTaxes(LedgerTotals totals)
    {
        PeriodChangeWriter lines = new(_file.Buffer, _words);
        foreach ((string account, string name) in s_taxAccounts)
        {
            lines.Account(account, name, totals.Movement(account, isDebit: true), totals.Movement(account, isDebit: false));
        }

        lines.End();
    }

    private void Segment(CanonicalBuffer segment, long ledgerBytes, long entries)
    {
        string counted = $" contextRef=\"{_words.Context}\" unitRef=\"countable\">";
        // The berat of an inventory has to have it too (schematron EB003).
        if (_head.Kind != LedgerFileKind.K)
        {
            segment.Raw("<gl-bus:numberOfEntries"u8).Raw(Encoding.UTF8.GetBytes(counted)).Integer(entries)
                .Raw("</gl-bus:numberOfEntries>"u8);
        }

        segment.Element(new GlElement("gl-cor:uniqueID", _words.Context), Guid.NewGuid().ToString("D"))
            .Raw("<gl-bus:measurableQuantity"u8).Raw(Encoding.UTF8.GetBytes(counted))
            .Text(MeasurableQuantity(ledgerBytes).ToString("0.00", CultureInfo.InvariantCulture))
            .Raw("</gl-bus:measurableQuantity>"u8);
    }
}
