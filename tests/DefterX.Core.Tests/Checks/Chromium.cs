using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using Xunit;

namespace DefterX.Tests.Checks;

/// <summary>Runs a real browser, without a window, on files.</summary>
internal static class Chromium
{
    /// <param name="page">The file to open.</param>
    /// <param name="arguments">What to do with it, such as <c>--dump-dom</c>.</param>
    /// <returns>What the browser printed.</returns>
    public static string Run(string page, params IEnumerable<string> arguments) => Encoding.UTF8.GetString(Open(page, arguments).Output);

    /// <summary>What the browser printed, and what it logged: console messages of pages too.</summary>
    public static ExternalTool Open(string page, params IEnumerable<string> arguments)
    {
        string profile = Directory.CreateTempSubdirectory("defterx-chromium-").FullName;
        try
        {
            // In a container there is no sandbox; files may look into each other for the sake of the measuring page alone.
            ExternalTool run = ExternalTool.Run(
                "chromium",
                [
                    "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-breakpad", "--no-first-run",
                    "--disable-background-networking", "--allow-file-access-from-files", "--virtual-time-budget=10000",
                    "--user-data-dir=" + profile, .. arguments, new Uri(page).AbsoluteUri,
                ]);
            Assert.True(run.ExitCode == 0, run.Text);
            return run;
        }
        finally
        {
            Delete(profile);
        }
    }

    private static void Delete(string profile)
    {
        try
        {
            Directory.Delete(profile, recursive: true);
        }
        catch (IOException)
        {
            // A child of the browser that outlives it for a moment still writes there; the system empties its temporary folder.
        }
    }
}
