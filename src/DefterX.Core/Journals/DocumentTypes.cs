using System;
using System.Collections.Generic;

namespace DefterX.Journals;

/// <summary>Turns the words of an export into GİB's document types (Yevmiye Defteri Kılavuzu 2.1.1.10.14).</summary>
internal sealed class DocumentTypes
{
    private const string Other = "other";

    private static readonly Dictionary<string, string> s_types = new(StringComparer.Ordinal)
    {
        ["check"] = "check",
        ["cek"] = "check",
        ["invoice"] = "invoice",
        ["fatura"] = "invoice",
        ["efatura"] = "invoice",
        ["earsiv"] = "invoice",
        ["earsivfatura"] = "invoice",
        ["ordercustomer"] = "order-customer",
        ["siparis"] = "order-customer",
        ["musterisiparisi"] = "order-customer",
        ["ordervendor"] = "order-vendor",
        ["saticisiparisi"] = "order-vendor",
        ["voucher"] = "voucher",
        ["senet"] = "voucher",
        ["shipment"] = "shipment",
        ["navlun"] = "shipment",
        ["irsaliye"] = "shipment",
        ["sevkirsaliyesi"] = "shipment",
        ["eirsaliye"] = "shipment",
        ["receipt"] = "receipt",
        ["makbuz"] = "receipt",
        ["tahsilatmakbuzu"] = "receipt",
        ["tediyemakbuzu"] = "receipt",
        [Other] = Other,
        ["diger"] = Other,
    };

    // Neighbouring rows mostly have the same type.
    private string _lastText = Other;
    private string? _lastType = Other;

    /// <summary>The type and, for other, the description; both null when the text is empty.</summary>
    /// <param name="text">The document type column.</param>
    /// <param name="description">The description column.</param>
    public (string? Type, string? Description) Read(string text, string description)
    {
        string? given = description.Length == 0 ? null : description;
        if (text.Length == 0) return (given is null ? null : Other, given);
        if (!string.Equals(text, _lastText, StringComparison.Ordinal))
        {
            _lastText = text;
            _lastType = s_types.TryGetValue(JournalHeader.Fold(text), out string? known) ? known : null;
        }

        if (_lastType is null) return (Other, given ?? text);
        return (_lastType, _lastType == Other ? given : null);
    }
}
