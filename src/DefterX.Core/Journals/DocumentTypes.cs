using System;
using System.Collections.Generic;
using System.Linq;
using DefterX.Journals.Layouts;

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

    private readonly IReadOnlyDictionary<string, DocumentTypeCode> _codes;
    private readonly Dictionary<string, UnknownCode> _unknown = new(StringComparer.Ordinal);
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    // Neighbouring rows mostly have the same type.
    private string _lastText = Other;
    private (string? Type, string? Description) _last = (Other, null);

    /// <param name="codes">What the office's codes stand for.</param>
    public DocumentTypes(IReadOnlyDictionary<string, DocumentTypeCode> codes) => _codes = codes;

    /// <summary>The codes that were met.</summary>
    public IEnumerable<string> UsedCodes => _used;

    /// <summary>Whether a text is one of GİB's types.</summary>
    public static bool IsType(string text) =>
        s_types.TryGetValue(JournalHeader.Fold(text), out string? type) && string.Equals(type, text, StringComparison.Ordinal);

    /// <summary>What a word of the user says that a code stands for: one of GİB's types, a word for it, or a document's name.</summary>
    public static DocumentTypeCode Explain(string text)
    {
        if (s_types.TryGetValue(JournalHeader.Fold(text), out string? type)) return new DocumentTypeCode(type);
        return new DocumentTypeCode(Other, text.Length == 0 || IsCode(text) ? null : text);
    }

    /// <summary>Whether a code stands for one of GİB's types and, where that is other, for a named document.</summary>
    public static bool IsSound(DocumentTypeCode code) =>
        IsType(code.Type) && (code.Type == Other) == !string.IsNullOrWhiteSpace(code.Description);

    /// <summary>The type and, for other, the description; both null when the text is empty or a code that nobody explained.</summary>
    /// <param name="text">The document type column.</param>
    /// <param name="description">The description column.</param>
    /// <param name="file">The file's name for messages.</param>
    /// <param name="line">The line.</param>
    public (string? Type, string? Description) Read(string text, string description, string file, long line)
    {
        string? given = description.Length == 0 ? null : description;
        if (text.Length == 0) return (given is null ? null : Other, given);
        if (!string.Equals(text, _lastText, StringComparison.Ordinal))
        {
            _last = Find(text);
            _lastText = text;
        }

        if (_last.Type is not null) return (_last.Type, _last.Type == Other ? given ?? _last.Description : null);
        if (given is not null && Find(given) is { Type: not null } explained) return explained;
        Note(text, file, line);
        return (null, null);
    }

    /// <summary>Fails when there were codes that nobody explained.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.JournalUnreadable"/> with each code, how often and where first.</exception>
    public void ThrowIfUnknown()
    {
        if (_unknown.Count == 0) return;
        string codes = string.Join(", ", _unknown.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair =>
            Text.Format(Strings.DocumentCodeAt, pair.Key, pair.Value.Count, pair.Value.Line)));
        KeyValuePair<string, UnknownCode> first = _unknown.First();
        throw JournalError.At(first.Value.File, first.Value.Line, Strings.DocumentCodesUnknown, codes, first.Key);
    }

    // Two or three capitals, such as LUCA's EA, NM, SMM: no name of a document.
    private static bool IsCode(string text) => text.Length is 2 or 3 && text.All(c => c is >= 'A' and <= 'Z');

    private (string? Type, string? Description) Find(string text)
    {
        if (_codes.TryGetValue(text, out DocumentTypeCode? code))
        {
            _used.Add(text);
            return (code.Type, code.Description);
        }

        if (s_types.TryGetValue(JournalHeader.Fold(text), out string? known)) return (known, null);
        return IsCode(text) ? (null, null) : (Other, text);
    }

    private void Note(string code, string file, long line)
    {
        UnknownCode known = _unknown.TryGetValue(code, out UnknownCode before) ? before : new UnknownCode(file, line, 0);
        _unknown[code] = known with { Count = known.Count + 1 };
    }

    private readonly record struct UnknownCode(string File, long Line, long Count);
}
