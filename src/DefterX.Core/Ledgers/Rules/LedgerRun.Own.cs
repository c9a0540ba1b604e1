using System;
using System.Globalization;
using System.Runtime.CompilerServices;
using DefterX.Xml;

namespace DefterX.Ledgers.Rules;

/// <summary>What the guides say of a line and GİB's rules do not look at.</summary>
internal sealed partial class LedgerRun
{
    // What Uygulama Kılavuzu 24 calls operations.
    private static readonly string[] s_operations = ["havale", "eft", "fast", "ödeme", "tahsilat", "virman"];

    private byte[] _lastDescription = [];
    private string? _operation;

    [MethodImpl(Hot.Method)]
    private void CheckOwn()
    {
        Record line = _detail;
        ReadOnlySpan<byte> description = Octets(line, Slot.DocumentTypeDescription);
        if (!description.IsEmpty && !description.SequenceEqual(_lastDescription)) SeeDescription(description);
        if (!description.IsEmpty && _operation is not null) Fail(Rule.OperationAsDocument, line, _operation);
        ReadOnlySpan<byte> number = Octets(line, Slot.DocumentNumber);
        if (!number.IsEmpty
            && number.SequenceEqual(Octets(_entry, Slot.EntryNumber))
            && Octets(line, Slot.DocumentType).SequenceEqual("invoice"u8))
        {
            Fail(Rule.DocumentNumberOfEntry, line, Decode(number));
        }

        if (!line.Has(Slot.OriginalCurrency)) return;
        string currency = First(line, Slot.OriginalCurrency).Trim();
        string books = _globals.DefaultCurrencies.Count > 0 ? _globals.DefaultCurrencies[0].Trim() : "iso4217:TRY";
        if (currency == books) Fail(Rule.OriginalCurrencySame, line, currency);
    }

    // The same description mostly stands in many lines.
    private void SeeDescription(ReadOnlySpan<byte> description)
    {
        _lastDescription = description.ToArray();
        string text = Decode(XsNumber.Trim(description));
        bool isOperation = Array.IndexOf(s_operations, text.ToLower(CultureInfo.GetCultureInfo("tr-TR"))) >= 0;
        _operation = isOperation ? text : null;
    }
}
