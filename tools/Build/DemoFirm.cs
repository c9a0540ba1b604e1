using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace DefterX.Build;

/// <summary>A firm of the sample office: what a certificate in its name says.</summary>
internal sealed record DemoFirm(string Identifier, string Title)
{
    internal static IReadOnlyList<DemoFirm> ReadAll(string office) =>
        [.. Directory.EnumerateFiles(Path.Combine(office, "firms"), "*.json").Order(StringComparer.Ordinal).Select(Read)];

    private static DemoFirm Read(string path)
    {
        using JsonDocument firm = JsonDocument.Parse(File.ReadAllBytes(path));
        return new DemoFirm(Path.GetFileNameWithoutExtension(path), firm.RootElement.GetProperty("title").GetString()!);
    }
}
