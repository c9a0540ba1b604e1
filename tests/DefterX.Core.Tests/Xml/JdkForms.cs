using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using DefterX.Build;
using DefterX.Tests.Checks;
using Xunit;

namespace DefterX.Tests.Xml;

/// <summary>The canonical forms of the JDK (Apache Santuario), many by one process.</summary>
internal static class JdkForms
{
    private const string Internal = "java.xml.crypto/com.sun.org.apache.xml.internal.security";

    public static IEnumerable<byte[]> Canonicalize(TemporaryFolder folder, IReadOnlyList<CanonicalQuestion> questions)
    {
        Dictionary<byte[], string> paths = [];
        List<string> lines = [];
        foreach (CanonicalQuestion question in questions)
        {
            if (!paths.TryGetValue(question.Xml, out string? path))
            {
                path = folder[$"jdk-{paths.Count}.xml"];
                File.WriteAllBytes(path, question.Xml);
                paths.Add(question.Xml, path);
            }

            lines.Add(string.Join('\t', path, question.Method.Uri, question.PrefixList, question.Id));
        }

        File.WriteAllLines(folder["questions.txt"], lines);
        ExternalTool tool = ExternalTool.Run(
            "java", "-Dfile.encoding=UTF-8",
            "--add-exports", Internal + "=ALL-UNNAMED", "--add-exports", Internal + ".c14n=ALL-UNNAMED",
            Repository.PathOf("tests", "DefterX.Core.Tests", "Xml", "CanonicalForms.java"), folder["questions.txt"]);
        Assert.True(tool.ExitCode == 0, tool.Errors);
        return Split(tool.Output);
    }

    private static IEnumerable<byte[]> Split(byte[] output)
    {
        for (int at = 0; at < output.Length;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(output.AsSpan(at));
            yield return output[(at + 4)..(at + 4 + length)];
            at += 4 + length;
        }
    }
}
