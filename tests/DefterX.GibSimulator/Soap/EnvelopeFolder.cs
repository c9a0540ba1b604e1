using System.Globalization;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace DefterX.GibSimulator.Soap;

/// <summary>Keeps the envelopes received, numbered as they were answered.</summary>
internal sealed class EnvelopeFolder
{
    private readonly string _path;
    private int _number;

    public EnvelopeFolder(string path)
    {
        _path = path;
        _number = Directory.CreateDirectory(path).GetFiles("*.xml").Length;
    }

    public async Task KeepAsync(string operation, byte[] envelope, CancellationToken cancellationToken)
    {
        string number = Interlocked.Increment(ref _number).ToString("0000", CultureInfo.InvariantCulture);
        string path = Path.Combine(_path, $"{number}-{operation}.xml");
        await File.WriteAllBytesAsync(path + ".tmp", envelope, cancellationToken);
        File.Move(path + ".tmp", path);
    }
}
