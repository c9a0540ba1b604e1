using System.Management.Automation;
using DefterX.Cmdlets.Abstractions;
using DefterX.Cmdlets.Arguments;
using DefterX.Cmdlets.Completion;
using DefterX.Office;

namespace DefterX.Cmdlets.Commands;

/// <summary>Removes firms from the office's list. Their journals and ledgers are never deleted.</summary>
[Cmdlet(VerbsCommon.Remove, "DefterXFirm", SupportsShouldProcess = true)]
[OutputType(typeof(Firm))]
public sealed class RemoveDefterXFirmCommand : SessionCmdlet
{
    /// <summary>VKN, TCKN, title or wildcard.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [FirmTransformation]
    [Alias("Identifier")]
    [ArgumentCompleter(typeof(FirmCompleter))]
    public FirmArgument[] Firm { get; set; } = [];

    /// <summary>Removes a firm though journals or ledgers of it are here.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Returns the removed firms.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        Session session = RequireSession();
        Run(Firm, (context, _) => context.ForEach(FindFirms(session, Firm, context), firm =>
        {
            if (!context.ShouldProcess(firm.ToString(), Strings.RemoveFirm)) return;
            session.Folder.Firms.Remove(firm.Identifier, Force);
            if (PassThru) context.WriteObject(firm);
        }));
    }
}
