using System;
using System.IO;
using System.Text;
using DefterX.ScriptHost;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

if (args.Length == 0 || args[0] is "-h" or "--help" or "-?")
{
    Console.Error.WriteLine("Usage: DefterX.ScriptHost <script.ps1> [-Name value ...] [-Switch] [argument ...]");
    return args.Length == 0 ? 2 : 0;
}

string script = Path.GetFullPath(args[0]);
if (!File.Exists(script))
{
    Console.Error.WriteLine($"There is no script {script}.");
    return 2;
}

using ScriptRunner runner = new();
return runner.Run(script, ScriptArguments.Parse(args.AsSpan(1)));
