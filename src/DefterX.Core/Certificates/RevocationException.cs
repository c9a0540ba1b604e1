using System;

namespace DefterX.Certificates;

/// <summary>A source gave no answer that counts; the message says why, in the UI culture.</summary>
internal sealed class RevocationException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>Whether the server could not be reached, or was silent.</summary>
    public bool IsUnreachable { get; init; }
}
