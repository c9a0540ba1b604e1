using System;
using System.Collections.Generic;

namespace DefterX.Tests.Checks;

/// <summary>Stands for the checks beside GİB's package, which are not asked here: they say the same of every runtime.</summary>
internal static class Oracle
{
    public static bool IsPresent => false;

    public static string PackageFile(string relative) => throw new LeftOutException(relative);

    public static ExternalTool Run(string tool, params IEnumerable<string> arguments) => throw new LeftOutException(tool);

    public static void AssertAccepts(string tool, params IEnumerable<string> arguments) => Run(tool, arguments);
}
