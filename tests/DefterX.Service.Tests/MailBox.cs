using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Service.Accounts;

namespace DefterX.Service.Tests;

/// <summary>Keeps the keys that were mailed.</summary>
internal sealed class MailBox : IWelcomeMail
{
    private readonly ConcurrentQueue<(WelcomeMessage Message, string Key)> _mails = new();

    /// <summary>Whether sending fails.</summary>
    public bool IsBroken { get; set; }

    public int Count => _mails.Count;

    public WelcomeMessage Last => _mails.Last().Message;

    /// <summary>The key that was mailed last.</summary>
    public string LastKey => _mails.Last().Key;

    public Task SendAsync(WelcomeMessage message, CancellationToken cancellationToken)
    {
        if (IsBroken) throw new InvalidOperationException("The mail server is away.");
        _mails.Enqueue((message, new NetworkCredential("", message.Key.ToSecureString()).Password));
        return Task.CompletedTask;
    }
}
