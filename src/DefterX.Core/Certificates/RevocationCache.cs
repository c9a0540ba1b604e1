using System;
using System.IO;
using DefterX.Files;
using Microsoft.Extensions.Logging;

namespace DefterX.Certificates;

/// <summary>Answers on disk, as they came. Whoever reads one verifies it again: the folder is not trusted.</summary>
internal sealed class RevocationCache(string folder, int maxSize, ILogger logger)
{
    /// <summary>The answer of that name, or null.</summary>
    public byte[]? Read(string name)
    {
        string path = Path.Combine(folder, name);
        try
        {
            FileInfo file = new(path);
            return file.Exists && file.Length <= maxSize ? File.ReadAllBytes(path) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            logger.LogDebug("Revocation cache: {Path}: {Message}", path, e.Message);
            return null;
        }
    }

    /// <summary>Keeps an answer where that is possible; without, the next check asks again.</summary>
    public void Write(string name, byte[] content)
    {
        string path = Path.Combine(folder, name);
        try
        {
            PrivateFolder.Create(folder);
            TemporaryFiles.Sweep(folder);
            AtomicFile.Write(path, stream => stream.Write(content, 0, content.Length));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            logger.LogDebug("Revocation cache: {Path}: {Message}", path, e.Message);
        }
    }
}
