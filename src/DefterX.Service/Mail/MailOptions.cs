using System;
using System.Net;

namespace DefterX.Service.Mail;

/// <summary>How the connection to the mail server is protected.</summary>
internal enum MailSecurity
{
    /// <summary>TLS at once on port 465, else STARTTLS, which a server on this machine alone may lack.</summary>
    Auto,

    /// <summary>STARTTLS; without it nothing is sent (RFC 3207).</summary>
    StartTls,

    /// <summary>TLS at once (RFC 8314).</summary>
    Tls,

    /// <summary>None; only to a server on this machine.</summary>
    None,
}

/// <summary>The section <c>Service:Mail</c>.</summary>
internal sealed class MailOptions
{
    /// <summary>The mail server; without it mails are put into <see cref="PickupFolder"/>.</summary>
    public string? Host { get; set; }

    public int Port { get; set; } = 587;

    /// <summary>For the login at the mail server; none without it.</summary>
    public string? User { get; set; }

    public string? Password { get; set; }

    /// <summary>The sender, as <c>DefterX &lt;defterx@buro.example&gt;</c>.</summary>
    public string From { get; set; } = "DefterX <defterx@localhost>";

    public MailSecurity Security { get; set; }

    /// <summary>Where mails are put as .eml without a mail server; <c>mail</c> in the data folder by default.</summary>
    public string? PickupFolder { get; set; }

    /// <summary>How long all of the sending may take.</summary>
    public int TimeoutSeconds { get; set; } = 30;

    /// <summary>Whether the mail server is on this machine.</summary>
    public bool IsLoopback => string.Equals(Host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(Host, out IPAddress? address) && IPAddress.IsLoopback(address));
}
