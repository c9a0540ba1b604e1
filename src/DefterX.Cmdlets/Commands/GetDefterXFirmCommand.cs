using System.Management.Automation;
using DefterX.Cmdlets.Abstractions;
using DefterX.Cmdlets.Arguments;
using DefterX.Cmdlets.Completion;
using DefterX.Office;

namespace DefterX.Cmdlets.Commands;

/// <summary>Shows the office's firms, by title.</summary>
[Cmdlet(VerbsCommon.Get, "DefterXFirm")]
[OutputType(typeof(Firm))]
public sealed class GetDefterXFirmCommand : SessionCmdlet
{
    /// <summary>VKN, TCKN, title or wildcard; all firms by default.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [FirmTransformation]
    [Alias("Identifier")]
    [ArgumentCompleter(typeof(FirmCompleter))]
    public FirmArgument[]? Firm { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        Session session = RequireSession();
        Run(session.Office, (context, _) =>
        {
            foreach (Firm firm in FindFirms(session, Firm, context)) context.WriteObject(firm);
        });
    }
}
