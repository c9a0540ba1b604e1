using System;
using System.Collections.Generic;
using System.IO;

namespace DefterX.Service.Operations.Keeping;

/// <summary>Files by office and digest, <c>blobs/office/aa/sha256</c>, in the service's folder or in a backup's.</summary>
internal sealed class BlobTree(string folder)
{
    private const string Root = "blobs";

    public string PathOf(string office, string sha256) => Path.Combine(folder, Root, office, sha256[..2], sha256);

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty
    {
        get
        {
            foreach (BlobFile _ in Files()) return false;
            return true;
        }
    }

    /// <summary>All files, in no order; what has another name than a digest is none.</summary>
    public IEnumerable<BlobFile> Files()
    {
        string root = Path.Combine(folder, Root);
        if (!Directory.Exists(root)) yield break;
        foreach (string office in Directory.EnumerateDirectories(root))
        {
            foreach (string path in Directory.EnumerateFiles(office, "*", SearchOption.AllDirectories))
            {
                string name = Path.GetFileName(path);
                if (name.Length == 64 && name.AsSpan().IndexOfAnyExcept("0123456789abcdef") < 0)
                {
                    yield return new BlobFile(Path.GetFileName(office), name, path);
                }
            }
        }
    }
}

/// <param name="Office">Its id.</param>
/// <param name="Sha256">64 hexadecimal digits, lower case.</param>
/// <param name="Path">Where it is.</param>
internal sealed record BlobFile(string Office, string Sha256, string Path)
{
    /// <summary>With <c>/</c>, from the folder of <c>blobs</c>.</summary>
    public string RelativePath => $"blobs/{Office}/{Sha256[..2]}/{Sha256}";
}
