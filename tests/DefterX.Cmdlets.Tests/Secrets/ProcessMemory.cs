using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;

namespace DefterX.Cmdlets.Tests.Secrets;

/// <summary>Looks for a text in all readable memory of another process, as UTF-8 and as UTF-16.</summary>
internal static class ProcessMemory
{
    private const int Step = 1 << 20;

    /// <summary>Where the text stands, as <c>address in region</c>.</summary>
    public static IReadOnlyList<string> Find(int processId, string text)
    {
        byte[][] forms = [Encoding.UTF8.GetBytes(text), Encoding.Unicode.GetBytes(text)];
        int longest = forms.Max(form => form.Length);
        List<string> found = [];
        using FileStream memory = new($"/proc/{processId}/mem", FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1);
        byte[] buffer = new byte[Step + longest];
        foreach (string region in File.ReadLines($"/proc/{processId}/maps"))
        {
            string[] parts = region.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (parts[1][0] != 'r' || parts[^1] is "[vvar]" or "[vsyscall]") continue;
            long[] ends = [.. parts[0].Split('-').Select(end => long.Parse(end, NumberStyles.HexNumber, CultureInfo.InvariantCulture))];
            for (long at = ends[0]; at < ends[1]; at += Step)
            {
                int wanted = (int)Math.Min(buffer.Length, ends[1] - at);
                if (!TryRead(memory, at, buffer.AsSpan(0, wanted))) continue;
                if (forms.Any(form => buffer.AsSpan(0, wanted).IndexOf(form) >= 0)) found.Add($"{at:x} in {region}");
            }
        }

        return found;
    }

    private static bool TryRead(FileStream memory, long at, Span<byte> target)
    {
        try
        {
            memory.Seek(at, SeekOrigin.Begin);
            memory.ReadExactly(target);
            return true;
        }
        catch (IOException)
        {
            return false; // given back to the system meanwhile, or a device's
        }
    }
}
