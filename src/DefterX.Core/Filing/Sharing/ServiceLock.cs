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
    private readonly object _gate = new();
    private readonly CancellationTokenSource _lost = new();
    private readonly OfficeFolder _office;
    private readonly ServiceOffice _service;
    private readonly MonthFolder _folder;
    private readonly LockFile _local;
    private readonly Action<ServiceLock> _ended;
    private readonly string _lease = NewToken();
    private readonly Stopwatch _sinceRenewal = new();
    private readonly CancellationTokenRegistration _localLost;
    private TimeSpan _time;
    private Timer? _timer;
    private bool _isEnded;

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
        _sinceRenewal.Start();
        LeaseGrant grant = _service.Api
            .LeaseAsync(Address, new LeaseRequest(_lease, state.Lease), _folder.Id, null, cancellationToken).GetAwaiter().GetResult();
        _sinceRenewal.Restart();
        _time = TimeSpan.FromSeconds(grant.Seconds);
        TimeSpan pace = TimeSpan.FromSeconds(grant.Seconds / 4);
        _timer = new Timer(_ => Renew(), null, pace, pace);
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

    public DefterXException LostFailure() => _folder.Lost(_local.TakenBy);

    public void Keep()
    {
        lock (_gate)
        {
            if (Lost.IsCancellationRequested) throw LostFailure();
            new MonthCommit(_office, _service, _folder).Send(_lease, CancellationToken.None);
        }
    }

    public void Dispose()
    {
        try
        {
            if (!Lost.IsCancellationRequested) Keep();
        }
        catch (DefterXException)
        {
            // Whoever wanted it kept for certain has called Keep, and was told. It waits here for the next who has the month.
        }

        Release();
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

    private void Release()
    {
        lock (_gate)
        {
            if (_isEnded) return;
            _isEnded = true;
        }

        _timer?.Dispose();
        try
        {
            _service.Api.ReleaseAsync(Address, _lease, CancellationToken.None).GetAwaiter().GetResult();
            (ReplicaState.Read(StatePath) with { Lease = null }).Write(StatePath);
        }
        catch (DefterXException)
        {
            // It ends of itself, and this PC takes it over by the token that stays.
        }
    }

    private void Renew()
    {
        if (_isEnded || !Monitor.TryEnter(_timer!)) return;
        try
        {
            _ = _service.Api.LeaseAsync(
                Address, new LeaseRequest(_lease, null), _folder.Id, TimeSpan.FromSeconds(_time.TotalSeconds / 4), CancellationToken.None).GetAwaiter().GetResult();
            _sinceRenewal.Restart();
        }
        catch (DefterXException e) when (e.ErrorId is ErrorIds.LedgerLocked or ErrorIds.SessionExpired)
        {
            Lose();
        }
        catch (DefterXException)
        {
            // The next one may come through.
        }
        finally
        {
            Monitor.Exit(_timer!);
        }

        if (_sinceRenewal.Elapsed.TotalSeconds > 0.7 * _time.TotalSeconds) Lose();
    }

    // What is registered on the token must not hold up the renewal of other months.
    private void Lose() => _ = Task.Run(() =>
    {
        if (!_isEnded) _lost.Cancel();
    });
}
