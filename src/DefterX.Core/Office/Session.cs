using System;
using System.Collections.Generic;
using System.Threading;
using DefterX.Devices;

namespace DefterX.Office;

/// <summary>A login to an office for a working period: a handle whose period and state can change.</summary>
public sealed class Session
{
    private static int s_lastId;
    private readonly object _gate = new();
    private readonly SessionOptions _options;
    private DateTimeOffset _lastUsed;
    private Period _period;
    private bool _closed;

    internal Session(OfficeFolder office, Period period, int firmCount, SessionOptions options)
    {
        Id = Interlocked.Increment(ref s_lastId);
        Folder = office;
        FirmCount = firmCount;
        OpenedAt = options.Clock().LocalDateTime;
        _options = options;
        _period = period;
        _lastUsed = options.Clock();
    }

    /// <summary>A number that counts the sessions of this process.</summary>
    public int Id { get; }

    /// <summary>Full path of the office folder.</summary>
    public string Office => Folder.Path;

    /// <summary>The office's customer number.</summary>
    public string CustomerNumber => Folder.Settings.CustomerNumber;

    /// <summary>The working period.</summary>
    public Period Period
    {
        get
        {
            lock (_gate) return _period;
        }
    }

    /// <summary>The connected devices that the session may use.</summary>
    public IReadOnlyList<Device> Devices => _options.Devices();

    /// <summary>What can be done now; signing and sending want a device.</summary>
    public SessionCapabilities Capabilities
    {
        get
        {
            SessionCapabilities capabilities = SessionCapabilities.Validate | SessionCapabilities.Create;
            if (Devices.Count > 0) capabilities |= SessionCapabilities.Sign;
            if (_options.IsGibConnected()) capabilities |= SessionCapabilities.Send;
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
            lock (_gate)
            {
                if (_closed) return SessionState.Closed;
                TimeSpan idle = _options.Clock() - _lastUsed;
                return idle > Folder.Settings.SessionIdleTimeout ? SessionState.Expired : SessionState.Open;
            }
        }
    }

    internal OfficeFolder Folder { get; }

    /// <summary>The id, the office and the period.</summary>
    public override string ToString() => $"{Id}: {Office} {Period}";

    /// <summary>Ends the session; again does nothing.</summary>
    internal void Close()
    {
        lock (_gate) _closed = true;
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
    /// when it is closed or was idle for too long.</exception>
    internal void EnsureUsable()
    {
        lock (_gate)
        {
            SessionState state = State;
            if (state != SessionState.Open)
            {
                string text = state == SessionState.Closed ? Strings.SessionClosed : Strings.SessionExpired;
                throw new DefterXException(ErrorIds.SessionExpired, Text.Format(text, Id), Id);
            }

            _lastUsed = _options.Clock();
        }
    }
}
