using System;

namespace DefterX;

/// <summary>A step of a long operation, reported through <see cref="IProgress{T}"/> from any thread.</summary>
/// <param name="Activity">What runs, in the UI culture.</param>
/// <param name="Status">The present step, in the UI culture.</param>
/// <param name="PercentComplete">0 to 100, or null when it cannot be known.</param>
/// <param name="Remaining">How long it takes from here, or null when it cannot be told yet.</param>
public sealed record OperationProgress(string Activity, string Status, int? PercentComplete = null, TimeSpan? Remaining = null);
