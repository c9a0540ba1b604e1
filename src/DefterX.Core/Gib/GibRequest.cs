using System;
using System.Buffers;
using System.Buffers.Text;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace DefterX.Gib;

/// <summary>One operation of the service as the content of a SOAP Body, with the file that it carries.</summary>
internal sealed class GibRequest : IDisposable
{
    // Base64 makes 4 characters of 3 bytes: whole multiples of 3 need no padding but at the end.
    private const int ChunkSize = 48 * 1024;

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

    /// <summary>Called after each chunk that was written, or null.</summary>
    public Action? ChunkWritten { get; set; }

    /// <summary>An operation on a package that GİB has: its only child is <c>paketID</c>.</summary>
    public static GibRequest Query(string operation, string packageId) =>
        new(operation, packageId, "<paketID>" + Escape(packageId), "</paketID>", null);

    /// <summary>The upload of a file. The file stays open, as it is read once for the signature and once on the way.</summary>
    public static GibRequest Send(string fileName, string path)
    {
        FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 4096, useAsync: true);
        string start = $"<Attachment><fileName>{Escape(fileName)}</fileName><binaryData>";
        return new("sendDocumentFile", fileName, start, "</binaryData></Attachment>", file);
    }

    /// <summary>Writes the content, from the beginning each time.</summary>
    public async Task WriteToAsync(Stream stream, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(_start, 0, _start.Length, cancellationToken).ConfigureAwait(false);
        if (_file is not null) await WriteBase64Async(_file, stream, cancellationToken).ConfigureAwait(false);
        await stream.WriteAsync(_end, 0, _end.Length, cancellationToken).ConfigureAwait(false);
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

    private async Task WriteBase64Async(FileStream file, Stream stream, CancellationToken cancellationToken)
    {
        file.Position = 0;
        byte[] bytes = new byte[ChunkSize];
        byte[] characters = new byte[Base64.GetMaxEncodedToUtf8Length(ChunkSize)];
        int count;
        do
        {
            count = await FillAsync(file, bytes, cancellationToken).ConfigureAwait(false);
            OperationStatus status = Base64.EncodeToUtf8(bytes.AsSpan(0, count), characters, out _, out int written);
            if (status != OperationStatus.Done) throw new InvalidOperationException($"Base64: {status}");
            await stream.WriteAsync(characters, 0, written, cancellationToken).ConfigureAwait(false);
            ChunkWritten?.Invoke();
        }
        while (count == ChunkSize);
    }

    private static async Task<int> FillAsync(FileStream file, byte[] buffer, CancellationToken cancellationToken)
    {
        int filled = 0;
        int count;
        do
        {
            count = await file.ReadAsync(buffer, filled, buffer.Length - filled, cancellationToken).ConfigureAwait(false);
            filled += count;
        }
        while (count > 0 && filled < buffer.Length);
        return filled;
    }
}
