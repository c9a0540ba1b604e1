using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;

namespace DefterX.Tests.Checks;

/// <summary>A program, none of ours, that judged or made something, and what came of it.</summary>
internal sealed record ExternalTool(int ExitCode, byte[] Output, string Errors)
{
    /// <summary>All that was printed.</summary>
    public string Text => Encoding.UTF8.GetString(Output) + Errors;

    public static ExternalTool Run(string program, params IEnumerable<string> arguments)
    {
        // .NET Framework takes the arguments as one line; none of the tests' holds a quote.
        string line = string.Join(" ", arguments.Select(argument => $"\"{argument}\""));
        ProcessStartInfo start = new(program, line)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        using MemoryStream output = new();
        process.StandardOutput.BaseStream.CopyTo(output);
        process.WaitForExit();
        return new ExternalTool(process.ExitCode, output.ToArray(), errors.Result);
    }
}
