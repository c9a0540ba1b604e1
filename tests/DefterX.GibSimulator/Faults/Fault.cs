using System;
using System.IO.Enumeration;
using DefterX.GibSimulator.Requests;

namespace DefterX.GibSimulator.Faults;

/// <summary>A fault on order: what goes wrong, on which requests, and how often.</summary>
public sealed record Fault
{
    public required FaultKind Kind { get; init; }

    /// <summary>The operation it falls on; null is each on which it can.</summary>
    public GibOperation? Operation { get; init; }

    /// <summary>A package's name, with <c>*</c> and <c>?</c>, or a taxpayer's VKN or TCKN.</summary>
    public string Package { get; init; } = "*";

    /// <summary>How many requests it falls on; null is always.</summary>
    public int? Count { get; init; }

    /// <summary>Whether <see cref="Count"/> is that of each package.</summary>
    public bool PerPackage { get; init; }

    /// <summary>The share of the requests it falls on, 0 to 1.</summary>
    public double Rate { get; init; } = 1;

    /// <summary>Which ones these are: the same seed gives the same requests of each package, in whatever order packages come.</summary>
    public int Seed { get; init; }

    /// <summary>GİB's code, of <see cref="FaultKind.Code"/>.</summary>
    public int Code { get; init; }

    /// <summary>Of <see cref="FaultKind.Http"/>.</summary>
    public int StatusCode { get; init; } = 500;

    /// <summary>The <c>Retry-After</c> header of <see cref="FaultKind.Http"/>, in whole seconds.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Of <see cref="FaultKind.Slow"/> and <see cref="FaultKind.WrongDate"/>.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>The reason of <see cref="FaultKind.ProcessingFails"/>.</summary>
    public string Text { get; init; } = "Sistem hatası";

    /// <summary>Whether it goes together with another fault on the same request.</summary>
    internal bool Combines => Kind is FaultKind.Slow or FaultKind.Mtom or FaultKind.WrongDate;

    /// <param name="code">101 to 114, 203 to 206 or 303 to 305.</param>
    public static Fault Gib(int code) => new() { Kind = FaultKind.Code, Code = code };

    public static Fault Http(int statusCode, TimeSpan? retryAfter = null) =>
        new() { Kind = FaultKind.Http, StatusCode = statusCode, RetryAfter = retryAfter };

    public static Fault Slow(TimeSpan delay) => new() { Kind = FaultKind.Slow, Delay = delay };

    public static Fault WrongDate(TimeSpan deviation) => new() { Kind = FaultKind.WrongDate, Delay = deviation };

    public static Fault ProcessingFails(string text) => new() { Kind = FaultKind.ProcessingFails, Text = text };

    /// <summary>A fault that is described by its kind alone.</summary>
    public static Fault Of(FaultKind kind) => new() { Kind = kind };

    /// <summary>The next requests only.</summary>
    public Fault Next(int count) => this with { Count = count };

    /// <summary>The next requests of each package.</summary>
    public Fault NextOfEach(int count) => this with { Count = count, PerPackage = true };

    /// <summary>Whether it can fall on that operation, and is ordered for that package.</summary>
    internal bool Concerns(GibOperation operation, string package) =>
        CanFallOn(operation) && (Operation ?? operation) == operation
        && (FileSystemName.MatchesSimpleExpression(Package, package, ignoreCase: false)
            || package.StartsWith(Package + "-", StringComparison.Ordinal));

    private bool CanFallOn(GibOperation operation) => Kind switch
    {
        FaultKind.Code => (Code / 100) switch
        {
            1 => operation == GibOperation.SendDocumentFile,
            2 => operation == GibOperation.ReceiveDocumentFile,
            _ => operation == GibOperation.GetBatchStatus,
        },
        FaultKind.ReorderedStatus => operation == GibOperation.GetBatchStatus,
        FaultKind.BeratNotCounterSigned or FaultKind.BeratCounterSignatureBroken or FaultKind.BeratOfAnother
            or FaultKind.BeratZipEmpty or FaultKind.BeratZipGarbage => operation == GibOperation.ReceiveDocumentFile,
        FaultKind.ProcessingFails => operation == GibOperation.Processing,
        _ => operation != GibOperation.Processing,
    };
}
