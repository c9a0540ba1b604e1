using System;
using System.IO;
using System.Linq;
using System.Text;
using DefterX.Files;

namespace DefterX.Gib;

/// <summary>One operation of the service as the content of a SOAP Body, with the file that it carries.</summary>
internal sealed class GibRequest : IDisposable
{
    private readonly byte[] _start;
    private readonly byte[] _end;
    private readonly FileStream? _file;

    private GibRequest(string operation, string packageName, string start, string end, FileStream? file)
    {
        Operation = operation;
        PackageName = packageName;
        _start = Encoding.UTF8.GetBytes($"<web:{operation}>{start}");
        _end = Encoding.UTF8.GetBytes($"{end}</web:{operation}>");
        _file = file;
    }

    /// <summary>The operation's name.</summary>
    public string Operation { get; }

    /// <summary>The package that it is about.</summary>
    public string PackageName { get; }

    /// <summary>An operation on a package that GİB has: its only child is <c>paketID</c>.</summary>
    public static GibRequest Query(string operation, string packageId) =>
        new(operation, packageId, "<paketID>" + Escape(packageId), "</paketID>", null);

    /// <summary>The upload of a file. The file stays open, as it is read once for the signature and once on the way.</summary>
    public static GibRequest Send(string fileName, string path)
    {
        FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
        string start = $"<Attachment><fileName>{Escape(fileName)}</fileName><binaryData>";
        return new("sendDocumentFile", fileName, start, "</binaryData></Attachment>", file);
    }

    /// <summary>The content as canonical XML, from its beginning; one at a time, since an upload has one file.</summary>
    public Stream OpenContent()
    {
        MemoryStream start = new(_start, writable: false);
        MemoryStream end = new(_end, writable: false);
        if (_file is null) return new ConcatenatedStream(start, end);
        _file.Position = 0;
        return new ConcatenatedStream(start, new Base64Stream(_file), end);
    }

    public void Dispose() => _file?.Dispose();

    // Canonical XML (RFC 3076, 2.3) writes these characters of a text node so, and all others as they are.
    private static string Escape(string text) => string.Concat(text.Select(character => character switch
    {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '\r' => "&#xD;",
        _ => character.ToString(),
    }));
}
