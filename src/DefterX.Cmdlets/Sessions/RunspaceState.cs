using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using DefterX.Office;

namespace DefterX.Cmdlets.Sessions;

/// <summary>The sessions of a runspace. Devices are shared by the process, sessions are not.</summary>
internal sealed class RunspaceState
{
    private static readonly ConditionalWeakTable<Runspace, RunspaceState> s_states = new();
    private static readonly List<WeakReference<RunspaceState>> s_all = [];

    private readonly List<Session> _sessions = [];

    /// <summary>The state of the runspace whose pipeline runs on this thread.</summary>
    public static RunspaceState Current => Of(Runspace.DefaultRunspace);

    /// <summary>The session that cmdlets use without <c>-Session</c>: the one opened last of those not disconnected.</summary>
    public Session? DefaultSession
    {
        get
        {
            lock (_sessions) return _sessions.Count == 0 ? null : _sessions[_sessions.Count - 1];
        }
    }

    public static RunspaceState Of(Runspace runspace) => s_states.GetValue(runspace, static _ => Register());

    /// <summary>Whether a runspace of this process has a usable session.</summary>
    public static bool AnySessionIsOpen()
    {
        lock (s_all)
        {
            return s_all.Any(static reference => reference.TryGetTarget(out RunspaceState? state)
                && state.Snapshot().Any(static session => session.State == SessionState.Open));
        }
    }

    /// <summary>The sessions that were not disconnected, oldest first; a copy, so that they can be closed meanwhile.</summary>
    public IReadOnlyList<Session> Snapshot()
    {
        lock (_sessions) return [.. _sessions];
    }

    public void Add(Session session)
    {
        lock (_sessions) _sessions.Add(session);
    }

    /// <summary>Closes a session; the session may belong to another runspace.</summary>
    public void Close(Session session)
    {
        lock (_sessions) _sessions.Remove(session);
        session.Close();
    }

    private static RunspaceState Register()
    {
        RunspaceState state = new();
        lock (s_all)
        {
            s_all.RemoveAll(static reference => !reference.TryGetTarget(out _));
            s_all.Add(new WeakReference<RunspaceState>(state));
        }

        return state;
    }
}
