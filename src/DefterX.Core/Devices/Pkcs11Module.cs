using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Threading;
using Net.Pkcs11Interop.HighLevelAPI;

namespace DefterX.Devices;

/// <summary>A PKCS#11 library in use. Calls to it take turns, since many vendors' modules bear no two at once.</summary>
[SuppressMessage("Design", "CA1001", Justification = "Lives as long as the process; its semaphore has no wait handle.")]
internal sealed class Pkcs11Module
{
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Dictionary<ulong, int> _logins = [];
    private readonly Action _release;

    public Pkcs11Module(IPkcs11Library library, Action release)
    {
        Library = library;
        _release = release;
    }

    /// <summary>The library, for use within <see cref="Run"/>.</summary>
    public IPkcs11Library Library { get; }

    /// <summary>Gives back what <see cref="Pkcs11Libraries.Acquire"/> gave; once for each.</summary>
    public void Release() => _release();

    /// <summary>Calls the library when its turn comes.</summary>
    public T Run<T>(Func<T> call, CancellationToken cancellationToken)
    {
        _turn.Wait(cancellationToken);
        try
        {
            return call();
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Notes a login. A login belongs to token and process (PKCS#11 v2.40, 5.6), so the last user of it logs out.</summary>
    /// <param name="slotId">The token's slot.</param>
    /// <param name="loggedIn">Whether this process logged in just now; false when it was before.</param>
    /// <returns>Whether the login counts: one that was not made here is not ours to end.</returns>
    public bool AddLogin(ulong slotId, bool loggedIn)
    {
        bool ours = _logins.TryGetValue(slotId, out int count);
        if (!ours && !loggedIn) return false;
        _logins[slotId] = count + 1;
        return true;
    }

    /// <summary>Takes back a login that counted.</summary>
    /// <returns>Whether it was the last one.</returns>
    public bool RemoveLogin(ulong slotId)
    {
        if (!_logins.TryGetValue(slotId, out int count)) return false;
        if (count > 1)
        {
            _logins[slotId] = count - 1;
            return false;
        }

        return _logins.Remove(slotId);
    }
}
