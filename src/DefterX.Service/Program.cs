using System;
using System.Threading.Tasks;
using DefterX.Service.Operations.Commands;

namespace DefterX.Service;

internal static class Program
{
    public static Task<int> Main(string[] args) => CommandLine.RunAsync(args, Console.Out, Console.Error);
}
