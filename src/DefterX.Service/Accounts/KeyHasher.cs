using System;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Office;
using DefterX.OfficeService.Contracts;
using DefterX.Service.Problems;
using Microsoft.AspNetCore.Http;

namespace DefterX.Service.Accounts;

/// <summary>Computes slow hashes: as many at a time as there are cores, and not more in a row than a client waits for.</summary>
/// <param name="iterations">Rounds of PBKDF2; the same for all that a database keeps.</param>
internal sealed class KeyHasher(int iterations) : IDisposable
{
    private const int WaitingPerCore = 16;

    private readonly SemaphoreSlim _cores = new(Environment.ProcessorCount);
    private int _waiting;
    private long _computed;

    /// <summary>With the rounds that keys are kept with.</summary>
    public KeyHasher()
        : this(PasswordHash.Iterations)
    {
    }

    /// <summary>How many hashes were computed since the start.</summary>
    public long Computed => Interlocked.Read(ref _computed);

    /// <summary>The hash of a key, 32 bytes.</summary>
    /// <exception cref="ServiceException"><see cref="ServiceCodes.Busy"/>: too many wait already.</exception>
    public async Task<byte[]> ComputeAsync(LoginKey key, byte[] salt, CancellationToken cancellationToken)
    {
        try
        {
            if (Interlocked.Increment(ref _waiting) > Environment.ProcessorCount * (WaitingPerCore + 1))
                throw new ServiceException(ServiceCodes.Busy, StatusCodes.Status503ServiceUnavailable) { RetryAfterSeconds = 5 };
            await _cores.WaitAsync(cancellationToken);
            try
            {
                Interlocked.Increment(ref _computed);
                return await Task.Run(() => key.Hash(salt, iterations), CancellationToken.None);
            }
            finally
            {
                _cores.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    /// <summary>Frees the gate.</summary>
    public void Dispose() => _cores.Dispose();
}
