using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using DefterX.Cmdlets.Abstractions;
using DefterX.Filing.Copying;
using DefterX.Ledgers;
using DefterX.Office;

namespace DefterX.Cmdlets.Commands;

/// <summary>Copies the firms of an office folder, with all that is kept of their months, into the office of the session.</summary>
[Cmdlet(VerbsData.Import, "DefterXOffice", SupportsShouldProcess = true)]
[OutputType(typeof(Ledger))]
public sealed class ImportDefterXOfficeCommand : OfficeCopyCmdlet
{
    /// <summary>The office folder. It is read, and stays as it is.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        Session session = RequireSession();
        string path = GetUnresolvedProviderPathFromPSPath(Path);
        Run(path, (context, cancellationToken) =>
        {
            OfficeCopy copy = new(OfficeFolder.Open(path), session.Folder);
            context.ForEach(FirmsOf(copy.Source, context), firm =>
            {
                IReadOnlyList<LedgerId> months = copy.MonthsOf(firm);
                string target = $"{firm}: {string.Join(", ", months.Select(id => id.ToString()))}";
                if (context.ShouldProcess(target, Strings.CopyOffice)) Copy(copy, firm, context, cancellationToken);
            });
        });
    }
}
