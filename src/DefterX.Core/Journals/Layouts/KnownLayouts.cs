using System.Collections.Generic;
using static DefterX.Journals.Layouts.JournalColumn;

namespace DefterX.Journals.Layouts;

/// <summary>The layouts that can be read, the most telling first.</summary>
internal static class KnownLayouts
{
    // The first name is English, the second Turkish; the others are those of other exports.
    private static readonly (JournalColumn Column, string[] Names)[] s_own =
    [
        (EntryNumber, ["EntryNumber", "Fiş No"]),
        (Date, ["Date", "Tarih", "Fiş Tarihi"]),
        (AccountCode, ["AccountCode", "Hesap Kodu"]),
        (AccountName, ["AccountName", "Hesap Adı"]),
        (Debit, ["Debit", "Borç"]),
        (Credit, ["Credit", "Alacak"]),
        (MainAccountName, ["MainAccountName", "Ana Hesap Adı"]),
        (Description, ["Description", "Açıklama", "Detay Açıklama"]),
        (EntryDescription, ["EntryDescription", "Fiş Açıklaması", "Fiş Açıklama"]),
        (DocumentType, ["DocumentType", "Belge Türü"]),
        (DocumentTypeDescription, ["DocumentTypeDescription", "Belge Türü Açıklaması"]),
        (DocumentNumber, ["DocumentNumber", "Belge No", "Evrak No"]),
        (DocumentDate, ["DocumentDate", "Belge Tarihi", "Evrak Tarihi"]),
        (PaymentMethod, ["PaymentMethod", "Ödeme Şekli"]),
        (EnteredBy, ["EnteredBy", "Kaydeden"]),
        (JournalColumn.ForeignAmount, ["ForeignAmount", "Döviz Tutarı", "Döviz Tutar"]),
        (Currency, ["Currency", "Para Birimi"]),
        (ExchangeRate, ["ExchangeRate", "Kur"]),
        (ExchangeRateDate, ["ExchangeRateDate", "Kur Tarihi"]),
        (ExchangeRateSource, ["ExchangeRateSource", "Kur Kaynağı"]),
        (AmountCurrency, ["AmountCurrency", "Tutar Para Birimi"]),
        (FundQuantity, ["FundQuantity", "Fon Adedi"]),
        (FundCostPerUnit, ["FundCostPerUnit", "Fon Birim Fiyatı"]),
    ];

    // izibiz api-documentation, the CSV of e-Defter.
    private static readonly (JournalColumn Column, string[] Names)[] s_izibiz =
    [
        (EntryNumber, ["entrynumber"]),
        (Date, ["entereddate"]),
        (MainAccountCode, ["accmainid"]),
        (MainAccountName, ["accmainiddesc"]),
        (AccountCode, ["accsubid"]),
        (AccountName, ["accsubdesc"]),
        (Amount, ["amount"]),
        (Side, ["debitcreditcode"]),
        (Description, ["detailcomment"]),
        (EntryDescription, ["entrycomment"]),
        (DocumentType, ["documenttype"]),
        (DocumentTypeDescription, ["doctypedesc"]),
        (DocumentNumber, ["documentnumber"]),
        (DocumentDate, ["documentdate"]),
        (PaymentMethod, ["paymentmethod"]),
        (EnteredBy, ["enteredby"]),
        (Reference, ["documentreference"]),
        (LineNumber, ["linenumber"]),
        (LineCounter, ["linenumbercounter"]),
        (EntryCounter, ["entrynumbercounter"]),
    ];

    private static readonly (JournalColumn Column, string[] Names)[] s_listing =
    [
        (AccountCode, ["HESAP KODU"]),
        (AccountName, ["HESAP ADI"]),
        (Description, ["AÇIKLAMA"]),
        (Debit, ["BORÇ"]),
        (Credit, ["ALACAK"]),
    ];

    /// <summary>Our own columns.</summary>
    public static JournalLayout Own { get; } = new(
        LayoutKind.Rows, "DefterX", [EntryNumber, Date, AccountCode, AccountName, Debit, Credit], s_own);

    /// <summary>LUCA's Excel transfer, which has no names of accounts.</summary>
    public static JournalLayout Transfer { get; } = new(
        LayoutKind.Transfer, "LUCA Excel Veri Aktarımı", [EntryNumber, Date, AccountCode, Debit, Credit, DocumentNumber], s_own);

    /// <summary>LUCA's list of vouchers.</summary>
    public static JournalLayout VoucherList { get; } = new(
        LayoutKind.VoucherList, "LUCA Detay Fiş Listesi", [AccountCode, AccountName, Debit, Credit], s_listing);

    /// <summary>LUCA's journal.</summary>
    public static JournalLayout JournalList { get; } = new(
        LayoutKind.JournalList,
        "LUCA Yevmiye Defteri",
        [AccountCode, AccountName, Detail, Debit, Credit],
        [.. s_listing, (Detail, ["DETAY"])]);

    /// <summary>LUCA's general ledger.</summary>
    public static JournalLayout GeneralLedger { get; } = new(
        LayoutKind.GeneralLedger,
        "LUCA Defteri Kebir (Tüm Yazıcılar)",
        [MainAccountCode, Date, JournalNumber, EntryNumber, AccountCode, AccountName, Debit, Credit],
        [
            .. s_listing,
            (MainAccountCode, ["KEBİR HESAP"]),
            (Date, ["TARİH"]),
            (JournalNumber, ["MADDE NO"]),
            (EntryNumber, ["FİŞ NO"]),
            (DocumentNumber, ["EVRAK NO"]),
            (DocumentDate, ["EVRAK TARİHİ"]),
        ]);

    /// <summary>LUCA's trial balance.</summary>
    public static JournalLayout TrialBalance { get; } = new(
        LayoutKind.TrialBalance,
        "LUCA Mizan",
        [AccountCode, AccountName, Debit, Credit, DebitBalance, CreditBalance],
        [.. s_listing, (DebitBalance, ["BORÇ BAKİYESİ", "BORÇ BAKİYE"]), (CreditBalance, ["ALACAK BAKİYESİ", "ALACAK BAKİYE"])]);

    /// <summary>izibiz's CSV.</summary>
    public static JournalLayout Izibiz { get; } = new(
        LayoutKind.Rows, "izibiz", [EntryNumber, Date, MainAccountCode, MainAccountName, AccountCode, Amount, Side], s_izibiz);

    /// <summary>Our own columns of an inventory.</summary>
    public static JournalLayout Inventory { get; } = new(
        LayoutKind.Inventory,
        "DefterX Envanter",
        [EntryNumber, Date, AccountCode, AccountName, Amount],
        [
            .. s_own,
            (Amount, ["Amount", "Tutar"]),
            (ItemCode, ["ItemCode", "Stok Kodu"]),
            (ItemDescription, ["ItemDescription", "Stok Adı"]),
            (Quantity, ["Quantity", "Miktar"]),
            (Unit, ["Unit", "Birim"]),
        ]);

    /// <summary>The layouts of journals. One that has the columns of another and more stands before it.</summary>
    public static IReadOnlyList<JournalLayout> Journals { get; } =
        [GeneralLedger, Izibiz, Own, Transfer, JournalList, TrialBalance, VoucherList];
}
