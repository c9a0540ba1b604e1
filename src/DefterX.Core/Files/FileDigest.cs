using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;

namespace DefterX.Files;

/// <summary>Digests by which files are recognised.</summary>
internal static class FileDigest
{
    /// <summary>SHA-256 of a file, 64 lower-case hexadecimal digits.</summary>
    public static string Sha256(string path)
    {
        using SHA256 hash = SHA256.Create();
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        return string.Concat(hash.ComputeHash(stream).Select(b => b.ToString("x2", CultureInfo.InvariantCulture)));
    }
}
