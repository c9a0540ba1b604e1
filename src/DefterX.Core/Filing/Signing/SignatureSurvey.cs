using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Certificates;
using DefterX.Filing.Delivery;
using DefterX.Signatures;

namespace DefterX.Filing.Signing;

/// <summary>Verifies many files on all cores, and gives the verdicts in the order in which the files came.</summary>
/// <remarks>One thread adds and takes; the work is done on others.</remarks>
/// <param name="roots">What the office trusts.</param>
/// <param name="revocation">How revocation is looked up; null leaves it and the network alone.</param>
/// <param name="stop">Ends the work.</param>
internal sealed class SignatureSurvey(TrustedRoots roots, RevocationOptions? revocation, CancellationToken stop) : IDisposable
{
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(stop);
    private readonly SemaphoreSlim _cores = new(Environment.ProcessorCount);
    private readonly Queue<(string Path, Task<Signature> Verdict)> _files = new();
    private readonly RevocationLookup? _lookup = revocation is null ? null : new RevocationLookup(revocation);

    /// <summary>Has a file verified.</summary>
    public void Add(string path) => _files.Enqueue((path, Task.Run(() => VerifyAsync(path), _stop.Token)));

    /// <summary>Takes the next file, if there is one.</summary>
    /// <param name="path">Its path as it was added.</param>
    /// <param name="verdict">Its verdict; fails if the file cannot be read.</param>
    /// <param name="waits">Whether one counts whose verdict is still to come.</param>
    public bool TryTake(out string path, out Task<Signature> verdict, bool waits)
    {
        (path, verdict) = _files.Count > 0 ? _files.Peek() : ("", null!);
        if (_files.Count == 0 || !(waits || verdict.IsCompleted)) return false;
        _files.Dequeue();
        return true;
    }

    /// <summary>Stops what is under way.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        _lookup?.Dispose();
    }

    private async Task<Signature> VerifyAsync(string path)
    {
        await _cores.WaitAsync(_stop.Token).ConfigureAwait(false);
        try
        {
            return BeratComparison.Check(SignatureVerifier.Verify(path, new SignatureTrust(roots, _lookup), _stop.Token));
        }
        finally
        {
            _cores.Release();
        }
    }
}
