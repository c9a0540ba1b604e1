using System;
using System.Collections.Generic;
using System.IO;
using Xunit;

namespace DefterX.Tests.Checks;

/// <summary>Runs a real browser, without a window, on files.</summary>
internal static class Chromium
{
    /// <param name="folder">A folder of the test's, for the browser's profile.</param>
    /// <param name="page">The file to open.</param>
    /// <param name="arguments">What to do with it, such as <c>--dump-dom</c>.</param>
    /// <returns>What the browser printed.</returns>
    public static string Run(string folder, string page, params IEnumerable<string> arguments)
    {
        // The sandbox is none in a container, and pages on disk may look into each other for the measuring page's sake alone.
        ExternalTool run = ExternalTool.Run(
            "chromium",
            [
                "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-breakpad", "--no-first-run",
                "--disable-background-networking", "--allow-file-access-from-files", "--virtual-time-budget=10000",
                "--user-data-dir=" + Path.Combine(folder, "profile"), .. arguments, new Uri(page).AbsoluteUri,
            ]);
        Assert.True(run.ExitCode == 0, run.Text);
        return System.Text.Encoding.UTF8.GetString(run.Output);
    }
}
