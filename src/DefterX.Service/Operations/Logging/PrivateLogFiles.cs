using System;
using System.IO;
using System.Text;
using DefterX.Files;
using Serilog.Sinks.File;

namespace DefterX.Service.Operations.Logging;

/// <summary>Closes log files to others than owner and group.</summary>
internal sealed class PrivateLogFiles : FileLifecycleHooks
{
    public override Stream OnFileOpened(string path, Stream underlyingStream, Encoding encoding)
    {
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, PrivateFolder.FileMode & ~UnixFileMode.GroupWrite);
        return underlyingStream;
    }
}
