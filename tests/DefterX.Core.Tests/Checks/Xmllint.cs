using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using Xunit;

namespace DefterX.Tests.Checks;

/// <summary>Canonical forms of many files by one xmllint.</summary>
internal static class Xmllint
{
    private const string Separator = "<separator-8d1c></separator-8d1c>";

    /// <param name="folder">Where the files are written; each call overwrites them.</param>
    /// <param name="option"><c>--c14n</c> or <c>--exc-c14n</c>; both keep comments.</param>
    /// <param name="documents">Documents that xmllint accepts.</param>
    public static byte[][] Canonicalize(TemporaryFolder folder, string option, IReadOnlyList<byte[]> documents)
    {
        string separator = folder["separator.xml"];
        File.WriteAllText(separator, Separator);
        List<string> paths = [];
        for (int i = 0; i < documents.Count; i++)
        {
            string path = folder[$"document-{i}.xml"];
            File.WriteAllBytes(path, documents[i]);
            paths.AddRange([path, separator]);
        }

        ExternalTool tool = ExternalTool.Run("xmllint", ["--nonet", option, .. paths]);
        Assert.True(tool.ExitCode == 0, tool.Errors);
        byte[][] forms = [.. Split(tool.Output)];
        Assert.Equal(documents.Count, forms.Length);
        return forms;
    }

    private static IEnumerable<byte[]> Split(byte[] output)
    {
        byte[] separator = Encoding.UTF8.GetBytes(Separator);
        int start = 0;
        while (output.AsSpan(start).IndexOf(separator) is int length && length >= 0)
        {
            yield return output[start..(start + length)];
            start += length + separator.Length;
        }
    }
}
