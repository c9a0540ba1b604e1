using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using DefterX.Files;

namespace DefterX.Service.Blobs;

/// <summary>Where contents lie: <c>blobs/&lt;office&gt;/&lt;aa&gt;/&lt;sha256&gt;</c> and <c>uploads/&lt;office&gt;/&lt;id&gt;</c>.</summary>
/// <param name="filesFolder">The folder that all instances share.</param>
internal sealed class BlobFolders(string filesFolder)
{
    private string Blobs => Path.Combine(filesFolder, "blobs");

    private string Uploads => Path.Combine(filesFolder, "uploads");

    /// <summary>The file of a content.</summary>
    /// <exception cref="ArgumentException">Not a name: see <see cref="BlobName"/>.</exception>
    public string BlobOf(string officeId, string sha256)
    {
        if (!BlobName.IsSha256(sha256)) throw new ArgumentException(null, nameof(sha256));
        return Path.Combine(Blobs, Checked(officeId), sha256[..2], sha256);
    }

    /// <summary>The file of an upload.</summary>
    /// <exception cref="ArgumentException">Not a name: see <see cref="BlobName"/>.</exception>
    public string UploadOf(string officeId, string id) => Path.Combine(Uploads, Checked(officeId), Checked(id));

    /// <summary>All contents on the disk, as office and SHA-256.</summary>
    public IEnumerable<(string OfficeId, string Sha256)> AllBlobs() =>
        from office in FoldersOf(Blobs)
        where BlobName.IsId(Path.GetFileName(office))
        from part in FoldersOf(office)
        from file in Directory.EnumerateFiles(part)
        let sha256 = Path.GetFileName(file)
        where BlobName.IsSha256(sha256) && sha256.StartsWith(Path.GetFileName(part), StringComparison.Ordinal)
        select (Path.GetFileName(office), sha256);

    /// <summary>All uploads on the disk, as office and id.</summary>
    public IEnumerable<(string OfficeId, string Id)> AllUploads() =>
        from office in FoldersOf(Uploads)
        where BlobName.IsId(Path.GetFileName(office))
        from file in Directory.EnumerateFiles(office)
        where BlobName.IsId(Path.GetFileName(file))
        select (Path.GetFileName(office), Path.GetFileName(file));

    /// <summary>Moves a finished upload to where its content belongs, and has the disk keep it. A whole file that is there already stays:
    /// somebody may be reading it.</summary>
    public void Keep(string officeId, string id, string sha256, long length)
    {
        string upload = UploadOf(officeId, id);
        string blob = BlobOf(officeId, sha256);
        if (LengthOf(blob) == length)
        {
            File.Delete(upload);
            return;
        }

        string folder = Path.GetDirectoryName(blob)!;
        PrivateFolder.Create(folder);
        File.Move(upload, blob, overwrite: true);
        FolderFlush.Flush(folder);
        FolderFlush.Flush(Path.GetDirectoryName(folder)!);
        FolderFlush.Flush(Blobs);
    }

    /// <summary>The length of a file in bytes, or -1 where none is.</summary>
    public static long LengthOf(string path)
    {
        FileInfo file = new(path);
        return file.Exists ? file.Length : -1;
    }

    /// <summary>Deletes a file; none is as good.</summary>
    public static void Delete(string path)
    {
        if (File.Exists(path)) File.Delete(path);
    }

    private static IEnumerable<string> FoldersOf(string path) => Directory.Exists(path) ? Directory.EnumerateDirectories(path) : [];

    private static string Checked(string id) => BlobName.IsId(id) ? id : throw new ArgumentException(null, nameof(id));
}
