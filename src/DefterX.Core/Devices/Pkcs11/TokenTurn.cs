using System;
using System.Diagnostics;
using System.IO;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using DefterX.Files;
#if NET8_0_OR_GREATER
using LockHandle = Microsoft.Win32.SafeHandles.SafeFileHandle;
#else
// The stream, not its handle: .NET Framework's finalizer would close the handle of a stream that nobody holds.
using LockHandle = System.IO.FileStream;
#endif

namespace DefterX.Devices.Pkcs11;

/// <summary>A process's turn with a token: drivers do not serialise processes, and two that sign at once disturb each other.</summary>
/// <remarks>A lock file for each token, and a second one in which the next process waits: whoever has just had a turn comes after it.
/// The system gives the locks of a process that dies back.</remarks>
internal sealed class TokenTurn : IDisposable
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(5);
    private static readonly string s_folder = Folder();

    private readonly LockHandle _lock;

    private TokenTurn(LockHandle held) => _lock = held;

    /// <summary>Waits for the turn.</summary>
    /// <param name="token">What tells the token from others in every process: its serial number.</param>
    /// <param name="patience">How long to wait.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The turn until disposal; null when another process kept the token for longer.</returns>
    public static TokenTurn? Take(string token, TimeSpan patience, CancellationToken cancellationToken)
    {
        string path = PathOf(token);
        Stopwatch clock = Stopwatch.StartNew();
        using LockHandle? next = Wait(path + ".next", patience, clock, cancellationToken);
        LockHandle? held = next is null ? null : Wait(path + ".turn", patience, clock, cancellationToken);
        return held is null ? null : new TokenTurn(held);
    }

    /// <summary>Where the lock files are, less their endings <c>.turn</c> and <c>.next</c>.</summary>
    internal static string PathOf(string token) => Path.Combine(s_folder, "defterx-" + Name(token));

    public void Dispose() => _lock.Dispose();

    private static LockHandle? Wait(string path, TimeSpan patience, Stopwatch clock, CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (TryOpen(path) is { } held) return held;
            if (clock.Elapsed >= patience) return null;
            cancellationToken.WaitHandle.WaitOne(s_pause);
        }
    }

    // Another user's file can be read, not written, and the lock asks for no more.
    private static LockHandle? TryOpen(string path)
    {
        try
        {
            return Open(path, FileMode.Open, FileAccess.Read);
        }
        catch (FileNotFoundException)
        {
            return TryCreate(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null; // held by another
        }
    }

    private static LockHandle? TryCreate(string path)
    {
        try
        {
            return Open(path, FileMode.CreateNew, FileAccess.ReadWrite);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null; // made by another meanwhile
        }
    }

#if NET8_0_OR_GREATER
    private const UnixFileMode ReadableByAll =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private static LockHandle Open(string path, FileMode mode, FileAccess access)
    {
        LockHandle file = File.OpenHandle(path, mode, access, FileShare.None);
        if (mode == FileMode.CreateNew && !OperatingSystem.IsWindows()) File.SetUnixFileMode(file, ReadableByAll);
        return file;
    }
#else
    private static LockHandle Open(string path, FileMode mode, FileAccess access) => new(path, mode, access, FileShare.None);
#endif

    private static string Name(string token)
    {
        using SHA256 hash = SHA256.Create();
        return FileDigest.ToHexadecimal(hash.ComputeHash(Encoding.UTF8.GetBytes(token))).Substring(0, 16);
    }

    // One for all users of the machine: a scheduled task has another temporary folder than the person at the desk.
    private static string Folder()
    {
        if (!RuntimeInformation.IsOSPlatform(OSPlatform.Windows)) return "/tmp";
        string folder = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.CommonApplicationData), nameof(DefterX));
        try
        {
            Directory.CreateDirectory(folder);
            return folder;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Path.GetTempPath(); // turns with the same user's processes are better than none
        }
    }
}
