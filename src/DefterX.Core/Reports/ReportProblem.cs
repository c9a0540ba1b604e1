namespace DefterX.Reports;

/// <summary>What stands in a ledger's way.</summary>
/// <param name="ErrorId">One of <see cref="ErrorIds"/>, or null where the failure is none of ours.</param>
/// <param name="Message">What happened.</param>
/// <param name="Remedy">What to do, in the UI culture.</param>
internal sealed record ReportProblem(string? ErrorId, string Message, string Remedy);
