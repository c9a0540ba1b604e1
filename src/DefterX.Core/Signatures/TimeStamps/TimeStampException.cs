using System;

namespace DefterX.Signatures.TimeStamps;

/// <summary>The authority gave no time stamp that counts; the message says why, in the UI culture.</summary>
internal sealed class TimeStampException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>Whether it is worth a second try.</summary>
    public bool IsPassing { get; init; }
}
