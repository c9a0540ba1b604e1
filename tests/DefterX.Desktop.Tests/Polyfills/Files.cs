using System.IO;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace System;

/// <summary>What tests call of files and streams and .NET Framework lacks.</summary>
internal static class FilePolyfills
{
    extension(File)
    {
        public static Task<string> ReadAllTextAsync(string path) => Task.Run(() => File.ReadAllText(path));

        public static Task<byte[]> ReadAllBytesAsync(string path) => Task.Run(() => File.ReadAllBytes(path));

        public static Task WriteAllTextAsync(string path, string text) => Task.Run(() => File.WriteAllText(path, text));

        public static Task WriteAllBytesAsync(string path, byte[] bytes) => Task.Run(() => File.WriteAllBytes(path, bytes));
    }

    extension(Directory)
    {
        public static DirectoryInfo CreateTempSubdirectory(string prefix) =>
            Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), prefix + Guid.NewGuid().ToString("N")));
    }

    extension(Path)
    {
        /// <summary>For a path below the folder.</summary>
        public static string GetRelativePath(string folder, string path) =>
            Path.GetFullPath(path).Substring(Path.GetFullPath(folder).TrimEnd('/').Length + 1);
    }

    extension(Stream stream)
    {
        public void Write(ReadOnlySpan<byte> bytes) => stream.Write(bytes.ToArray(), 0, bytes.Length);

        public async ValueTask WriteAsync(byte[] bytes, CancellationToken cancellationToken = default) =>
            await stream.WriteAsync(bytes, 0, bytes.Length, cancellationToken).ConfigureAwait(false);

        public async ValueTask ReadExactlyAsync(byte[] buffer, CancellationToken cancellationToken = default)
        {
            int count = 0;
            while (count < buffer.Length)
            {
                int read = await stream.ReadAsync(buffer, count, buffer.Length - count, cancellationToken).ConfigureAwait(false);
                if (read == 0) throw new EndOfStreamException();
                count += read;
            }
        }
    }

    extension(TcpListener listener)
    {
        public async Task<TcpClient> AcceptTcpClientAsync(CancellationToken cancellationToken)
        {
            using CancellationTokenRegistration stop = cancellationToken.Register(listener.Stop);
            try
            {
                return await listener.AcceptTcpClientAsync().ConfigureAwait(false);
            }
            catch (Exception e) when (e is ObjectDisposedException or InvalidOperationException)
            {
                throw new OperationCanceledException(cancellationToken);
            }
        }
    }
}
