using System;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.IO;

namespace DefterX.Files;

/// <summary>A process of a machine, told from another that was given the same id.</summary>
/// <param name="Machine">The machine's name.</param>
/// <param name="Id">The process id.</param>
/// <param name="Start">When it started, in a form that no change of the clock alters: on Linux the boot and the ticks since it
/// (proc_pid_stat(5), starttime), elsewhere the system's own record of the time in ticks (UTC).</param>
internal sealed record ProcessIdentity(string Machine, int Id, string Start)
{
    private const int StartField = 19; // of those that follow the name in parentheses
    private const string BootPath = "/proc/sys/kernel/random/boot_id";

    /// <summary>This process.</summary>
    public static ProcessIdentity Current { get; } = OfThis();

    /// <summary>Whether it is or was one of this machine.</summary>
    public bool IsHere => string.Equals(Machine, Environment.MachineName, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the process, one of this machine, may still run; false where it is certain that it has ended.</summary>
    public bool IsAlive() => IsAlive(Id, start => start == Start);

    /// <summary>Whether a process of this machine runs that has the id, and the start that is looked for.</summary>
    public static bool IsAlive(int id, Func<string, bool> isStart)
    {
        try
        {
            return StartOf(id) is string start && isStart(start);
        }
        catch (Exception e) when (e is Win32Exception or UnauthorizedAccessException)
        {
            return true; // another user's, about which nothing is told
        }
    }

    private static ProcessIdentity OfThis()
    {
        using Process process = Process.GetCurrentProcess(); // netstandard2.0 has no Environment.ProcessId
        return new ProcessIdentity(Environment.MachineName, process.Id, StartOf(process.Id) ?? "");
    }

    /// <returns>Null when there is no such process.</returns>
    private static string? StartOf(int id)
    {
        if (File.Exists(BootPath)) return LinuxStartOf(id);
        try
        {
            using Process process = Process.GetProcessById(id);
            return process.StartTime.ToUniversalTime().Ticks.ToString(CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string? LinuxStartOf(int id)
    {
        try
        {
            string status = File.ReadAllText(string.Format(CultureInfo.InvariantCulture, "/proc/{0}/stat", id));
            string[] fields = status.Substring(status.LastIndexOf(')') + 2).Split(' ');
            bool hasEnded = fields[0] is "Z" or "X"; // nobody has asked for its end yet
            return hasEnded ? null : File.ReadAllText(BootPath).Trim() + "/" + fields[StartField];
        }
        catch (IOException)
        {
            return null;
        }
    }
}
