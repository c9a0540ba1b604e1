using System.Collections.Generic;
using System.ComponentModel;
using System.Management.Automation;
using System.Threading;
using DefterX.Cmdlets.Arguments;
using DefterX.Filing.Copying;
using DefterX.Ledgers;
using DefterX.Office;
using Microsoft.Extensions.Logging;

namespace DefterX.Cmdlets.Abstractions;

/// <summary>Base of the cmdlets that copy firms and their months between an office's folder and where the session has it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class OfficeCopyCmdlet : SessionCmdlet
{
    /// <summary>VKN, TCKN, title or wildcard; all firms by default.</summary>
    [Parameter(Position = 1)]
    [FirmTransformation]
    [Alias("Identifier")]
    public virtual FirmArgument[]? Firm { get; set; }

    /// <summary>The firms that are meant.</summary>
    private protected IEnumerable<Firm> FirmsOf(OfficeFolder office, CmdletContext context) => Firm is null
        ? office.Firms.List(e => context.WriteError(e))
        : FirmFinder.Find(office.Firms, Firm, e => context.WriteError(e));

    /// <summary>Copies a firm and its months, and shows each month that was copied. What fails is an error of its own.</summary>
    private protected static void Copy(OfficeCopy copy, Firm firm, CmdletContext context, CancellationToken cancellationToken)
    {
        copy.Copy(firm);
        foreach (LedgerId id in copy.MonthsOf(firm))
        {
            cancellationToken.ThrowIfCancellationRequested();
            context.Progress.Report(new OperationProgress(Strings.CopyOffice, id.ToString()));
            try
            {
                if (copy.Copy(id, cancellationToken) is Ledger ledger) context.WriteObject(ledger);
                else context.Logger.LogInformation("{Ledger} is there already", id);
            }
            catch (DefterXException e)
            {
                context.WriteError(e, firm);
            }
        }
    }
}
