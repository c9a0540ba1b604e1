using System;
using DefterX.Xml;

namespace DefterX.Ledgers;

/// <summary>Writes the general ledger (kebir): the journal's lines by account (Büyük Defter Kılavuzu v1.6).</summary>
internal static class GeneralLedgerWriter
{
    private const string Root = "defter";

    /// <returns>SHA-256 of the file.</returns>
    public static byte[] Write(LedgerFileWriter file, LedgerRequest request, AccountSpool spool, Action afterAccount)
    {
        GlVocabulary words = new(GlVocabulary.LedgerContext, request.Id.Firm.Currency);
        CanonicalBuffer buffer = file.Buffer;
        buffer.StartDocument(Root, "kebir").Context(words, request.Id.Firm.Identifier, request.CreationDate, request.Id.Firm.Currency);
        new GlHeadWriter(buffer, request, words.Context).Write("ledger", "KEB", "büyük defter");
        foreach (SpooledAccount account in spool.Accounts)
        {
            // The header holds the balance on its side and 0 on the other (schematron K081, K082).
            buffer.Raw("<gl-cor:entryHeader>\n"u8)
                .Branch(words, request.Id.Branch)
                .Element(words.TotalDebit, Math.Max(account.Balance, 0m))
                .Element(words.TotalCredit, Math.Max(-account.Balance, 0m))
                .Raw("\n"u8);
            spool.CopyTo(account, file);
            buffer.Raw("</gl-cor:entryHeader>\n"u8);
            file.FlushIfFull();
            afterAccount();
        }

        buffer.EndXbrl().EndDocument(Root);
        return file.Complete();
    }
}
