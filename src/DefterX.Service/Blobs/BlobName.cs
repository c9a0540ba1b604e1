using System;
using System.Linq;

namespace DefterX.Service.Blobs;

/// <summary>The only names from which paths of blobs and uploads are made.</summary>
internal static class BlobName
{
    /// <summary>SHA-256 of nothing.</summary>
    public const string Empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    /// <summary>64 hexadecimal digits, lower case.</summary>
    public static bool IsSha256(string? text) => text is { Length: 64 } && text.All(char.IsAsciiHexDigitLower);

    /// <summary>A GUID as the service makes them: 32 hexadecimal digits, lower case.</summary>
    public static bool IsId(string? text) => text is { Length: 32 } && text.All(char.IsAsciiHexDigitLower);

    /// <summary>A new id.</summary>
    public static string NewId() => Guid.NewGuid().ToString("N");
}
