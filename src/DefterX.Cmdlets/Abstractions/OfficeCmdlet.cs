using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Linq;
using System.Management.Automation;
using DefterX.Cmdlets.Sessions;
using DefterX.Office;

namespace DefterX.Cmdlets.Abstractions;

/// <summary>Base of the cmdlets about an office itself: that of the session, or another one.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class OfficeCmdlet : SessionCmdlet
{
    /// <summary>An office folder, or what an open session shows as its office; else the office of the session, <c>$env:DEFTERX_OFFICE</c>,
    /// the current folder or its parents.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Path")]
    public string? Office { get; set; }

    /// <summary>The office that is meant. On the pipeline thread.</summary>
    /// <returns>Its name, and what opens it; for bodies.</returns>
    private protected (string? Name, Func<OfficeFolder> Open) FindOffice()
    {
        if (string.IsNullOrWhiteSpace(Office))
        {
            if ((Session ?? RunspaceState.Current.DefaultSession) is not null) return Of(RequireSession().Folder);
            string? found = LocateOffice(null);
            return (found, () => OpenOffice(found));
        }

        IReadOnlyList<Session> sessions = RunspaceState.Current.Snapshot();
        if (sessions.LastOrDefault(session => session.Folder.Service is not null && session.Office == Office) is Session known)
        {
            return Of(Use(known).Folder);
        }

        string? path = LocateOffice(Office);
        OfficeFolder? open = sessions.LastOrDefault(session => session.Office == path)?.Folder;
        return open is null ? (path, () => OpenOffice(path)) : Of(open);
    }

    private static (string Name, Func<OfficeFolder> Open) Of(OfficeFolder office) => (office.Name, () => office);
}
