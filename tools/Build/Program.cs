using System;
using System.Linq;
using DefterX.Build;
using DefterX.Build.Packaging;

// The task in hand decides how to end on Ctrl+C: a child hears it too and stops, and what was started is cleaned up.
Console.CancelKeyPress += (_, e) => e.Cancel = true;

string task = args.FirstOrDefault() ?? "help";
try
{
    Options options = Options.Parse(args.Skip(1));
    return task switch
    {
        "build" => ModuleTask.Run(),
        "demo" => DemoTask.Run(options),
        "test" => TestTask.Run(options, soak: false),
        "soak" => TestTask.Run(options, soak: true),
        "bench" => BenchTask.Run(options),
        "pack" => PackTask.Run(),
        "service" => ServiceTask.Run(options),
        "clean" => CleanTask.Run(),
        "help" or "-h" or "--help" => HelpTask.Run(),
        _ => throw new BuildException(BuildException.Usage, $"There is no task '{task}'; './build.sh help' lists them."),
    };
}
catch (BuildException e)
{
    Console.Error.WriteLine(e.Message);
    return e.ExitCode;
}
