using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Xml.Linq;

namespace DefterX.Build;

/// <summary>What a test run came to, and the messages of what failed or was skipped.</summary>
internal sealed record TestCounts(int Passed, int Failed, int Skipped, IReadOnlyList<string> Messages)
{
    internal static TestCounts None { get; } = new(0, 0, 0, []);

    public static TestCounts operator +(TestCounts left, TestCounts right) =>
        new(left.Passed + right.Passed, left.Failed + right.Failed, left.Skipped + right.Skipped, [.. left.Messages, .. right.Messages]);

    /// <summary>A run that broke before it could count, or counted no failure yet did not end well.</summary>
    internal static TestCounts Broken(string message) => new(0, 1, 0, ["FAILED " + message]);

    internal static TestCounts SkippedBecause(string reason) => new(0, 0, 1, ["SKIPPED " + reason]);

    /// <summary>Reads the log of <c>dotnet test</c>.</summary>
    internal static TestCounts ReadTrx(string path)
    {
        TestCounts counts = None;
        foreach (XElement result in XDocument.Load(path).Descendants().Where(e => e.Name.LocalName == "UnitTestResult"))
        {
            string name = (string?)result.Attribute("testName") ?? "";
            counts += (string?)result.Attribute("outcome") switch
            {
                // xunit 2 cannot skip a running test: one that lacks its oracle says so and returns.
                "Passed" when SkipLine(result) is string reason => SkippedBecause($"{name}: {reason}"),
                "Passed" => new TestCounts(1, 0, 0, []),
                "NotExecuted" => SkippedBecause(name),
                _ => Broken($"{name}{Environment.NewLine}{Text(result, "Message")}{Environment.NewLine}{Text(result, "StackTrace")}"),
            };
        }

        return counts;
    }

    /// <summary>Reads the NUnit 3 log of Pester, which has printed its failures itself.</summary>
    internal static TestCounts ReadPester(string path)
    {
        XElement run = XDocument.Load(path).Root!;
        int Count(string name) => int.Parse(run.Attribute(name)!.Value, CultureInfo.InvariantCulture);
        return new TestCounts(Count("passed"), Count("failed"), Count("skipped") + Count("inconclusive"), []);
    }

    private static string? SkipLine(XElement result) =>
        Text(result, "StdOut").Split('\n').Select(l => l.Trim()).FirstOrDefault(l => l.StartsWith("SKIPPED", StringComparison.Ordinal));

    private static string Text(XElement result, string name) =>
        string.Concat(result.Descendants().Where(e => e.Name.LocalName == name).Select(e => e.Value));
}
