using System;
using System.Collections.Generic;
using System.IO;

namespace DefterX.Ledgers.Rules;

/// <summary>What an element may hold (SchemaModel.txt).</summary>
internal sealed class ElementModel(string name, ContentKind kind, ValueType type)
{
    private readonly Dictionary<string, int> _positions = new(StringComparer.Ordinal);

    /// <summary>The name with the usual prefix, such as gl-cor:amount.</summary>
    public string Name { get; } = name;

    public ContentKind Content { get; } = kind;

    public ValueType Type { get; } = type;

    /// <summary>The values that it may have; none for any.</summary>
    public string[] Values { get; private set; } = [];

    /// <summary>Its children in their order; the first is empty, so that positions begin with 1.</summary>
    public List<(string Name, bool IsRequired, bool Repeats)> Children { get; } = [("", false, true)];

    public HashSet<string> Attributes { get; } = new(StringComparer.Ordinal);

    public HashSet<string> RequiredAttributes { get; } = new(StringComparer.Ordinal);

    public bool HasRequiredChildren { get; private set; }

    /// <summary>The place of a child in the order, 0 if it may not stand here.</summary>
    public int PositionOf(ElementModel? child) =>
        child is not null && _positions.TryGetValue(child.Name, out int position) ? position : 0;

    /// <summary>The models by namespace and local name.</summary>
    public static Dictionary<(string Uri, string Local), ElementModel> Load()
    {
        using Stream stream = typeof(ElementModel).Assembly.GetManifestResourceStream("SchemaModel.txt")!;
        using StreamReader reader = new(stream);
        Dictionary<(string, string), ElementModel> models = [];
        while (reader.ReadLine() is string line)
        {
            if (line.Length > 0 && line[0] != '#') Add(models, line.Split([' '], StringSplitOptions.RemoveEmptyEntries));
        }

        return models;
    }

    private static void Add(Dictionary<(string, string), ElementModel> models, string[] words)
    {
        bool isValue = words[1] == "=";
        ContentKind kind = isValue ? ContentKind.Value : words[1] == "{" ? ContentKind.Sequence : ContentKind.Open;
        ValueType type = isValue ? TypeOf(words[2]) : ValueType.None;
        (string uri, string shown) = Prefix(words[0]);
        string local = words[0].Substring(words[0].AsSpan().IndexOf(':') + 1);
        ElementModel model = new(shown + local, kind, type);
        int at = isValue ? 3 : 2;
        for (; !isValue && words[at] is not ("}" or "]"); at++) model.AddChild(words[at]);
        for (; at < words.Length; at++)
        {
            if (words[at][0] == '@') model.AddAttribute(words[at].Substring(1));
            else if (isValue) model.Values = words[at].Replace('~', ' ').Split('|');
        }

        bool isItem = uri is LedgerNames.Cor or LedgerNames.Bus or LedgerNames.Muc;
        if (isItem) model.Attributes.Add("id");
        if (isItem && isValue) model.AddItemAttributes();
        models.Add((uri, local), model);
    }

    private static ValueType TypeOf(string word) =>
        Enum.TryParse(word, ignoreCase: true, out ValueType type) ? type : throw new InvalidDataException(word);

    private void AddChild(string word)
    {
        string plain = word.TrimEnd('!', '*');
        string name = Prefix(plain).Shown + plain.Substring(plain.AsSpan().IndexOf(':') + 1);
        bool isRequired = word.AsSpan().IndexOf('!') >= 0;
        HasRequiredChildren |= isRequired;
        _positions.Add(name, Children.Count);
        Children.Add((name, isRequired, word.AsSpan().IndexOf('*') >= 0));
    }

    private void AddAttribute(string word)
    {
        string name = word.TrimEnd('!');
        Attributes.Add(name);
        if (name.Length < word.Length) RequiredAttributes.Add(name);
    }

    private void AddItemAttributes()
    {
        AddAttribute("contextRef!");
        if (Type is not (ValueType.Decimal or ValueType.Monetary or ValueType.Pure or ValueType.Integer)) return;
        AddAttribute("unitRef!");
        AddAttribute("decimals");
        AddAttribute("precision");
    }

    private static (string Uri, string Shown) Prefix(string name)
    {
        int colon = name.AsSpan().IndexOf(':');
        return colon < 0 ? (LedgerNames.Cor, "gl-cor:") : name[0] switch
        {
            'b' => (LedgerNames.Bus, "gl-bus:"),
            'm' => (LedgerNames.Muc, "gl-muc:"),
            'x' => (LedgerNames.Instance, "xbrli:"),
            'l' => (LedgerNames.Linkbase, "link:"),
            'e' => (LedgerNames.Edefter, "edefter:"),
            'k' => (LedgerNames.Attachments, "defterek:"),
            'd' => (LedgerNames.Signatures, "ds:"),
            'a' => (LedgerNames.Xades, "xades:"),
            _ => ("", ""),
        };
    }
}

/// <summary>What stands in an element.</summary>
internal enum ContentKind
{
    /// <summary>Elements in an order.</summary>
    Sequence,

    /// <summary>Elements in any order, and text.</summary>
    Open,

    /// <summary>Text.</summary>
    Value,
}

/// <summary>The form of a value (XML Schema Part 2).</summary>
internal enum ValueType
{
    None,
    Empty,
    String,
    Token,

    /// <summary>xs:date or xs:dateTime.</summary>
    DateTime,
    Date,

    /// <summary>xs:dateTime.</summary>
    Instant,
    Decimal,
    Monetary,
    Pure,
    Integer,
    Boolean,
    QName,
    AnyUri,
    Base64,
}
