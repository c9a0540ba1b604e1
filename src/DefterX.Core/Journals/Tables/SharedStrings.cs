using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Xml;

namespace DefterX.Journals.Tables;

/// <summary>The texts that a workbook's cells refer to by number; large ones are kept in a temporary file.</summary>
internal sealed class SharedStrings : IDisposable
{
    private const long MostInMemory = 16L << 20;
    private const int CacheSize = 1 << 13;
    private const int LongestCached = 256;

    // Sixteen times as many as a sheet has rows.
    private const int MostTexts = 1 << 24;
    private readonly Stream _store;
    private readonly List<int> _ends = [];
    private readonly (int Index, string? Text)[] _cache = new (int, string?)[CacheSize];
    private byte[] _buffer = new byte[1024];

    private SharedStrings(Stream store) => _store = store;

    /// <summary>Number of texts.</summary>
    public int Count => _ends.Count;

    /// <summary>Reads <c>sharedStrings.xml</c>.</summary>
    /// <param name="source">The part, or null when the workbook has none.</param>
    /// <param name="size">Its size.</param>
    public static SharedStrings Read(Stream? source, long size)
    {
        SharedStrings strings = new(size > MostInMemory ? TemporaryStream.Create() : new MemoryStream());
        if (source is null) return strings;
        try
        {
            using XmlReader reader = XlsxXml.CreateReader(source);
            while (XlsxXml.Next(reader))
            {
                if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "si") strings.Add(XlsxXml.ReadText(reader));
            }

            return strings;
        }
        catch
        {
            strings.Dispose();
            throw;
        }
    }

    /// <summary>A text by its number.</summary>
    public string this[int index]
    {
        get
        {
            ref (int Index, string? Text) cached = ref _cache[index & (CacheSize - 1)];
            if (cached.Index == index && cached.Text is not null) return cached.Text;
            string text = Load(index);
            if (text.Length <= LongestCached) cached = (index, text);
            return text;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _store.Dispose();

    private void Add(string text)
    {
        if (_ends.Count == MostTexts) throw ZipDirectory.Damaged();
        int length = Encode(text);
        _store.Write(_buffer, 0, length);
        _ends.Add(checked((int)_store.Position));
    }

    private int Encode(string text)
    {
        int most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (_buffer.Length < most) _buffer = new byte[most];
        return Encoding.UTF8.GetBytes(text, 0, text.Length, _buffer, 0);
    }

    private string Load(int index)
    {
        int start = index == 0 ? 0 : _ends[index - 1];
        int length = _ends[index] - start;
        if (_buffer.Length < length) _buffer = new byte[length];
        _store.Position = start;
        for (int read = 0; read < length;) read += _store.Read(_buffer, read, length - read);
        return Encoding.UTF8.GetString(_buffer, 0, length);
    }
}
