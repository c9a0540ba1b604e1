using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using DefterX.GibSimulator.Faults;

namespace DefterX.GibSimulator.Requests;

/// <summary>Every request since the start, restarts in the same process included. Thread safe.</summary>
public sealed class RequestLog
{
    private readonly Lock _gate = new();
    private readonly List<SimulatedRequest> _requests = [];
    private readonly Dictionary<string, int> _sent = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _taken = new(StringComparer.Ordinal);

    /// <summary>All of them, oldest first.</summary>
    public IReadOnlyList<SimulatedRequest> All
    {
        get
        {
            lock (_gate)
                return _requests.ToArray();
        }
    }

    /// <summary>Those of an operation, oldest first.</summary>
    public IReadOnlyList<SimulatedRequest> Of(GibOperation operation) =>
        All.Where(request => request.Operation == operation).ToArray();

    /// <summary>How often sendDocumentFile named this package, refused and lost calls included.</summary>
    public int SendCount(string package)
    {
        lock (_gate)
            return _sent.GetValueOrDefault(package);
    }

    /// <summary>How often an upload of this package was stored, also by a process that has forgotten it.</summary>
    public int TakenCount(string package)
    {
        lock (_gate)
            return _taken.GetValueOrDefault(package);
    }

    /// <returns>The request's number.</returns>
    internal int Begin(GibOperation operation, string package, IReadOnlyList<FaultKind> faults)
    {
        lock (_gate)
        {
            if (operation == GibOperation.SendDocumentFile)
                _sent[package] = _sent.GetValueOrDefault(package) + 1;
            _requests.Add(new SimulatedRequest(_requests.Count + 1, operation, package, faults));
            return _requests.Count;
        }
    }

    internal void MarkTaken(int number)
    {
        lock (_gate)
        {
            SimulatedRequest request = _requests[number - 1];
            _requests[number - 1] = request with { Taken = true };
            _taken[request.Package] = _taken.GetValueOrDefault(request.Package) + 1;
        }
    }

    internal void MarkRefused(int number, int code)
    {
        lock (_gate)
            _requests[number - 1] = _requests[number - 1] with { Code = code };
    }
}
