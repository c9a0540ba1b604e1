using Prometheus;

namespace DefterX.Service.Monitoring;

/// <summary>What <c>/metrics</c> tells, in Prometheus' text format; no label tells an office, a firm or a person.</summary>
internal static class ServiceMetrics
{
    /// <summary>Seconds of requests, by method, route and status.</summary>
    public static Histogram Requests { get; } = Metrics.CreateHistogram(
        "defterx_request_seconds",
        "Duration of requests in seconds.",
        new HistogramConfiguration
        {
            LabelNames = ["method", "route", "status"],
            Buckets = [0.005, 0.02, 0.1, 0.5, 2, 10, 60, 600],
        });

    /// <summary>Logins, by outcome: <c>Accepted</c>, or the code of the problem.</summary>
    public static Counter Logins { get; } = Metrics.CreateCounter("defterx_logins_total", "Logins by outcome.", "outcome");

    /// <summary>Bytes of files that came.</summary>
    public static Counter UploadedBytes { get; } = Metrics.CreateCounter("defterx_uploaded_bytes_total", "Bytes of files received.");

    /// <summary>Bytes of files that went.</summary>
    public static Counter DownloadedBytes { get; } = Metrics.CreateCounter("defterx_downloaded_bytes_total", "Bytes of files sent.");

    /// <summary>Commits of months, by outcome: <c>Accepted</c>, or the code of the problem.</summary>
    public static Counter Commits { get; } = Metrics.CreateCounter("defterx_commits_total", "Commits of months by outcome.", "outcome");

    /// <summary>Leases taken or renewed, by outcome: <c>Accepted</c>, or the code of the problem.</summary>
    public static Counter Leases { get; } = Metrics.CreateCounter("defterx_leases_total", "Leases of months by outcome.", "outcome");

    /// <summary>Welcome mails, by outcome: <c>sent</c>, <c>failed</c>.</summary>
    public static Counter Mails { get; } = Metrics.CreateCounter("defterx_mails_total", "Welcome mails by outcome.", "outcome");

    /// <summary>Months of all offices, by state; counted when asked for.</summary>
    public static Gauge Months { get; } = Metrics.CreateGauge("defterx_months", "Months by state.", "state");
}
