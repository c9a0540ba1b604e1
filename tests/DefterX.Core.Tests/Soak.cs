using System;

namespace DefterX.Tests;

/// <summary>Sizes of tests that find more the longer they run: DEFTERX_SOAK=1 makes them long.</summary>
internal static class Soak
{
    private static readonly bool s_isLong = Environment.GetEnvironmentVariable("DEFTERX_SOAK") == "1";

    /// <summary>The usual size, or ten times as much.</summary>
    public static int Size(int usual) => Size(usual, usual * 10);

    /// <summary>The usual size, or the long one.</summary>
    public static int Size(int usual, int @long) => s_isLong ? @long : usual;
}
