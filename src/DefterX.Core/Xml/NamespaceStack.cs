using System;

namespace DefterX.Xml;

/// <summary>The namespace declarations that the open elements of the output carry.</summary>
internal sealed class NamespaceStack
{
    private (string Prefix, string Uri, int Level)[] _items = new (string, string, int)[32];
    private int _count;
    private int _level;

    public void Enter() => _level++;

    public void Leave()
    {
        _level--;
        while (_count > 0 && _items[_count - 1].Level > _level) _count--;
    }

    /// <summary>Notes a declaration of the element entered last, unless the output already says the same.</summary>
    /// <returns>Whether it has to be written.</returns>
    public bool Declare(string prefix, string uri)
    {
        if (Find(prefix) == uri) return false;
        if (_count == _items.Length) Array.Resize(ref _items, _count * 2);
        _items[_count++] = (prefix, uri, _level);
        return true;
    }

    private string? Find(string prefix)
    {
        for (int i = _count - 1; i >= 0; i--)
        {
            if (_items[i].Prefix == prefix) return _items[i].Uri;
        }
        return prefix.Length == 0 ? "" : null;
    }
}
