using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Text;
using System.Threading.Tasks;

namespace DefterX.Tests.Checks;

/// <summary>A program, none of ours, that judged or made something, and what came of it.</summary>
internal sealed record ExternalTool(int ExitCode, byte[] Output, string Errors)
{
    /// <summary>All that was printed.</summary>
    public string Text => Encoding.UTF8.GetString(Output) + Errors;

    public static ExternalTool Run(string program, params IEnumerable<string> arguments) => Run(new ProcessStartInfo(program, arguments));

    /// <summary>Runs a program as it is described; what it prints is taken.</summary>
    public static ExternalTool Run(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        using MemoryStream output = new();
        process.StandardOutput.BaseStream.CopyTo(output);
        process.WaitForExit();
        return new ExternalTool(process.ExitCode, output.ToArray(), errors.Result);
    }
}
