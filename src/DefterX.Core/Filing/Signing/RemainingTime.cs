using System;
using System.Collections.Generic;
using System.Linq;

namespace DefterX.Filing.Signing;

/// <summary>Estimates how long the rest of a batch takes from what was done so far.</summary>
/// <remarks>Files are read by several workers, and each device makes one signature after the other, all at the same time: whatever has
/// most left sets the end.</remarks>
internal sealed class RemainingTime
{
    private static readonly TimeSpan s_slack = TimeSpan.FromSeconds(2);
    private readonly int _workers;
    private readonly Pace _reading = new();
    private readonly Dictionary<object, Pace> _signing = [];
    private TimeSpan? _shown;

    /// <param name="workers">How many files are read at the same time.</param>
    public RemainingTime(int workers) => _workers = workers;

    /// <summary>How much is done, 0 to 100: bytes and signatures count alike.</summary>
    public int Percent
    {
        get
        {
            double signed = Pace.DoneOf(_signing.Values);
            return (int)(100 * (_reading.Total > 0 ? (signed + Pace.DoneOf([_reading])) / 2 : signed));
        }
    }

    /// <summary>Adds work.</summary>
    /// <param name="device">Who signs.</param>
    public void Plan(object device, SigningWork work)
    {
        _reading.Plan(work.Bytes);
        PaceOf(device).Plan(work.Signatures);
    }

    /// <summary>Takes back work that is not going to be done.</summary>
    public void Drop(object device, SigningWork work)
    {
        _reading.Drop(work.Bytes);
        PaceOf(device).Drop(work.Signatures);
    }

    /// <summary>Notes that a worker has read, hashed, written and checked a file.</summary>
    /// <param name="took">How long, without what it waited for the device.</param>
    public void Read(long bytes, TimeSpan took) => _reading.Add(bytes, took);

    /// <summary>Notes a signature.</summary>
    /// <param name="took">How long the device took.</param>
    public void Signed(object device, TimeSpan took) => PaceOf(device).Add(1, took);

    /// <summary>The remaining time; null until a file was read and a signature made. It falls as work is done, and rises only by more
    /// than a tenth, so that it does not flicker.</summary>
    public TimeSpan? Estimate()
    {
        double reading = _reading.Seconds(_reading.Each) / _workers;
        double perSignature = Pace.EachOf(_signing.Values);
        double signing = _signing.Values
            .Select(pace => pace.Seconds(double.IsNaN(pace.Each) ? perSignature : pace.Each)).DefaultIfEmpty(0).Max();
        if (double.IsNaN(reading) || double.IsNaN(signing)) return null;
        TimeSpan rest = TimeSpan.FromSeconds(Math.Max(reading, signing));
        if (_shown is not TimeSpan shown || rest < shown || rest.TotalSeconds > (shown + s_slack).TotalSeconds * 1.1) _shown = rest;
        return _shown;
    }

    private Pace PaceOf(object device)
    {
        if (!_signing.TryGetValue(device, out Pace? pace)) _signing.Add(device, pace = new Pace());
        return pace;
    }

    private sealed class Pace
    {
        private double _left;
        private double _done;
        private double _seconds;

        public double Total { get; private set; }

        /// <summary>Seconds for one; not a number before the first.</summary>
        public double Each => _seconds / _done;

        public static double EachOf(IEnumerable<Pace> paces) => paces.Sum(pace => pace._seconds) / paces.Sum(pace => pace._done);

        /// <summary>The part that is done, 0 to 1.</summary>
        public static double DoneOf(IEnumerable<Pace> paces)
        {
            double total = paces.Sum(pace => pace.Total);
            return total == 0 ? 1 : 1 - (paces.Sum(pace => pace._left) / total);
        }

        public void Plan(long count)
        {
            Total += count;
            _left += count;
        }

        public void Drop(long count) => _left = Math.Max(0, _left - count);

        public void Add(long count, TimeSpan took)
        {
            Drop(count);
            _done += count;
            _seconds += took.TotalSeconds;
        }

        public double Seconds(double each) => _left == 0 ? 0 : _left * each;
    }
}
