using System.Collections.Generic;
using System.Management.Automation;
using DefterX.Cmdlets.Abstractions;
using DefterX.Cmdlets.Arguments;
using DefterX.Cmdlets.Completion;
using DefterX.Office;

namespace DefterX.Cmdlets.Commands;

/// <summary>Changes what is given of a firm, and nothing else.</summary>
[Cmdlet(VerbsCommon.Set, "DefterXFirm", SupportsShouldProcess = true)]
[OutputType(typeof(Firm))]
public sealed class SetDefterXFirmCommand : FirmFieldsCmdlet
{
    private readonly HashSet<string> _typed = [];

    /// <summary>VKN, TCKN, title or wildcard.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [FirmTransformation]
    [Alias("Identifier")]
    [ArgumentCompleter(typeof(FirmCompleter))]
    public FirmArgument[] Firm { get; set; } = [];

    /// <summary>Returns the firms.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _typed.UnionWith(MyInvocation.BoundParameters.Keys);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        Session session = RequireSession();
        Run(Firm, (context, _) => context.ForEach(FindFirms(session, Firm, context), firm =>
        {
            Firm changed = Apply(firm.Identifier, firm);
            if (!context.ShouldProcess(firm.ToString(), Strings.ChangeFirm)) return;
            session.Folder.Firms.Update(changed);
            if (PassThru) context.WriteObject(changed);
        }));
    }

    // A Firm object brings all its fields through the pipeline, perhaps old ones; only those typed are meant.
    private protected override bool IsFieldGiven(string field) =>
        Firm is [{ IsObject: true }] ? _typed.Contains(field) : base.IsFieldGiven(field);
}
