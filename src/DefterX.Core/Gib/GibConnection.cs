using System.Threading;
using System.Threading.Tasks;
using DefterX.Ledgers;

namespace DefterX.Gib;

/// <summary>Finds out whether GİB takes a device's signature.</summary>
internal static class GibConnection
{
    /// <summary>Asks for the status of the previous month's journal berat.</summary>
    /// <param name="identifier">The device's VKN or TCKN.</param>
    /// <returns>The status, or null when GİB has no such package; connected in both cases.</returns>
    /// <exception cref="DefterXException"><see cref="ErrorIds.GibNotAuthorized"/> for GİB's codes 101, 102 and 305, and those of
    /// <see cref="IGibClient"/>.</exception>
    public static async Task<GibBatchStatus?> CheckAsync(
        IGibClient client, string identifier, Period previousMonth, CancellationToken cancellationToken)
    {
        LedgerFileName berat = new(identifier, previousMonth, LedgerFileKind.YB, 0, null);
        try
        {
            return await client.GetBatchStatusAsync(berat.PackageId, cancellationToken).ConfigureAwait(false);
        }
        catch (DefterXException exception) when (GibFaults.CodeOf(exception) == GibFaults.PackageNotFound)
        {
            return null;
        }
    }
}
