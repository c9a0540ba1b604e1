using System.Management.Automation;
using DefterX.Cmdlets.Abstractions;
using DefterX.Cmdlets.Arguments;
using DefterX.Cmdlets.Completion;
using DefterX.Filing.Copying;
using DefterX.Ledgers;
using DefterX.Office;

namespace DefterX.Cmdlets.Commands;

/// <summary>Copies the office of the session, or some of its firms, into an office folder.</summary>
[Cmdlet(VerbsData.Export, "DefterXOffice", SupportsShouldProcess = true)]
[OutputType(typeof(Ledger))]
public sealed class ExportDefterXOfficeCommand : OfficeCopyCmdlet
{
    /// <summary>The folder: new, empty, or that of an earlier copy, which gets what it lacks.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>VKN, TCKN, title or wildcard; all firms by default.</summary>
    [Parameter(Position = 1)]
    [FirmTransformation]
    [Alias("Identifier")]
    [ArgumentCompleter(typeof(FirmCompleter))]
    public override FirmArgument[]? Firm { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        Session session = RequireSession();
        string path = GetUnresolvedProviderPathFromPSPath(Path);
        Run(path, (context, cancellationToken) =>
        {
            if (!context.ShouldProcess(path, Strings.ExportOffice)) return;
            OfficeCopy copy = new(session.Folder, OfficeCopy.OpenOrCreate(session.Folder, path));
            context.ForEach(FirmsOf(copy.Source, context), firm => Copy(copy, firm, context, cancellationToken));
        });
    }
}
