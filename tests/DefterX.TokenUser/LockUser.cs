using System;
using System.Globalization;
using System.IO;
using System.Threading;
using DefterX.Files;

namespace DefterX.TokenUser;

/// <summary>A process that takes locks and writes files, and may be killed at it.</summary>
internal static class LockUser
{
    /// <summary>Does what the arguments say: <c>hold lock</c>, until a line comes; <c>count lock file times</c>, adds to a number under
    /// the lock; <c>write file</c>, half of a file until a line comes.</summary>
    public static int Run(string[] args)
    {
        switch (args)
        {
            case ["hold", string path]:
                using (LockFile? held = LockFile.TryTake(path, LockOptions.Default, out LockRecord? holder, CancellationToken.None))
                {
                    Console.WriteLine(held is null ? $"held by {holder?.ProcessId}" : "holding");
                    Console.ReadLine();
                }

                return 0;
            case ["count", string path, string counter, string times]:
                Count(path, counter, int.Parse(times, CultureInfo.InvariantCulture));
                return 0;
            case ["write", string path]:
                AtomicFile.Write(path, stream =>
                {
                    stream.Write(new byte[5000], 0, 5000);
                    Console.WriteLine("writing");
                    Console.ReadLine();
                });
                return 0;
            default:
                return 2;
        }
    }

    private static void Count(string path, string counter, int times)
    {
        LockOptions options = new() { SettleTime = TimeSpan.FromMilliseconds(5) };
        for (int done = 0; done < times;)
        {
            using LockFile? held = LockFile.TryTake(path, options, out _, CancellationToken.None);
            if (held is null)
            {
                Thread.Yield();
                continue;
            }

            int value = File.Exists(counter) ? int.Parse(File.ReadAllText(counter), CultureInfo.InvariantCulture) : 0;
            File.WriteAllText(counter, (value + 1).ToString(CultureInfo.InvariantCulture));
            done++;
        }
    }
}
