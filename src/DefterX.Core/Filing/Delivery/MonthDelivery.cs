using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Gib;
using DefterX.Ledgers;
using Microsoft.Extensions.Logging;

namespace DefterX.Filing.Delivery;

/// <summary>A month on its way to GİB: what is asked there, and what is recorded here.</summary>
internal sealed class MonthDelivery
{
    private readonly FilingContext _context;
    private readonly IGibClient _client;

    /// <summary>Takes the device that signs the firm's ledgers.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.DeviceRequired"/>, <see cref="ErrorIds.SignerNotAuthorized"/>;
    /// <see cref="ErrorIds.OfficeInvalid"/>: the month went to GİB's other environment.</exception>
    public MonthDelivery(FilingContext context, MonthFolder folder)
    {
        _context = context;
        Folder = folder;
        GibEnvironmentCheck.Require(context, folder);
        _client = context.Gib.ClientOf(context.SignerOf(folder.Id.Firm));
    }

    public MonthFolder Folder { get; }

    public LedgerId Id => Folder.Id;

    /// <summary>What last happened to a package.</summary>
    public FilingStep? LastStep(string package) => LedgerStatus.LastStep(Folder.Log.ReadCurrent(), package);

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

    /// <summary>Adds a line to the month's record, and to the log.</summary>
    public void Record(FilingStep step, string package, string? text = null, string? code = null, string? sha256 = null)
    {
        Folder.Log.Append(new FilingEvent
        {
            Time = _context.Clock(),
            Step = step,
            Package = package,
            Environment = _context.Office.Settings.GibEnvironment.ToString(),
            Text = text,
            Code = code,
            Sha256 = sha256,
        });
        _context.Logger.LogInformation("{Package}: {Step} {Text}", package, step, text ?? "");
    }

    /// <summary>Records that GİB could not process a package.</summary>
    /// <returns>The failure, about the firm.</returns>
    public DefterXException Reject(GibBatchStatus status)
    {
        Record(FilingStep.Rejected, status.PackageId, status.Text, status.Code);
        return new DefterXException(
            ErrorIds.GibRejected, Text.Format(Strings.PackageFailed, status.PackageId, status.Text), Id.Firm);
    }

    /// <summary>The packages with their ids, in the order of sending.</summary>
    public IEnumerable<(LedgerFileKind Kind, int Part, string Id)> Packages()
    {
        foreach ((LedgerFileKind kind, int part) in Folder.Packages()) yield return (kind, part, Id.FileName(kind, part).PackageId);
    }
}
