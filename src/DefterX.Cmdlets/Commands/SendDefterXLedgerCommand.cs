using System.IO;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Cmdlets.Abstractions;
using DefterX.Filing;
using DefterX.Filing.Delivery;
using DefterX.Filing.Publishing;
using DefterX.Ledgers;

namespace DefterX.Cmdlets.Commands;

/// <summary>Sends signed months' packages to GİB, or writes them for somebody to upload at GİB's portal. What GİB has already is not
/// sent again.</summary>
[Cmdlet(VerbsCommunications.Send, "DefterXLedger", SupportsShouldProcess = true)]
[OutputType(typeof(Ledger), typeof(FileInfo))]
public sealed class SendDefterXLedgerCommand : LedgerRunCmdlet
{
    /// <summary>A folder for the packages, which are written there and not sent; the files come out, in the order of uploading. No
    /// device is needed.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? PackageOnly { get; set; }

    private protected override string Action => Strings.SendLedger;

    private protected override ILedgerWork CreateWork(FilingContext filing, Office.Session session) => new SendWork(filing);

    private protected override Task ProcessAsync(
        FilingContext filing, LedgerId id, CmdletContext context, CancellationToken cancellationToken)
    {
        if (PackageOnly is null) return base.ProcessAsync(filing, id, context, cancellationToken);
        string folder = context.Invoke(() => GetUnresolvedProviderPathFromPSPath(PackageOnly));
        if (!context.ShouldProcess(id.ToString(), Text.Format(Strings.WritePackages, folder))) return Task.CompletedTask;
        foreach (string zip in new PackageExport(filing).Export(id, folder, cancellationToken)) context.WriteFile(zip);
        return Task.CompletedTask;
    }
}
