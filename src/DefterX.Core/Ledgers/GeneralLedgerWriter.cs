using System;
using DefterX.Xml;

namespace DefterX.Ledgers;

/// <summary>Writes a part of the general ledger (kebir): the journal's lines by account (Büyük Defter Kılavuzu v1.6).</summary>
internal static class GeneralLedgerWriter
{
    private const string Root = "defter";

    public static void Write(
        LedgerFileWriter file, LedgerRequest request, LedgerPart part, AccountSpool spool, Action afterAccount)
    {
        GlVocabulary words = new(GlVocabulary.LedgerContext, request.Id.Firm.Currency);
        CanonicalBuffer buffer = file.Buffer;
        buffer.StartDocument(Root, "kebir").Context(
            words, request.Id.Firm.Identifier, request.CreationDate, request.Id.Firm.Currency);
        new GlHeadWriter(buffer, request, part, words.Context).Write("ledger", "KEB", "büyük defter");
        foreach (SpooledAccount account in spool.Accounts)
        {
            WriteHeader(buffer, words, request, account.Balance);
            spool.CopyTo(account, file);
            buffer.Raw("</gl-cor:entryHeader>\n"u8);
            file.FlushIfFull();
            afterAccount();
        }

        buffer.EndXbrl().EndDocument(Root);
        file.Complete();
    }

    /// <summary>The most bytes that an account takes beside its lines.</summary>
    public static long LargestHeader(LedgerRequest request)
    {
        CanonicalBuffer buffer = new();
        WriteHeader(
            buffer, new GlVocabulary(GlVocabulary.LedgerContext, request.Id.Firm.Currency), request, -9_999_999_999_999_999.99m);
        return buffer.Length + "</gl-cor:entryHeader>\n".Length;
    }

    // The header holds the balance on its side and 0 on the other (schematron K081, K082).
    private static void WriteHeader(CanonicalBuffer buffer, GlVocabulary words, LedgerRequest request, decimal balance) => buffer
        .Raw("<gl-cor:entryHeader>\n"u8)
        .Branch(words, request.Id.Branch)
        .Element(words.TotalDebit, Math.Max(balance, 0m))
        .Element(words.TotalCredit, Math.Max(-balance, 0m))
        .Raw("\n"u8);
}
