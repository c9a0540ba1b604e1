using System;
using System.Linq;
using DefterX.Ledgers;
using Xunit;

namespace DefterX.Tests.Ledgers;

public sealed class LastFailureTests
{
    /// <param name="steps">What happened, to a package or, without one, to the month.</param>
    /// <param name="expected">Which of these it is, from 0; -1 for none.</param>
    [Theory]
    [InlineData("Created, Signed", -1)]
    [InlineData("Created, Failed", 1)]
    [InlineData("Failed, Created", -1)] // made good
    [InlineData("Sending YB, Sent YB", -1)]
    [InlineData("Sending YB, Failed YB", 1)]
    [InlineData("Sending YB, Failed YB, Sending YB, Sent YB", -1)]
    [InlineData("Sending YB, Failed YB, Packed YB", 1)] // for the portal
    [InlineData("Sent YB, Sending KB, Refused KB", 2)]
    [InlineData("Refused YB, Sending KB, Refused KB", 2)]
    [InlineData("Sent YB, Sent KB, Rejected YB, Rejected KB", 2)] // the first one's reason is the cause
    [InlineData("Rejected YB, Failed", 1)]
    [InlineData("Failed, Packed YB", 0)]
    public void LastFailure_IsTheOneThatIsNotMadeGood(string steps, int expected)
    {
        FilingEvent[] log = [.. steps.Split(", ").Select(Parse)];
        Assert.Same(expected < 0 ? null : log[expected], LedgerStatus.LastFailure(log));
    }

    private static FilingEvent Parse(string text)
    {
        string[] words = text.Split(' ');
        return new FilingEvent { Time = default, Step = Enum.Parse<FilingStep>(words[0]), Package = words.ElementAtOrDefault(1) };
    }
}
