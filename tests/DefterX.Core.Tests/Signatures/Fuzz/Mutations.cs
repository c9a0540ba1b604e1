using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;

namespace DefterX.Tests.Signatures.Fuzz;

/// <summary>Changes of a signed document, by name. One that does not fit a document leaves it as it is.</summary>
internal sealed partial class Mutations
{
    private readonly Random _random;
    private readonly Dictionary<string, Func<string, string>> _ofText = [];
    private readonly Dictionary<string, Func<byte[], byte[]>> _ofBytes = [];

    public Mutations(int seed)
    {
        _random = new Random(seed);
        AddBytes();
        AddTags();
        AddElements();
        AddCharacters();
        AddSignature();
        Names = [.. _ofBytes.Keys, .. _ofText.Keys];
    }

    public IReadOnlyList<string> Names { get; }

    public byte[] Apply(string name, byte[] xml)
    {
        if (_ofBytes.TryGetValue(name, out Func<byte[], byte[]>? ofBytes)) return ofBytes(xml);
        return Encoding.UTF8.GetBytes(_ofText[name](Encoding.UTF8.GetString(xml)));
    }

    /// <summary>One change; every fourth time another behind it.</summary>
    public byte[] ApplySome(string name, byte[] xml)
    {
        byte[] mutant = Apply(name, xml);
        return _random.Next(4) == 0 ? Apply(Names[_random.Next(Names.Count)], mutant) : mutant;
    }

    private void AddBytes()
    {
        _ofBytes["bit flipped"] = xml =>
        {
            byte[] copy = [.. xml];
            copy[_random.Next(copy.Length)] ^= (byte)(1 << _random.Next(8));
            return copy;
        };
        _ofBytes["octets removed"] = xml => Replaced(xml, _random.Next(xml.Length), _random.Next(1, 9), []);
        _ofBytes["octets inserted"] = xml => Replaced(xml, _random.Next(xml.Length), 0, Some());
        _ofBytes["octets replaced"] = xml => Replaced(xml, _random.Next(xml.Length), _random.Next(1, 4), Some());
        _ofBytes["slice repeated"] = xml =>
        {
            int start = _random.Next(xml.Length);
            return Replaced(xml, start, 0, xml[start..Math.Min(xml.Length, start + _random.Next(1, 200))]);
        };
        _ofBytes["cut"] = xml => xml[.._random.Next(1, xml.Length)];
        _ofBytes["byte order mark"] = xml => [.. "\uFEFF"u8, .. xml];
        _ofBytes["UTF-16"] = xml =>
        {
            string text = Encoding.UTF8.GetString(xml).Replace("\"UTF-8\"", "\"UTF-16\"", StringComparison.Ordinal);
            Encoding encoding = new UnicodeEncoding(_random.Next(2) == 0, true);
            return [.. encoding.GetPreamble(), .. encoding.GetBytes(text)];
        };
    }

    private byte[] Some() => [.. Enumerable.Range(0, _random.Next(1, 5)).Select(_ => (byte)_random.Next(0x20, 0x7F))];

    private static byte[] Replaced(byte[] xml, int start, int length, byte[] by) =>
        [.. xml[..start], .. by, .. xml[Math.Min(xml.Length, start + length)..]];

    private static Match[] Find(string text, string pattern) => [.. Regex.Matches(text, pattern).Cast<Match>()];

    private T Pick<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];

    // A change of one of several things, if there is one.
    private string Change<T>(string text, IReadOnlyList<T> items, Func<T, string> change) =>
        items.Count == 0 ? text : change(Pick(items));
}
