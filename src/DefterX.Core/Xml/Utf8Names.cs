using System.Collections.Generic;

namespace DefterX.Xml;

/// <summary>Numbers for the element names that a program knows; all others have the number 0.</summary>
internal sealed class Utf8Names
{
    private readonly Dictionary<(string Uri, string Local), int> _ids = [];
    private readonly List<(string Uri, string Local)> _names = [("", "")];

    /// <summary>How many numbers there are, 0 included.</summary>
    public int Count => _names.Count;

    /// <summary>The number of a name, which is given one if it has none.</summary>
    public int Add(string uri, string local)
    {
        if (!_ids.TryGetValue((uri, local), out int id))
        {
            id = _names.Count;
            _ids.Add((uri, local), id);
            _names.Add((uri, local));
        }

        return id;
    }

    /// <summary>The number of a name, or 0.</summary>
    public int Find(string uri, string local) => _ids.TryGetValue((uri, local), out int id) ? id : 0;

    /// <summary>The name of a number.</summary>
    public (string Uri, string Local) this[int id] => _names[id];
}
