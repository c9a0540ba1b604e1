using System;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Files;
using DefterX.Ledgers;
using DefterX.Office;
using DefterX.OfficeService;
using DefterX.OfficeService.Contracts;

namespace DefterX.Filing.Sharing;

/// <summary>A month that is leased from the service, and locked on this PC.</summary>
/// <remarks>The lease is renewed while it is held. When nothing is heard of the service for most of its time the month counts as lost
/// before another may take it.</remarks>
internal sealed class ServiceLock : IMonthLock
{
    private const int Held = 0;
    private const int IsLost = 1;
    private const int HasEnded = 2;

    // One after another: what sends the month, and what gives it back. It may take as long as an upload; losing does not wait for it.
    private readonly object _sending = new();
    private readonly CancellationTokenSource _lost = new();
    private readonly OfficeFolder _office;
    private readonly ServiceOffice _service;
    private readonly MonthFolder _folder;
    private readonly LockFile _local;
    private readonly Action<ServiceLock> _ended;
    private readonly string _lease = NewToken();
    private readonly CancellationTokenRegistration _localLost;
    private LeaseRenewal? _renewal;
    private int _state = Held;

    public ServiceLock(OfficeFolder office, ServiceOffice service, MonthFolder folder, LockFile local, Action<ServiceLock> ended)
    {
        _office = office;
        _service = service;
        _folder = folder;
        _local = local;
        _ended = ended;
        Address = MonthAddresses.Of(folder.Id);
        Lost = _lost.Token;
        _localLost = local.Lost.Register(Lose);
    }

    public MonthAddress Address { get; }

    public CancellationToken Lost { get; }

    private string StatePath => ReplicaState.PathOf(_office, Address);

    /// <summary>Takes the lease, and the service's month with it.</summary>
    public void Begin(CancellationToken cancellationToken)
    {
        ReplicaState state = ReplicaState.Read(StatePath);
        (state with { Lease = _lease }).Write(StatePath); // before it is asked for: a killed process's lease is taken over by it
        Stopwatch asked = Stopwatch.StartNew();
        LeaseGrant grant = LeaseAsync(state.Lease, null, cancellationToken).GetAwaiter().GetResult();
        TimeSpan limit = TimeSpan.FromSeconds(grant.Seconds / 4);
        _renewal = new LeaseRenewal(grant.Seconds, asked, token => LeaseAsync(null, limit, token), Lose);
        try
        {
            new MonthFetch(_office, _service, _folder).Take(grant.Month, cancellationToken);
        }
        catch
        {
            Release();
            throw;
        }
    }

    public DefterXException LostFailure() => _local.Lost.IsCancellationRequested
        ? _folder.Lost(_local.TakenBy)
        : new DefterXException(ErrorIds.LedgerLocked, Text.Format(Strings.LeaseUnheard, _folder.Id), _folder.Id.Firm);

    public void Keep()
    {
        lock (_sending)
        {
            if (Volatile.Read(ref _state) != Held) throw LostFailure();
            new MonthCommit(_office, _service, _folder).Send(_lease, CancellationToken.None);
        }
    }

    public void Dispose()
    {
        lock (_sending)
        {
            try
            {
                if (Volatile.Read(ref _state) == Held) Keep();
            }
            catch (DefterXException)
            {
                // Whoever wanted it kept for certain has called Keep, and was told. It waits here for the next who has the month.
            }

            if (!Release()) return;
        }

        _localLost.Dispose();
        _ended(this);
        _local.Dispose();
    }

    private static string NewToken()
    {
        byte[] bytes = new byte[32];
        using RandomNumberGenerator random = RandomNumberGenerator.Create();
        random.GetBytes(bytes);
        return Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
    }

    private Task<LeaseGrant> LeaseAsync(string? replaces, TimeSpan? timeout, CancellationToken cancellationToken) =>
        _service.Api.LeaseAsync(Address, new LeaseRequest(_lease, replaces), _folder.Id, timeout, cancellationToken);

    // False when it has ended before.
    private bool Release()
    {
        if (Interlocked.Exchange(ref _state, HasEnded) == HasEnded) return false;
        _renewal?.Dispose();
        try
        {
            _service.Api.ReleaseAsync(Address, _lease, CancellationToken.None).GetAwaiter().GetResult();
            (ReplicaState.Read(StatePath) with { Lease = null }).Write(StatePath);
        }
        catch (DefterXException)
        {
            // It ends of itself, and this PC takes it over by the token that stays.
        }

        return true;
    }

    // Not one that has ended. What is registered on the token must not hold up the renewal.
    private void Lose()
    {
        if (Interlocked.CompareExchange(ref _state, IsLost, Held) == Held) _ = Task.Run(_lost.Cancel);
    }
}
