using System;
using System.IO;
using System.Linq;

namespace DefterX.Office;

/// <summary>Tells when the login key with which a session was opened is revoked.</summary>
internal sealed class LoginKeyWatch(OfficeFolder office, LoginKeyInfo key) : ILoginWatch
{
    private readonly object _gate = new();
    private (DateTime Time, long Length)? _seen;
    private bool _isRevoked;

    /// <summary>Whose key it is.</summary>
    public string Name => key.Name;

    /// <summary>Whether the office has taken the key off its list; stays so then. The file is read only when its time or length
    /// has changed; while it cannot be reached, the last answer holds.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.OfficeInvalid"/>.</exception>
    public bool IsRevoked()
    {
        lock (_gate)
        {
            if (_isRevoked) return true;
            try
            {
                FileInfo file = new(office.SettingsFile);
                // Taken before reading, so that a change meanwhile is seen the next time.
                (DateTime, long) present = (file.LastWriteTimeUtc, file.Length);
                if (_seen == present) return false;
                _isRevoked = office.LoginKeys.List().All(kept => kept.Id != key.Id);
                _seen = present;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // A share that is away for a moment ends no session; what the session does next will say so if it stays away.
            }

            return _isRevoked;
        }
    }
}
