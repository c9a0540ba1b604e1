using System.Threading;
using DefterX.Office;

namespace DefterX.OfficeService;

/// <summary>Asks the service whether a session is still good.</summary>
internal sealed class ServiceLoginWatch(ServiceOffice service) : ILoginWatch
{
    public string Name => service.Session.KeyName;

    public bool IsRevoked()
    {
        try
        {
            service.EnsureOpen(CancellationToken.None);
            return false;
        }
        catch (DefterXException e) when (e.ErrorId == ErrorIds.SessionExpired)
        {
            return true;
        }
    }
}
