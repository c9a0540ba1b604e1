using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Cmdlets.Abstractions;

namespace DefterX.Cmdlets.Tests.Abstractions;

/// <summary>A cmdlet whose body the test gives.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "Probe", SupportsShouldProcess = true)]
public sealed class InvokeProbeCommand : DefterXCmdlet
{
    [Parameter(Mandatory = true, Position = 0)]
    public object? Body { get; set; }

    [Parameter(ValueFromPipeline = true)]
    public object? InputObject { get; set; }

    internal delegate Task Probe(CmdletContext context, CancellationToken cancellationToken);

    protected override void ProcessRecord()
    {
        Probe probe = (Probe)(Body is PSObject wrapped ? wrapped.BaseObject : Body!);
        Run(InputObject, (context, cancellationToken) => probe(context, cancellationToken));
    }
}
