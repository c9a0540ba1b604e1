using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using DefterX.Devices;

namespace DefterX.Office;

/// <summary>A login to an office for a working period: a handle whose period and state can change.</summary>
public sealed class Session
{
    private static int s_lastId;
    private readonly object _gate = new();
    private readonly SessionOptions _options;
    private readonly ILoginWatch _loginKey;
    private DateTimeOffset _lastUsed;
    private Period _period;
    private bool _closed;

    internal Session(OfficeFolder office, ILoginWatch loginKey, Period period, int firmCount, SessionOptions options)
    {
        Id = Interlocked.Increment(ref s_lastId);
        Folder = office;
        FirmCount = firmCount;
        OpenedAt = options.Clock().LocalDateTime;
        _options = options;
        _loginKey = loginKey;
        _period = period;
        _lastUsed = options.Clock();
    }

    /// <summary>A number that counts the sessions of this process.</summary>
    public int Id { get; }

    /// <summary>Where the office is kept: full path of its folder, or the address of the service.</summary>
    public string Office => Folder.Name;

    /// <summary>The office's customer number.</summary>
    public string CustomerNumber => Folder.Settings.CustomerNumber;

    /// <summary>Whose login key opened the session.</summary>
    public string LoginKeyName => _loginKey.Name;

    /// <summary>What the login key may do; null where the office is a folder, which knows no roles.</summary>
    public OfficeRole? Role => Folder.Service?.Session.Role;

    /// <summary>The working period.</summary>
    public Period Period
    {
        get
        {
            lock (_gate) return _period;
        }
    }

    /// <summary>The connected devices that the session may use.</summary>
    public IReadOnlyList<Device> Devices => _options.Devices().ToArray();

    /// <summary>What can be done now; signing and sending want a device.</summary>
    public SessionCapabilities Capabilities
    {
        get
        {
            SessionCapabilities capabilities = SessionCapabilities.Validate | SessionCapabilities.Create;
            if (Role == OfficeRole.Preparer) return capabilities;
            if (Devices.Count > 0) capabilities |= SessionCapabilities.Sign;
            if (_options.IsGibConnected(Folder.Settings)) capabilities |= SessionCapabilities.Send;
            return capabilities;
        }
    }

    /// <summary>The office's GİB environment.</summary>
    public GibEnvironment GibEnvironment => Folder.Settings.GibEnvironment;

    /// <summary>Number of firms when the session was opened.</summary>
    public int FirmCount { get; }

    /// <summary>When the session was opened, local time.</summary>
    public DateTime OpenedAt { get; }

    /// <summary>Whether the session can be used.</summary>
    public SessionState State
    {
        get
        {
            bool isRevoked = IsRevoked();
            lock (_gate) return StateNow(isRevoked);
        }
    }

    internal OfficeFolder Folder { get; }

    /// <summary>The id, the office and the period.</summary>
    public override string ToString() => $"{Id}: {Office} {Period}";

    /// <summary>Ends the session; again does nothing.</summary>
    internal void Close()
    {
        lock (_gate) _closed = true;
        Folder.Service?.Dispose();
    }

    /// <summary>Works in another month from now on.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.SessionExpired"/>.</exception>
    internal void ChangePeriod(Period period)
    {
        EnsureUsable();
        lock (_gate) _period = period;
    }

    /// <summary>Marks the session as used now.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.SessionExpired"/>
    /// when it is closed, was idle for too long or its login key was revoked;
    /// <see cref="ErrorIds.OfficeInvalid"/> when <c>office.json</c> is broken and does not tell.</exception>
    internal void EnsureUsable()
    {
        bool isRevoked = _loginKey.IsRevoked();
        lock (_gate)
        {
            string? text = StateNow(isRevoked) switch
            {
                SessionState.Closed => Text.Format(Strings.SessionClosed, Id),
                SessionState.Revoked => Text.Format(Role is null ? Strings.SessionRevoked : Strings.SessionRevokedAtService, Id, LoginKeyName),
                SessionState.Expired => Text.Format(Strings.SessionExpired, Id),
                _ => null,
            };
            if (text is not null) throw new DefterXException(ErrorIds.SessionExpired, text, Id);
            _lastUsed = _options.Clock();
        }
    }

    // A state can be looked at even where office.json is broken.
    private bool IsRevoked()
    {
        try
        {
            return _loginKey.IsRevoked();
        }
        catch (DefterXException)
        {
            return false;
        }
    }

    private SessionState StateNow(bool isRevoked) =>
        _closed ? SessionState.Closed
        : isRevoked ? SessionState.Revoked
        : _options.Clock() - _lastUsed > Folder.Settings.SessionIdleTimeout ? SessionState.Expired
        : SessionState.Open;
}
