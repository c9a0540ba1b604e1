using System;
using System.Collections.Generic;
using System.IO;
using DefterX.Service.Mail;
using DefterX.Service.Storage;
using Microsoft.Extensions.Configuration;

namespace DefterX.Service;

/// <summary>How the service is set up: the section <c>Service</c> of appsettings.json, or <c>DEFTERX_SERVICE__…</c>.</summary>
internal sealed class ServiceOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Service";

    /// <summary>Where it listens, separated by semicolons.</summary>
    public string Urls { get; set; } = "http://127.0.0.1:5341";

    /// <summary>What is kept: the database of SQLite, files, uploads, mail and logs.</summary>
    public string DataFolder { get; set; } = "data";

    /// <summary>Where the files lie; instances share it. Null for <see cref="DataFolder"/>.</summary>
    public string? FilesFolder { get; set; }

    public DatabaseOptions Database { get; set; } = new();

    public MailOptions Mail { get; set; } = new();

    public RegistrationOptions Registration { get; set; } = new();

    public CertificateOptions Certificate { get; set; } = new();

    public SessionOptions Session { get; set; } = new();

    public MetricsOptions Metrics { get; set; } = new();

    /// <summary>Addresses of proxies whose X-Forwarded-For and X-Forwarded-Proto are believed.</summary>
    public IList<string> TrustedProxies { get; set; } = [];

    /// <summary>The largest file, in bytes.</summary>
    public long MaximumFileBytes { get; set; } = 4L * 1024 * 1024 * 1024;

    /// <summary>How much an office may keep, with the uploads that are not finished, in bytes; 0 for as much as the disk has.</summary>
    public long MaximumOfficeBytes { get; set; }

    /// <summary>How long 128 KB of a download may take before its reader is cut off. Long enough for one who reads 10 KB a second: the system
    /// takes more only when as much as a megabyte of what it holds has gone.</summary>
    public double DownloadPatienceSeconds { get; set; } = 300;

    /// <summary>How long a lease lasts that is not renewed.</summary>
    public int LeaseSeconds { get; set; } = 60;

    /// <summary>Where clients reach the service, for the welcome mail; null for the first of <see cref="Urls"/>.</summary>
    public string? PublicUri { get; set; }

    /// <summary>How many connections there may be at once.</summary>
    public long MaximumConnections { get; set; } = 1000;

    /// <summary>How long the service goes on answering, as not ready, before it ends; so that a proxy looks away first.</summary>
    public double DrainSeconds { get; set; }

    public LogOptions Logs { get; set; } = new();

    /// <summary>Full path of the folder of log files.</summary>
    public string LogPath => Path.Combine(DataPath, "logs");

    /// <summary>What the welcome mail says of where the service is.</summary>
    public string ClientUri => PublicUri ?? Urls.Split(';')[0].Trim()
        .Replace("//+", "//" + Environment.MachineName, StringComparison.Ordinal)
        .Replace("//*", "//" + Environment.MachineName, StringComparison.Ordinal);

    /// <summary>Full path of the folder of what is kept.</summary>
    public string DataPath => Path.GetFullPath(DataFolder);

    /// <summary>Full path of the folder of the files.</summary>
    public string FilesPath => FilesFolder is null ? DataPath : Path.GetFullPath(FilesFolder);

    /// <summary>What a configuration says; what it leaves out stays as it is without set-up.</summary>
    public static ServiceOptions Read(IConfiguration configuration)
    {
        ServiceOptions options = new();
        configuration.GetSection(Section).Bind(options);
        return options;
    }
}

internal sealed class DatabaseOptions
{
    public DatabaseProvider Provider { get; set; }

    /// <summary>Null for <c>defterx.db</c> in the data folder.</summary>
    public string? ConnectionString { get; set; }
}

internal sealed class RegistrationOptions
{
    /// <summary>Who knows it may register an office over HTTP; nobody may when it is null.</summary>
    public string? Code { get; set; }
}

internal sealed class CertificateOptions
{
    /// <summary>A PFX or PEM file, or null.</summary>
    public string? Path { get; set; }

    /// <summary>The key's PEM file; null where the key is in the certificate's.</summary>
    public string? KeyPath { get; set; }

    public string? Password { get; set; }
}

internal sealed class SessionOptions
{
    /// <summary>After how many hours a session ends, used or not.</summary>
    public double AbsoluteHours { get; set; } = 24;

    public TimeSpan Absolute => TimeSpan.FromHours(AbsoluteHours);
}

internal sealed class MetricsOptions
{
    /// <summary>By which metrics are read from other machines; null for this machine alone.</summary>
    public string? Token { get; set; }
}

internal sealed class LogOptions
{
    /// <summary>How many log files are kept; there is one a day, more when one grows over 64 MB.</summary>
    public int RetainedFiles { get; set; } = 31;

    /// <summary>Whether the console gets lines too.</summary>
    public bool Console { get; set; } = true;
}
