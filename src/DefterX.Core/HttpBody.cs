using System.IO;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace DefterX;

/// <summary>Reads the bodies of small HTTP answers.</summary>
internal static class HttpBody
{
    /// <summary>The body, or null when it is longer than a limit.</summary>
    /// <param name="response">An answer of which the headers were read.</param>
    /// <param name="maxSize">The limit in bytes.</param>
    /// <param name="cancellationToken">Stops it at once.</param>
    public static async Task<byte[]?> ReadAsync(HttpResponseMessage response, int maxSize, CancellationToken cancellationToken)
    {
        // .NET Framework's response stream takes no notice of a token.
        using CancellationTokenRegistration abort = cancellationToken.Register(response.Dispose);
#if NETSTANDARD2_0
        using Stream stream = await response.Content.ReadAsStreamAsync().ConfigureAwait(false);
#else
        using Stream stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
#endif
        using MemoryStream content = new();
        byte[] buffer = new byte[16 * 1024];
        int count;
        while ((count = await stream.ReadAsync(buffer, 0, buffer.Length, cancellationToken).ConfigureAwait(false)) > 0)
        {
            content.Write(buffer, 0, count);
            if (content.Length > maxSize) return null;
        }

        return content.ToArray();
    }
}
