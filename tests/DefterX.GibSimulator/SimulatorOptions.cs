using System;
using System.Collections.Generic;
using System.Security.Cryptography.X509Certificates;
using DefterX.GibSimulator.Faults;

namespace DefterX.GibSimulator;

/// <summary>How the simulator behaves.</summary>
public sealed record SimulatorOptions
{
    /// <summary>The TCP port on 127.0.0.1; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>Where every request's envelope is kept, as <c>0001-sendDocumentFile.xml</c>; null keeps none.</summary>
    public string? EnvelopeFolder { get; init; }

    /// <summary>Where packages, approved berats and the authority's key outlive the process; null keeps them in memory.</summary>
    public string? StateFolder { get; init; }

    /// <summary>How long a package takes from its arrival to its result.</summary>
    public TimeSpan ProcessingDelay { get; init; }

    /// <summary>How long every answer takes after its request was taken.</summary>
    public TimeSpan AnswerDelay { get; init; }

    /// <summary>The faults on order from the start; more may be ordered while it runs.</summary>
    public FaultPlan Faults { get; init; } = new();

    /// <summary>The largest request taken, in bytes; a larger one is answered with HTTP 413.</summary>
    public long MaxRequestBytes { get; init; } = 400L * 1024 * 1024;

    /// <summary>The largest package, in bytes; a larger one is fault 106.</summary>
    public long MaxPackageBytes { get; init; } = 250L * 1024 * 1024;

    /// <summary>The largest file in a package, in bytes.</summary>
    public long MaxFileBytes { get; init; } = 250L * 1024 * 1024;

    /// <summary>Holders of a consent (e-muvafakatname), whose XAdES signatures are taken for any taxpayer.</summary>
    public IReadOnlyCollection<string> AuthorisedSigners { get; init; } = [];

    /// <summary>Approved software firms, which may send for any taxpayer and query what they sent.</summary>
    public IReadOnlyCollection<string> SoftwareFirms { get; init; } = [];

    /// <summary>Root certificates that signers have to chain to; empty judges no chain.</summary>
    public X509Certificate2Collection TrustedAuthorities { get; init; } = [];

    public TimeSpan ClockSkew { get; init; } = TimeSpan.FromSeconds(60);

    public TimeSpan MaxTimestampLifetime { get; init; } = TimeSpan.FromHours(1);

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
