using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using DefterX.Office;

namespace DefterX.Journals;

/// <summary>What <c>import.json</c> says of the files beside it. It is written last, and names no file that is not whole: an import
/// that was cut short leaves the one before it.</summary>
internal sealed record ImportRecord
{
    /// <summary>Its name.</summary>
    public const string FileName = "import.json";

    /// <summary>The files.</summary>
    public required IReadOnlyList<RecordedFile> Files { get; init; }

    /// <summary>Which of them lists the entries.</summary>
    public required int BaseIndex { get; init; }

    /// <summary>The attachments.</summary>
    public IReadOnlyList<RecordedFile> Attachments { get; init; } = [];

    /// <summary>What the codes of documents in the files stand for.</summary>
    public IReadOnlyList<RecordedCode> DocumentTypeCodes { get; init; } = [];

    /// <summary>Digest of all of it.</summary>
    public required string Sha256 { get; init; }

    public required string Layout { get; init; }

    public required long Entries { get; init; }

    public required long Lines { get; init; }

    public required string FirstEntryNumber { get; init; }

    public required string LastEntryNumber { get; init; }

    public required DateTime FirstDate { get; init; }

    public required DateTime LastDate { get; init; }

    public required decimal TotalDebit { get; init; }

    public required decimal TotalCredit { get; init; }

    public required long Notices { get; init; }

    public required DateTimeOffset ImportedAt { get; init; }

    public required string ImportedBy { get; init; }

    /// <summary>The record of a folder, or null.</summary>
    public static ImportRecord? Read(string folder)
    {
        string path = Path.Combine(folder, FileName);
        return File.Exists(path) ? OfficeJson.Read<ImportRecord>(path, ErrorIds.JournalUnreadable) : null;
    }

    /// <summary>Whether a folder has one.</summary>
    public static bool IsIn(string folder) => File.Exists(Path.Combine(folder, FileName));

    /// <summary>Full path of a file of the record.</summary>
    public static string PathOf(string folder, RecordedFile file) =>
        Path.Combine([folder, .. file.Name.Split('/').Where(step => step is not (".." or "." or ""))]);
}

/// <summary>A file of an import.</summary>
/// <param name="Name">Path within the folder, with slashes.</param>
/// <param name="Length">Length in bytes.</param>
/// <param name="Sha256">SHA-256 in lower-case hexadecimal.</param>
internal sealed record RecordedFile(string Name, long Length, string Sha256);

/// <summary>A code of documents.</summary>
/// <param name="Name">The code.</param>
/// <param name="Type">GİB's type.</param>
/// <param name="Description">The document's name, or null.</param>
internal sealed record RecordedCode(string Name, string Type, string? Description);
