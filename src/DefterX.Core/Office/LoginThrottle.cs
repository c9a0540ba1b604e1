using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using System.Threading;
using DefterX.Files;

namespace DefterX.Office;

/// <summary>Makes those wait who try wrong keys, by machine and user account,
/// so a rightful user elsewhere still gets in.</summary>
internal sealed class LoginThrottle(string path, string account, Func<DateTimeOffset> clock)
{
    private const int FreeTries = 5;
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(15);

    /// <summary>The present account, <c>MACHINE\user</c>.</summary>
    public static string CurrentAccount => $"{Environment.MachineName}\\{Environment.UserName}";

    /// <summary>Counts a try as wrong before it is checked, so that tries side by side all count.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.LoginThrottled"/> with the time to wait;
    /// the try is not counted.</exception>
    public void Enter(CancellationToken cancellationToken)
    {
        TimeSpan wait = TimeSpan.Zero;
        Change(tries => wait = Enter(tries), cancellationToken);
        if (wait <= TimeSpan.Zero) return;
        throw new DefterXException(
            ErrorIds.LoginThrottled, Text.Format(Strings.LoginThrottled, Math.Ceiling(wait.TotalSeconds)), account);
    }

    /// <summary>Forgets the account's wrong tries.</summary>
    public void Succeed() => Change(tries => tries.Remove(account), CancellationToken.None);

    // The time that is still to wait, or zero when the try was counted.
    private TimeSpan Enter(Dictionary<string, Tries> tries)
    {
        DateTimeOffset now = clock();
        tries.TryGetValue(account, out Tries known);
        // A clock that was set back must keep nobody out until it has caught up: the wait starts anew.
        if (known.Last > now) known = known with { Last = now };
        TimeSpan wait = WaitAfter(known.Wrong) - (now - known.Last);
        tries[account] = wait > TimeSpan.Zero ? known : new Tries(known.Wrong + 1, now);
        return wait;
    }

    private static TimeSpan WaitAfter(int wrong) => wrong < FreeTries
        ? TimeSpan.Zero
        : TimeSpan.FromSeconds(Math.Min(Math.Pow(2, wrong - FreeTries), s_longest.TotalSeconds));

    private void Change(Action<Dictionary<string, Tries>> change, CancellationToken cancellationToken)
    {
        using FileStream stream = LockedFile.Open(path, cancellationToken);
        Dictionary<string, Tries> tries = Read(stream);
        change(tries);
        byte[] bytes = JsonSerializer.SerializeToUtf8Bytes(tries);
        stream.SetLength(0);
        stream.Write(bytes, 0, bytes.Length);
        stream.Flush(flushToDisk: true);
    }

    private static Dictionary<string, Tries> Read(FileStream stream)
    {
        if (stream.Length == 0) return [];
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, Tries>>(stream) ?? [];
        }
        catch (JsonException)
        {
            // Left half written by a killed process; it must not keep a rightful user out.
            return [];
        }
    }

    private readonly record struct Tries(int Wrong, DateTimeOffset Last);
}
