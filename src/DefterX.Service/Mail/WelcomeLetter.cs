using System;
using System.Collections.Generic;
using System.IO;
using DefterX.Office;
using DefterX.Secrets;
using DefterX.Service.Accounts;
using MimeKit;
using MimeKit.Utils;

namespace DefterX.Service.Mail;

/// <summary>The welcome mail, in Turkish; the key in it is zeroed when disposed.</summary>
internal sealed class WelcomeLetter : IDisposable
{
    /// <summary>What mailboxes show.</summary>
    public const string Subject = "DefterX: Hoşgeldiniz!";

    private readonly List<PinnedBytes> _texts = [];

    /// <param name="welcome">Whom it welcomes.</param>
    /// <param name="service">Where clients reach the service.</param>
    /// <param name="from">The sender.</param>
    /// <param name="key">The key in ASCII; stays the caller's.</param>
    /// <param name="time">For the header Date and the period in the example, the month before.</param>
    public WelcomeLetter(WelcomeMessage welcome, Uri service, MailboxAddress from, byte[] key, DateTimeOffset time)
    {
        Dictionary<string, string> values = new(StringComparer.Ordinal)
        {
            ["office"] = welcome.OfficeName,
            ["name"] = welcome.KeyName,
            ["customer"] = welcome.CustomerNumber,
            ["role"] = NameOf(welcome.Role),
            ["service"] = service.ToString(),
            ["period"] = Period.Of(time.AddMonths(-1).Date).ToString(),
        };
        Message = new MimeMessage
        {
            Subject = Subject,
            Date = time,
            MessageId = MimeUtils.GenerateMessageId(from.Domain is { Length: > 0 } domain ? domain : "localhost"),
            Body = new MultipartAlternative { Part("plain", values, key), Part("html", values, key) },
        };
        Message.From.Add(from);
        Message.To.Add(new MailboxAddress(welcome.KeyName, welcome.Recipient));
        // RFC 3834: no absence note comes back for it.
        Message.Headers.Add("Auto-Submitted", "auto-generated");
    }

    public MimeMessage Message { get; }

    public void Dispose()
    {
        Message.Dispose();
        foreach (PinnedBytes text in _texts) text.Dispose();
    }

    private MimePart Part(string subtype, Dictionary<string, string> values, byte[] key)
    {
        PinnedBytes text = WelcomeText.Fill(subtype == "plain" ? "Welcome.txt" : "Welcome.html", values, key);
        _texts.Add(text);
        MimePart part = new("text", subtype)
        {
            Content = new MimeContent(new MemoryStream(text.Bytes, writable: false)),
            ContentTransferEncoding = ContentEncoding.QuotedPrintable,
        };
        part.ContentType.Charset = "utf-8";
        return part;
    }

    private static string NameOf(OfficeRole role) => role switch
    {
        OfficeRole.Administrator => "yönetici",
        OfficeRole.Signer => "imzalayan",
        _ => "hazırlayan",
    };
}
