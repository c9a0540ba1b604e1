using System;
using System.Management.Automation;
using DefterX.Cmdlets.Abstractions;
using DefterX.Filing.Offices;
using DefterX.Office;

namespace DefterX.Cmdlets.Commands;

/// <summary>Shows the settings of an office.</summary>
[Cmdlet(VerbsCommon.Get, "DefterXOffice")]
[OutputType(typeof(OfficeInfo))]
public sealed class GetDefterXOfficeCommand : OfficeCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        (string? name, Func<OfficeFolder> open) = FindOffice();
        Run(name, (context, cancellationToken) => context.WriteObject(OfficeStore.Of(open()).Read(cancellationToken)));
    }
}
