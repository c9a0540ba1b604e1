using System;
using System.Xml;

namespace DefterX.Xml;

/// <summary>The attributes of one start tag, sorted as they are added; the storage is used again for the next tag.</summary>
internal sealed class CanonicalAttributeList
{
    private CanonicalAttribute[] _items = new CanonicalAttribute[16];
    private char[] _values = new char[1024];
    private int _valuesLength;

    public int Count { get; private set; }

    public ref readonly CanonicalAttribute this[int index] => ref _items[index];

    public ReadOnlySpan<char> ValueOf(in CanonicalAttribute attribute) => _values.AsSpan(attribute.Start, attribute.Length);

    public void Clear() => Count = _valuesLength = 0;

    /// <summary>Adds an attribute with the value at which the reader stands, without a string where the reader can.</summary>
    public void Add(string prefix, string localName, string namespaceUri, XmlReader reader)
    {
        if (!reader.CanReadValueChunk)
        {
            Add(prefix, localName, namespaceUri, reader.Value);
            return;
        }
        int start = _valuesLength;
        int length;
        do
        {
            // A reader wants room for a surrogate pair.
            if (_values.Length - _valuesLength < 2) Array.Resize(ref _values, _values.Length * 2);
            length = reader.ReadValueChunk(_values, _valuesLength, _values.Length - _valuesLength);
            _valuesLength += length;
        }
        while (length > 0);
        Insert(new CanonicalAttribute(prefix, localName, namespaceUri, start, _valuesLength - start));
    }

    public void Add(string prefix, string localName, string namespaceUri, string value)
    {
        int start = _valuesLength;
        if (_values.Length - start < value.Length) Array.Resize(ref _values, 2 * (start + value.Length));
        value.CopyTo(0, _values, start, value.Length);
        _valuesLength += value.Length;
        Insert(new CanonicalAttribute(prefix, localName, namespaceUri, start, value.Length));
    }

    public bool Contains(string localName, string namespaceUri)
    {
        for (int i = 0; i < Count; i++)
        {
            if (_items[i].LocalName == localName && _items[i].NamespaceUri == namespaceUri) return true;
        }
        return false;
    }

    private void Insert(in CanonicalAttribute attribute)
    {
        if (Count == _items.Length) Array.Resize(ref _items, Count * 2);
        _items[Count++] = attribute;
        if (Count == 1 || _items[Count - 2].CompareTo(attribute) <= 0) return;
        // A start tag with many attributes out of order costs a binary search and a move each, not a scan.
        int low = 0;
        int high = Count - 1;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_items[middle].CompareTo(attribute) <= 0) low = middle + 1;
            else high = middle;
        }
        Array.Copy(_items, low, _items, low + 1, Count - 1 - low);
        _items[low] = attribute;
    }
}
