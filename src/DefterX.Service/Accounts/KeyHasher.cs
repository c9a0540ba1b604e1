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
    private readonly Room _known = new();
    private readonly Room _others = new();
    private long _computed;

    /// <summary>With the rounds that keys are kept with.</summary>
    public KeyHasher()
        : this(PasswordHash.Iterations)
    {
    }

    /// <summary>How many hashes were computed since the start.</summary>
    public long Computed => Interlocked.Read(ref _computed);

    /// <summary>The hash of a key, 32 bytes.</summary>
    /// <param name="isKnown">Whether it is asked for from where its office is known: such wait in a room of their own, which whoever comes
    /// from many other addresses cannot fill.</param>
    /// <exception cref="ServiceException"><see cref="ServiceCodes.Busy"/>: too many wait already.</exception>
    public async Task<byte[]> ComputeAsync(LoginKey key, byte[] salt, bool isKnown, CancellationToken cancellationToken)
    {
        Room room = isKnown ? _known : _others;
        room.Enter();
        try
        {
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
            room.Leave();
        }
    }

    /// <summary>Frees the gate.</summary>
    public void Dispose() => _cores.Dispose();

    private sealed class Room
    {
        private int _members;

        public void Enter()
        {
            if (Interlocked.Increment(ref _members) <= Environment.ProcessorCount * (WaitingPerCore + 1)) return;
            Leave();
            throw new ServiceException(ServiceCodes.Busy, StatusCodes.Status503ServiceUnavailable) { RetryAfterSeconds = 5 };
        }

        public void Leave() => Interlocked.Decrement(ref _members);
    }
}
