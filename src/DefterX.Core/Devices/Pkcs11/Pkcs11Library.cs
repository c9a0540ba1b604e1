using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.IO;
using System.Runtime.InteropServices;
using System.Threading;

namespace DefterX.Devices.Pkcs11;

/// <summary>A PKCS#11 library of this process. Calls to it take turns, since many vendors' modules bear no two at once.</summary>
/// <remarks>Initialised with the first call and kept so: initialising a card's module can take seconds.</remarks>
[SuppressMessage("Design", "CA1001", Justification = "Lives as long as the process; its semaphore has no wait handle.")]
internal sealed class Pkcs11Library(string path, CryptokiLayout? layout = null)
{
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Dictionary<string, int> _logins = new(StringComparer.Ordinal);
    private readonly Stopwatch _age = new();
    private Cryptoki? _functions;
    private bool _isInitialised;
    private bool _isOurs;

    /// <summary>Full path of the file.</summary>
    public string Path => path;

    /// <summary>How long to wait for a call that another thread has under way; one on a reader's PIN pad takes up to a minute.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(90);

    /// <summary>How long after an initialisation the library is not initialised again just to see new readers.</summary>
    public TimeSpan Freshness { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How many connected devices rely on the library's state.</summary>
    public int Users { get; private set; }

    /// <summary>Whether a call is under way.</summary>
    public bool IsBusy => _turn.CurrentCount == 0;

    /// <summary>Calls the library when its turn comes; loads and initialises it before if need be.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.LibraryNotLoaded"/>;
    /// <see cref="ErrorIds.DeviceBusy"/> when another call does not return.</exception>
    public T Run<T>(Func<Cryptoki, T> call, CancellationToken cancellationToken)
    {
        if (!_turn.Wait(Patience, cancellationToken))
        {
            throw new DefterXException(ErrorIds.DeviceBusy, Text.Format(Strings.LibraryBusy, path), path);
        }

        try
        {
            return call(Initialised());
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Calls the library if it is initialised and free within a time.</summary>
    /// <returns>Whether it was free.</returns>
    public bool TryRun(Action<Cryptoki> call, TimeSpan patience)
    {
        if (!_turn.Wait(patience)) return false;
        try
        {
            if (_isInitialised) call(_functions!);
            return true;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Counts a connected device. Within the library's turn, as all that follows.</summary>
    public void AddUser() => Users++;

    public void RemoveUser() => Users--;

    /// <summary>Notes a login. A login belongs to token and process (PKCS#11 v2.40, 5.6), so the last user of it logs out.</summary>
    /// <param name="token">The token.</param>
    /// <param name="loggedIn">Whether this process logged in just now; false when it was before.</param>
    /// <returns>Whether the login counts: one that was not made here is not ours to end.</returns>
    public bool AddLogin(string token, bool loggedIn)
    {
        bool ours = _logins.TryGetValue(token, out int count);
        if (!ours && !loggedIn) return false;
        _logins[token] = count + 1;
        return true;
    }

    /// <summary>Takes back a login that counted.</summary>
    /// <returns>Whether it was the last one.</returns>
    public bool RemoveLogin(string token)
    {
        if (!_logins.TryGetValue(token, out int count)) return false;
        if (count > 1)
        {
            _logins[token] = count - 1;
            return false;
        }

        return _logins.Remove(token);
    }

    /// <summary>Finalises and initialises the library, which makes modules see new readers and come back after driver errors.
    /// One that somebody else initialised is left alone.</summary>
    /// <param name="users">How many of its users agree to lose their sessions; with more nothing is done.</param>
    /// <param name="cause">Why: after CKR_CRYPTOKI_NOT_INITIALIZED somebody else finalised it, and all sessions are lost already.</param>
    /// <returns>Whether it was done.</returns>
    public bool Restart(int users, CKR cause = CKR.CKR_OK)
    {
        if (cause == CKR.CKR_CRYPTOKI_NOT_INITIALIZED) _isInitialised = _isOurs = false;
        else if (_isOurs && Users <= users) FinalizeNow();
        else return false;
        Initialised();
        return true;
    }

    /// <summary>Initialises an unused library again, at most every two seconds: some modules see new readers only then.</summary>
    /// <returns>Whether it was done.</returns>
    public bool Refresh() => _age.Elapsed >= Freshness && Restart(users: 0);

    /// <summary>Finalises the library if it was initialised here and nobody uses it.</summary>
    public void TryFinalize() => TryRun(
        _ =>
        {
            if (_isOurs && Users == 0) FinalizeNow();
        },
        TimeSpan.Zero);

    private void FinalizeNow()
    {
        _functions!.FinalizeLibrary(); // a failure leaves nothing to be done
        _isInitialised = _isOurs = false;
        _logins.Clear();
    }

    private Cryptoki Initialised()
    {
        _functions ??= Load();
        if (_isInitialised) return _functions;
        CKR result = _functions.Initialize(withLocking: true);

        // AKİS on some systems takes no arguments; calls take turns in any case.
        if (result == CKR.CKR_ARGUMENTS_BAD) result = _functions.Initialize(withLocking: false);
        if (result is not (CKR.CKR_OK or CKR.CKR_CRYPTOKI_ALREADY_INITIALIZED))
        {
            throw NotLoaded(Text.Format(Strings.LibraryNotInitialised, path, Pkcs11Exception.Name(result)), null);
        }

        _age.Restart();
        _isInitialised = true;
        _isOurs = result == CKR.CKR_OK;
        return _functions;
    }

    private Cryptoki Load()
    {
        if (!File.Exists(path)) throw NotLoaded(Text.Format(Strings.LibraryMissing, path), null);
        LibraryImage image = LibraryImage.Read(path);
        if (image.Format != LibraryFormat.None && !image.Fits(HostSystems.Current.Format(), RuntimeInformation.ProcessArchitecture))
        {
            string architectures = string.Join(", ", image.Architectures);
            string process = LibraryImage.NameOf(RuntimeInformation.ProcessArchitecture);
            throw NotLoaded(Text.Format(Strings.LibraryArchitecture, path, architectures, process), null);
        }

        try
        {
            return Cryptoki.Load(path, layout);
        }
        catch (Exception e) when (e
            is DllNotFoundException or BadImageFormatException or EntryPointNotFoundException or Pkcs11Exception)
        {
            throw NotLoaded(Text.Format(Strings.LibraryUnloadable, path, e.Message), e);
        }
    }

    private DefterXException NotLoaded(string message, Exception? cause) => new(ErrorIds.LibraryNotLoaded, message, path, cause);
}
