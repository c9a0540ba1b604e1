using System.Runtime.CompilerServices;

namespace DefterX.Xml;

/// <summary>For methods that run millions of times in a second.</summary>
internal static class Hot
{
    /// <summary>AggressiveOptimization, which netstandard2.0 does not name: a process that reads one ledger is over before the
    /// runtime has found out by itself which methods to optimise.</summary>
    public const MethodImplOptions Method = (MethodImplOptions)512;
}
