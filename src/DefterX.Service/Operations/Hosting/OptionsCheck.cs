using System;
using System.Globalization;
using DefterX.Service.Operations.Tls;

namespace DefterX.Service.Operations.Hosting;

/// <summary>Finds what cannot be meant in the options, before anything is opened.</summary>
internal static class OptionsCheck
{
    /// <exception cref="ServiceStartException">With the option and what to do.</exception>
    public static void Check(ServiceOptions options)
    {
        string[] urls = options.Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (urls.Length == 0) throw Invalid(nameof(options.Urls), options.Urls);
        TlsRule.Check(urls, new TrustedProxies(options.TrustedProxies), options.Certificate.Path is { Length: > 0 });
        if (options.MaximumFileBytes <= 0) throw Invalid(nameof(options.MaximumFileBytes), options.MaximumFileBytes);
        if (options.MaximumOfficeBytes < 0) throw Invalid(nameof(options.MaximumOfficeBytes), options.MaximumOfficeBytes);
        if (options.LeaseSeconds is < 5 or > 3600) throw Invalid(nameof(options.LeaseSeconds), options.LeaseSeconds);
        if (options.Session.AbsoluteHours is not (> 0 and <= 24 * 31)) throw Invalid("Session:AbsoluteHours", options.Session.AbsoluteHours);
        if (options.DownloadPatienceSeconds is not (>= 1 and <= 3600)) throw Invalid(nameof(options.DownloadPatienceSeconds), options.DownloadPatienceSeconds);
        if (options.DrainSeconds is < 0 or > 600) throw Invalid(nameof(options.DrainSeconds), options.DrainSeconds);
        if (options.MaximumConnections < 1) throw Invalid(nameof(options.MaximumConnections), options.MaximumConnections);
        if (options.Logs.RetainedFiles < 1) throw Invalid("Logs:RetainedFiles", options.Logs.RetainedFiles);
        // A short code is guessed as quickly as requests come.
        if (options.Registration.Code is { Length: > 0 and < 12 }) throw Invalid("Registration:Code", "***");
        if (options.Metrics.Token is { Length: > 0 and < 16 }) throw Invalid("Metrics:Token", "***");
        if (options.PublicUri is { } uri && !Uri.TryCreate(uri, UriKind.Absolute, out _)) throw Invalid(nameof(options.PublicUri), uri);
    }

    private static ServiceStartException Invalid(string name, object value) => new(
        Text.Format(Strings.OptionInvalid, $"{ServiceOptions.Section}:{name}", Convert.ToString(value, CultureInfo.InvariantCulture)));
}
