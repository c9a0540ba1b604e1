using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;

namespace DefterX.Gib;

/// <summary>A multipart/related message (RFC 2387) in memory, as MTOM replies are (XOP 1.0, 4.1).</summary>
internal sealed class MultipartRelated
{
    // A folded line continues the one before (RFC 5322, 2.2.3).
    private static readonly Regex s_fold = new(@"\r\n[ \t]+", RegexOptions.CultureInvariant);

    private readonly Dictionary<string, byte[]> _parts = new(StringComparer.Ordinal);

    private MultipartRelated()
    {
    }

    /// <summary>The root part: that of the start parameter, else the first.</summary>
    public byte[] Root { get; private set; } = [];

    /// <summary>Reads all parts.</summary>
    /// <exception cref="InvalidDataException">There is no boundary, no root part, or the message breaks off.</exception>
    public static MultipartRelated Read(byte[] content, MediaTypeHeaderValue type)
    {
        string boundary = Parameter(type, "boundary");
        if (boundary.Length == 0) throw new InvalidDataException("multipart/related without a boundary");
        string start = Parameter(type, "start").Trim('<', '>');

        // Latin-1 keeps every byte as one character, so that positions in the text are positions in the content.
        string text = Encoding.GetEncoding("iso-8859-1").GetString(content);
        string delimiter = "\r\n--" + boundary;
        MultipartRelated message = new();
        int at = text.StartsWith(delimiter.Substring(2), StringComparison.Ordinal)
            ? delimiter.Length - 2
            : EndOf(text, delimiter, 0);
        for (bool first = true; !IsAt(text, "--", at); first = false)
        {
            int headers = EndOf(text, "\r\n", at);
            // A part without headers begins with the empty line itself.
            int body = IsAt(text, "\r\n", headers) ? headers + 2 : EndOf(text, "\r\n\r\n", headers);
            int end = EndOf(text, delimiter, body - 2) - delimiter.Length;
            Dictionary<string, string> fields = Fields(text.Substring(headers, body - headers));
            fields.TryGetValue("Content-ID", out string? id);
            id = id?.Trim('<', '>') ?? "";
            byte[] bytes = Decode(content, body, Math.Max(end - body, 0), fields);
            message._parts[id] = bytes;
            if (first || (start.Length > 0 && id == start)) message.Root = bytes;
            at = end + delimiter.Length;
        }

        return message.Root.Length > 0 ? message : throw new InvalidDataException("multipart/related without a root part");
    }

    /// <summary>The part that an xop:Include names, <c>cid:…</c> (RFC 2392).</summary>
    /// <exception cref="InvalidDataException">There is no such part.</exception>
    public byte[] Resolve(string href)
    {
        string id = href.StartsWith("cid:", StringComparison.OrdinalIgnoreCase) ? Uri.UnescapeDataString(href.Substring(4)) : "";
        return _parts.TryGetValue(id, out byte[]? part)
            ? part
            : throw new InvalidDataException($"xop:Include of a part that is not there: {href}");
    }

    private static string Parameter(MediaTypeHeaderValue type, string name) =>
        type.Parameters.FirstOrDefault(parameter => string.Equals(parameter.Name, name, StringComparison.OrdinalIgnoreCase))
            ?.Value?.Trim('"') ?? "";

    private static bool IsAt(string text, string value, int at) => string.CompareOrdinal(text, at, value, 0, value.Length) == 0;

    private static int EndOf(string text, string value, int from)
    {
        int at = text.IndexOf(value, from, StringComparison.Ordinal);
        return at >= 0 ? at + value.Length : throw new InvalidDataException("multipart/related that breaks off");
    }

    private static Dictionary<string, string> Fields(string headers)
    {
        Dictionary<string, string> fields = new(StringComparer.OrdinalIgnoreCase);
        foreach (string line in s_fold.Replace(headers, " ").Split('\n'))
        {
            string[] field = line.Split([':'], 2);
            if (field.Length == 2) fields[field[0].Trim()] = field[1].Trim();
        }

        return fields;
    }

    private static byte[] Decode(byte[] content, int offset, int count, Dictionary<string, string> fields)
    {
        fields.TryGetValue("Content-Transfer-Encoding", out string? encoding);
        if (!string.Equals(encoding, "base64", StringComparison.OrdinalIgnoreCase))
        {
            return content.AsSpan(offset, count).ToArray();
        }

        try
        {
            return Convert.FromBase64String(Encoding.ASCII.GetString(content, offset, count));
        }
        catch (FormatException exception)
        {
            throw new InvalidDataException("multipart/related with a part that is not base64", exception);
        }
    }
}
