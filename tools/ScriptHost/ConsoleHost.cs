using System;
using System.Globalization;
using System.Management.Automation.Host;

namespace DefterX.ScriptHost;

/// <summary>The host that scripts see as <c>$Host</c>.</summary>
internal sealed class ConsoleHost(Terminal terminal) : PSHost
{
    public override string Name => "DefterX.ScriptHost";

    public override Version Version { get; } = typeof(ConsoleHost).Assembly.GetName().Version!;

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override PSHostUserInterface UI { get; } = new ConsoleUserInterface(terminal);

    public override CultureInfo CurrentCulture { get; } = CultureInfo.CurrentCulture;

    public override CultureInfo CurrentUICulture { get; } = CultureInfo.CurrentUICulture;

    internal int? ExitCode { get; private set; }

    public override void SetShouldExit(int exitCode) => ExitCode = exitCode;

    public override void EnterNestedPrompt() => throw new NotSupportedException("A script has no nested prompt.");

    public override void ExitNestedPrompt() => throw new NotSupportedException("A script has no nested prompt.");

    public override void NotifyBeginApplication()
    {
        // Native programs share the console as it is.
    }

    public override void NotifyEndApplication()
    {
        // Native programs share the console as it is.
    }
}
