using System;

namespace DefterX.Build;

/// <summary>Ends the task with a message and an exit code.</summary>
internal sealed class BuildException(int exitCode, string message) : Exception(message)
{
    /// <summary>The exit code for a wrong call or a machine that lacks something.</summary>
    internal const int Usage = 2;

    internal int ExitCode { get; } = exitCode;
}
