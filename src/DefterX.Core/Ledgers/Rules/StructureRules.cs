using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using DefterX.Xml;

namespace DefterX.Ledgers.Rules;

/// <summary>The order, number and form of elements and attributes, as GİB's XML Schema has them (SchemaModel.txt).</summary>
internal sealed class StructureRules(Findings findings)
{
    private const int MaxNames = 100_000;
    private const string Xsi = "http://www.w3.org/2001/XMLSchema-instance";
    private readonly Dictionary<(string Uri, string Local), ElementModel> _models = ElementModel.Load();
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Id, Rule Rule), (string Element, long Line)> _references = [];
    private Base64Form _base64;

    /// <summary>The units in which amounts and totals are given, with the first element of each.</summary>
    public Dictionary<string, (string Element, long Line)> MoneyUnits { get; } = new(StringComparer.Ordinal);

    public TagMark Mark(StartTag tag)
    {
        ElementModel? model = _models.TryGetValue((tag.Uri, tag.LocalName), out ElementModel? found) ? found : null;
        TagMark mark = new(tag, model);
        if (model is not null) CheckAttributes(tag, model, mark);
        return mark;
    }

    [MethodImpl(Hot.Method)]
    public void Start(ref Frame parent, ref Frame frame, Utf8XmlReader reader)
    {
        TagMark mark = frame.Mark;
        if (parent.Mark?.Model is ElementModel outer)
        {
            StartInside(outer, ref parent, mark, reader);
        }
        else if (parent.Place == Place.Document && mark.Model is null)
        {
            findings.Add(Rule.ElementUnknown, reader.Line, Name(reader), Name(reader), "/");
        }

        if (mark.Faults is not null)
        {
            foreach ((Rule rule, object?[] arguments) in mark.Faults)
            {
                findings.Add(rule, reader.Line, (string)arguments[0]!, arguments);
            }
        }

        if (mark.Id is not null) SeeId(mark, reader);
        if (mark.References is not null) SeeReferences(mark, reader);
        if (mark.Model?.Type == ValueType.Base64 && !mark.IsValue) _base64 = default;
    }

    [MethodImpl(Hot.Method)]
    public void Text(ref Frame frame, ReadOnlySpan<byte> text, Utf8XmlReader reader)
    {
        if (frame.Mark?.Model is not ElementModel model) return;
        if (model.Type == ValueType.Base64) _base64.Add(text);
        if (model.Content != ContentKind.Sequence || frame.IsReported || XsNumber.Trim(text).IsEmpty) return;
        frame.IsReported = true;
        findings.Add(Rule.TextInContainer, reader.Line, model.Name);
    }

    [MethodImpl(Hot.Method)]
    public void Value(ref Frame frame, ReadOnlySpan<byte> value, Utf8XmlReader reader)
    {
        if (frame.Mark.Model is not ElementModel model || model.Content != ContentKind.Value) return;
        if (frame.Mark.IsNil ? value.IsEmpty : model.Type == ValueType.String || ValueForms.IsValid(model, value, reader.Scope))
        {
            return;
        }

        string text = Encode(value);
        findings.Add(Rule.ValueForm, reader.Line, text, model.Name, text);
    }

    [MethodImpl(Hot.Method)]
    public void End(ref Frame frame, Utf8XmlReader reader)
    {
        if (frame.Mark.Model is not ElementModel model) return;
        if (model.Type == ValueType.Base64 && !frame.Mark.IsValue && !_base64.IsComplete)
        {
            findings.Add(Rule.ValueForm, reader.Line, "", model.Name, "…");
        }

        if (model.HasRequiredChildren && model.Content == ContentKind.Sequence)
        {
            Missing(model, frame.Position + 1, model.Children.Count, reader);
        }
    }

    /// <summary>Looks whether every reference has its element.</summary>
    public void Finish()
    {
        foreach (KeyValuePair<(string Id, Rule Rule), (string Element, long Line)> reference in _references)
        {
            if (_ids.Contains(reference.Key.Id)) continue;
            findings.Add(reference.Key.Rule, reference.Value.Line, reference.Key.Id, reference.Value.Element, reference.Key.Id);
        }
    }

    [MethodImpl(Hot.Method)]
    private void StartInside(ElementModel outer, ref Frame parent, TagMark mark, Utf8XmlReader reader)
    {
        ElementModel? model = mark.Model;
        if (!ReferenceEquals(mark.Outer, outer)) (mark.Outer, mark.Position) = (outer, outer.PositionOf(model));
        int position = mark.Position;
        if (outer.Content == ContentKind.Open)
        {
            // Elements of other namespaces may stand here too.
            if (position == 0 && model is not null && !outer.Name.StartsWith("xbrli:", StringComparison.Ordinal)
                && outer.Name.StartsWith(model.Name.Substring(0, model.Name.AsSpan().IndexOf(':') + 1), StringComparison.Ordinal))
            {
                findings.Add(Rule.ElementUnknown, reader.Line, model.Name, model.Name, outer.Name);
            }

            parent.Position = 1;
            return;
        }

        if (outer.Content == ContentKind.Value || position == 0)
        {
            findings.Add(Rule.ElementUnknown, reader.Line, Name(reader), Name(reader), outer.Name);
        }
        else if (position < parent.Position && !IsLoose(outer, parent.Position, position))
        {
            findings.Add(Rule.ElementOrder, reader.Line, model!.Name, model.Name, outer.Name);
        }
        else if (position == parent.Position && !outer.Children[position].Repeats)
        {
            findings.Add(Rule.ElementTwice, reader.Line, model!.Name, model.Name, outer.Name);
        }
        else
        {
            if (outer.HasRequiredChildren) Missing(outer, parent.Position + 1, position, reader);
            parent.Position = position;
        }
    }

    // Contexts, units and entries may stand in any order (XBRL 2.1, 4).
    private static bool IsLoose(ElementModel outer, int last, int position) =>
        outer.Name == "xbrli:xbrl" && last > 4 && position > 4;

    private void Missing(ElementModel outer, int from, int to, Utf8XmlReader reader)
    {
        for (int i = from; i < to; i++)
        {
            (string name, bool isRequired, bool _) = outer.Children[i];
            if (isRequired) findings.Add(Rule.ElementMissing, reader.Line, name, name, outer.Name);
        }
    }

    private static void CheckAttributes(StartTag tag, ElementModel model, TagMark mark)
    {
        foreach (TagAttribute attribute in tag.Attributes)
        {
            string name = attribute.LocalName;
            if (attribute.Uri.Length > 0)
            {
                if (attribute.Uri == Xsi && name == "nil") mark.SetNil(attribute.Value, model);
                continue;
            }

            if (model.Name == "link:schemaRef" && name is "id") continue;
            if (!model.Attributes.Contains(name)) mark.AddFault(Rule.AttributeUnknown, model.Name, name);
            else if (!IsAttributeValid(name, attribute.Value)) mark.AddFault(Rule.AttributeValue, model.Name, name, attribute.Value);
            else if (name is "id" or "Id") mark.Id = attribute.Value.Trim();
            else if (name == "contextRef") mark.AddReference(attribute.Value.Trim(), Rule.ContextUnknown);
            else if (name == "unitRef") mark.AddReference(attribute.Value.Trim(), Rule.UnitUnknown);
        }

        foreach (string name in model.RequiredAttributes)
        {
            if (tag.Attribute(name) is null) mark.AddFault(Rule.AttributeMissing, model.Name, name);
        }

        if (model.Name != "link:schemaRef") return;
        const string XLink = "http://www.w3.org/1999/xlink";
        if (tag.Attribute("type", XLink) != "simple") mark.AddFault(Rule.AttributeMissing, model.Name, "xlink:type");
        if (tag.Attribute("href", XLink) is null) mark.AddFault(Rule.AttributeMissing, model.Name, "xlink:href");
    }

    private static bool IsAttributeValid(string name, string value)
    {
        string text = value.Trim();
        return name switch
        {
            "id" or "Id" or "contextRef" or "unitRef" => ValueForms.IsNcName(text),
            "decimals" or "precision" => value == "INF" || IsInteger(text, isSigned: name == "decimals"),
            "scheme" => text.Length > 0,
            _ => true,
        };
    }

    private static bool IsInteger(string text, bool isSigned)
    {
        string digits =
            text.Length > 0 && text[0] == '+' || (isSigned && text.Length > 0 && text[0] == '-') ? text.Substring(1) : text;
        foreach (char c in digits)
        {
            if (c is < '0' or > '9') return false;
        }

        return digits.Length > 0;
    }

    private void SeeId(TagMark mark, Utf8XmlReader reader)
    {
        if (_ids.Count < MaxNames && !_ids.Add(mark.Id!))
        {
            findings.Add(Rule.AttributeValue, reader.Line, mark.Id!, mark.Model!.Name, "id", mark.Id);
        }
    }

    private void SeeReferences(TagMark mark, Utf8XmlReader reader)
    {
        foreach ((string id, Rule rule) in mark.References!)
        {
            bool isMoney = rule == Rule.UnitUnknown
                && mark.Model!.Name is "gl-cor:amount" or "gl-bus:totalDebit" or "gl-bus:totalCredit";
            if (isMoney && MoneyUnits.Count < 100 && !MoneyUnits.ContainsKey(id))
            {
                MoneyUnits.Add(id, (mark.Model!.Name, reader.Line));
            }

            if (_references.Count < MaxNames && !_references.ContainsKey((id, rule)))
            {
                _references.Add((id, rule), (mark.Model!.Name, reader.Line));
            }
        }

        // The tags to come are the same.
        mark.References = null;
    }

    private static string Name(Utf8XmlReader reader) =>
        reader.Tag.Prefix.Length > 0 ? reader.Tag.Prefix + ":" + reader.Tag.LocalName : reader.Tag.LocalName;

    private static unsafe string Encode(ReadOnlySpan<byte> octets)
    {
        if (octets.IsEmpty) return "";
        fixed (byte* first = octets) return System.Text.Encoding.UTF8.GetString(first, octets.Length);
    }
}
