using System;

namespace DefterX.OfficeService;

/// <summary>A failure that may pass; only within the client.</summary>
internal sealed class TransientServiceException(DefterXException failure, TimeSpan? retryAfter) : Exception(failure.Message, failure)
{
    public DefterXException Failure { get; } = failure;

    /// <summary>How long the service asks to be left alone; null where it does not say.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;
}
