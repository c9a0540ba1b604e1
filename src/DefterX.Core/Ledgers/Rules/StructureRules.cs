using System;
using DefterX.Xml;

namespace DefterX.Ledgers.Rules;

internal sealed class StructureRules(Findings findings)
{
    public void Start(ref Frame parent, ref Frame frame, Utf8XmlReader reader) => _ = findings;

    public void Text(ref Frame frame, ReadOnlySpan<byte> text, Utf8XmlReader reader) => _ = findings;

    public void Value(ref Frame frame, ReadOnlySpan<byte> value, Utf8XmlReader reader) => _ = findings;

    public void End(ref Frame frame, Utf8XmlReader reader) => _ = findings;
}
