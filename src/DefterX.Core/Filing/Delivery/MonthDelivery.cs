using System;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Gib;
using DefterX.Ledgers;

namespace DefterX.Filing.Delivery;

/// <summary>A month on its way to GİB, through the service.</summary>
internal sealed class MonthDelivery : MonthRecord
{
    private readonly FilingContext _context;
    private readonly IGibClient _client;

    /// <summary>Takes the device that signs the firm's ledgers.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.DeviceRequired"/>, <see cref="ErrorIds.SignerNotAuthorized"/>;
    /// <see cref="ErrorIds.OfficeInvalid"/>: the month went to GİB's other environment.</exception>
    public MonthDelivery(FilingContext context, MonthFolder folder)
        : base(context, folder)
    {
        _context = context;
        _client = context.Gib.ClientOf(context.SignerOf(folder.Id.Firm));
    }

    /// <summary>Makes a call to GİB, again where it fails of something that passes.</summary>
    /// <param name="call">Gets the client and how many attempts there were before.</param>
    public Task<T> CallAsync<T>(Func<IGibClient, int, CancellationToken, Task<T>> call, CancellationToken cancellationToken) =>
        _context.Gib.Resilience.CallAsync((attempt, token) => call(_client, attempt, token), cancellationToken);

    /// <summary>The state of the newest upload of a package; null where GİB has none.</summary>
    public Task<GibBatchStatus?> StatusAsync(string package, CancellationToken cancellationToken) =>
        CallAsync((client, _, token) => StatusAsync(client, package, token), cancellationToken);

    public static async Task<GibBatchStatus?> StatusAsync(IGibClient client, string package, CancellationToken cancellationToken)
    {
        try
        {
            return await client.GetBatchStatusAsync(package, cancellationToken).ConfigureAwait(false);
        }
        catch (DefterXException e) when (GibFaults.CodeOf(e) == GibFaults.PackageNotFound)
        {
            return null;
        }
    }

    /// <summary>Records that GİB could not process a package.</summary>
    /// <returns>The failure, about the firm.</returns>
    public DefterXException Reject(GibBatchStatus status)
    {
        Record(FilingStep.Rejected, status.PackageId, status.Text, status.Code);
        return LedgerDelivery.Rejected(Id, status.PackageId, status.Text);
    }
}
