using System;

namespace DefterX.Xml;

/// <summary>The attributes of one start tag, sorted as they are added; the storage is used again for the next tag.</summary>
internal sealed class CanonicalAttributeList
{
    private CanonicalAttribute[] _items = new CanonicalAttribute[16];

    public int Count { get; private set; }

    public ref readonly CanonicalAttribute this[int index] => ref _items[index];

    public void Clear() => Count = 0;

    public void Add(in CanonicalAttribute attribute)
    {
        if (Count == _items.Length) Array.Resize(ref _items, Count * 2);
        _items[Count++] = attribute;
        if (Count <= 1 || _items[Count - 2].CompareTo(attribute) <= 0) return;
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

    public bool Contains(string localName, string namespaceUri)
    {
        for (int i = 0; i < Count; i++)
        {
            if (_items[i].LocalName == localName && _items[i].NamespaceUri == namespaceUri) return true;
        }
        return false;
    }
}
