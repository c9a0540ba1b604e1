using System;

namespace DefterX.Ledgers.Calendar;

/// <summary>The last day for the upload of a month.</summary>
/// <param name="Date">The day, without a time.</param>
/// <param name="IsProvisional">Whether holidays that are not published yet may still move it.</param>
internal readonly record struct DueDate(DateTime Date, bool IsProvisional);
