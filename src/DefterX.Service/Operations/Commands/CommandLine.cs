using System;
using System.CommandLine;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace DefterX.Service.Operations.Commands;

/// <summary>The command line of <c>defterx-service</c>; without a command it serves.</summary>
/// <remarks>Exit codes: 0 done, 1 something is wrong and was told on the error stream.</remarks>
internal static class CommandLine
{
    /// <returns>The exit code.</returns>
    public static Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        Option<string?> config = new("--config") { Description = Strings.HelpConfig, Recursive = true };
        RootCommand root = new(Strings.HelpService) { config };
        Command serve = new("serve", Strings.HelpServe);
        root.Subcommands.Add(serve);
        root.Subcommands.Add(RegisterCommand.Create(Action));
        foreach (Command keeping in KeepingCommands.All(Action)) root.Subcommands.Add(keeping);

        root.SetAction((parsed, _) => TryAsync(parsed, (options, _) => ServeCommand.RunAsync(options), CancellationToken.None));
        serve.SetAction((parsed, _) => TryAsync(parsed, (options, _) => ServeCommand.RunAsync(options), CancellationToken.None));
        // The host ends the service in its own time; of the other commands nothing is left that another run minds.
        InvocationConfiguration invocation = new() { Output = output, Error = error, ProcessTerminationTimeout = null };
        return root.Parse(args).InvokeAsync(invocation);

        void Action(Command command, Func<ServiceOptions, ParseResult, CancellationToken, Task<int>> run) =>
            command.SetAction((parsed, token) => TryAsync(parsed, (options, t) => run(options, parsed, t), token));

        async Task<int> TryAsync(ParseResult parsed, Func<ServiceOptions, CancellationToken, Task<int>> run, CancellationToken token)
        {
            try
            {
                return await run(Configuration.Read(parsed.GetValue(config)), token).ConfigureAwait(false);
            }
            catch (Exception e) when (Failures.IsExpected(e))
            {
                await error.WriteLineAsync(Failures.Tell(e)).ConfigureAwait(false);
                return 1;
            }
        }
    }
}
