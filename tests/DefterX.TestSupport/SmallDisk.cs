using System;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;

namespace DefterX.TestSupport;

/// <summary>A file system of a few megabytes (tmpfs) that can be filled and made read-only; gone after the test.</summary>
/// <remarks>It is mounted in the mount namespace of a shell, and seen through that process's root: this needs no root where the system
/// allows user namespaces, and leaves nothing behind however the test ends.</remarks>
public sealed class SmallDisk : IDisposable
{
    private const string Script =
        "mount -t tmpfs -o size={0}k tmpfs /tmp && echo ok && while read line; do eval \"$line\" && echo ok || echo failed; done";

    private static readonly string[] s_namespace = Environment.UserName == "root" ? ["--mount"] : ["--user", "--map-root-user", "--mount"];

    private readonly Process _process;

    /// <summary>Mounts it.</summary>
    /// <param name="kilobytes">Its size.</param>
    /// <exception cref="InvalidOperationException">The system does not let it be mounted.</exception>
    public SmallDisk(int kilobytes)
    {
        string script = string.Format(System.Globalization.CultureInfo.InvariantCulture, Script, kilobytes);
        _process = Process.Start(new ProcessStartInfo("unshare", [.. s_namespace, "sh", "-c", script])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        RequireOk();
    }

    /// <summary>The path of a name on the disk.</summary>
    public string this[string name] => Path.Combine($"/proc/{_process.Id}/root/tmp", name);

    /// <summary>Fills the disk but for some space.</summary>
    public void Leave(int kilobytes)
    {
        const int Page = 4096;
        using FileStream filler = new(this["filler"], FileMode.Create, FileAccess.Write, FileShare.None, 1);
        byte[] page = new byte[Page];
        try
        {
            while (true) filler.Write(page);
        }
        catch (IOException)
        {
            filler.SetLength(Math.Max(0, (filler.Length / Page * Page) - (kilobytes * 1024L)));
        }
    }

    /// <summary>Makes all space free again.</summary>
    public void Clear() => File.Delete(this["filler"]);

    /// <summary>Lets nothing be written, or all.</summary>
    public void SetReadOnly(bool isReadOnly)
    {
        _process.StandardInput.WriteLine("mount -o remount," + (isReadOnly ? "ro" : "rw") + " /tmp");
        RequireOk();
    }

    /// <summary>Takes the file system away.</summary>
    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private void RequireOk()
    {
        Task<string?> line = _process.StandardOutput.ReadLineAsync();
        if (line.Wait(TimeSpan.FromSeconds(20)) && line.Result == "ok") return;
        throw new InvalidOperationException("The file system cannot be mounted: unshare(1) and mount(8) in a mount namespace are needed.");
    }
}
