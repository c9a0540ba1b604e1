using System.Threading;
using DefterX.Office;

namespace DefterX.Filing.Offices;

/// <summary>Where an office's settings, roots and holidays are kept: in its own folder, or at a service.</summary>
internal abstract class OfficeStore
{
    /// <summary>The store of an office.</summary>
    public static OfficeStore Of(OfficeFolder office) =>
        office.Service is null ? new FolderOfficeStore(office) : new ServiceOfficeStore(office, office.Service);

    /// <summary>Reads them anew; whoever works in the office goes by them from then on.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.OfficeNotFound"/>, <see cref="ErrorIds.OfficeInvalid"/>,
    /// <see cref="ErrorIds.ServiceUnreachable"/>, <see cref="ErrorIds.SessionExpired"/>.</exception>
    public abstract OfficeInfo Read(CancellationToken cancellationToken);

    /// <summary>Refuses a change that cannot be made, as far as this PC knows; nothing is asked of a service.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.OfficeInvalid"/>.</exception>
    public abstract void Check(OfficeChange change, CancellationToken cancellationToken);

    /// <summary>Makes a change, all of it or nothing; whoever works in the office goes by it from then on.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.OfficeInvalid"/>; <see cref="ErrorIds.RoleRequired"/>,
    /// <see cref="ErrorIds.ServiceConflict"/>: another changed them since they were last seen here; <see cref="ErrorIds.ServiceUnreachable"/>.</exception>
    public abstract OfficeInfo Change(OfficeChange change, CancellationToken cancellationToken);
}
