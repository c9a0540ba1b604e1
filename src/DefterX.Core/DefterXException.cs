using System;

namespace DefterX;

/// <summary>A failure that the user can understand and act on.</summary>
/// <remarks>The message is in the UI culture and says what happened, where, and what to do. It never holds a secret.</remarks>
public sealed class DefterXException : Exception
{
    /// <summary>Creates the failure.</summary>
    /// <param name="errorId">One of <see cref="ErrorIds"/>.</param>
    /// <param name="message">What happened, where and what to do, in the UI culture.</param>
    /// <param name="target">What the failure is about: a firm's identifier, a path, a device name.</param>
    /// <param name="innerException">The cause, if another exception is.</param>
    public DefterXException(string errorId, string message, object? target = null, Exception? innerException = null)
        : base(message, innerException)
    {
        ErrorId = errorId;
        Target = target;
    }

    /// <summary>One of <see cref="ErrorIds"/>.</summary>
    public string ErrorId { get; }

    /// <summary>What the failure is about, or null.</summary>
    public object? Target { get; }
}
