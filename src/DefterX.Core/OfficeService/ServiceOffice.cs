using System;
using System.Threading;
using DefterX.OfficeService.Contracts;

namespace DefterX.OfficeService;

/// <summary>An office that a service keeps, as a session of this process reaches it.</summary>
internal sealed class ServiceOffice : IDisposable
{
    private static readonly TimeSpan s_freshness = TimeSpan.FromSeconds(5);
    private readonly object _gate = new();
    private readonly Func<DateTimeOffset> _clock;
    private DateTimeOffset _asked;
    private bool _isRevoked;
    private bool _isClosed;

    public ServiceOffice(ServiceApi api, ServiceClientOptions options, SessionInfo session, Func<DateTimeOffset> clock)
    {
        Api = api;
        Session = session;
        Files = new FileTransfer(api, options);
        Months = new MonthFeed(api, clock);
        _clock = clock;
        _asked = clock();
    }

    public ServiceApi Api { get; }

    /// <summary>What the login opened.</summary>
    public SessionInfo Session { get; }

    public FileTransfer Files { get; }

    /// <summary>Where all months stand.</summary>
    public MonthFeed Months { get; }

    /// <summary>Whether the service was heard to have ended the session.</summary>
    public bool HasEnded
    {
        get
        {
            lock (_gate) return _isRevoked;
        }
    }

    /// <summary>Asks whether the session is still good, unless that was just done.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.SessionExpired"/>, <see cref="ErrorIds.ServiceUnreachable"/>.</exception>
    public void EnsureOpen(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (!_isRevoked && (_clock() - _asked).Duration() < s_freshness) return;
        }

        try
        {
            _ = Api.GetSessionAsync(cancellationToken).GetAwaiter().GetResult();
            lock (_gate) _asked = _clock();
        }
        catch (DefterXException e) when (e.ErrorId == ErrorIds.SessionExpired)
        {
            lock (_gate) _isRevoked = true;
            throw;
        }
    }

    /// <summary>Ends the session; where the service cannot be told, it ends of itself.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_isClosed) return;
            _isClosed = true;
        }

        try
        {
            if (!HasEnded) Api.LogOutAsync(CancellationToken.None).GetAwaiter().GetResult();
        }
        catch (DefterXException)
        {
            // Gone, or ended already.
        }

        Api.Dispose();
    }

    public override string ToString() => Api.Client.Address.ToString();
}
