using System;
using System.Management.Automation;
using DefterX.Cmdlets.Abstractions;
using DefterX.Cmdlets.Completion;
using DefterX.Cmdlets.Formatting;
using DefterX.Office;

namespace DefterX.Cmdlets.Commands;

/// <summary>Shows whose login keys an office has, oldest first. The keys themselves are kept nowhere.</summary>
[Cmdlet(VerbsCommon.Get, "DefterXLoginKey")]
[OutputType(typeof(LoginKeyInfo))]
public sealed class GetDefterXLoginKeyCommand : DefterXCmdlet
{
    /// <summary>The name, with <c>*</c> and <c>?</c>; all keys by default.</summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(LoginKeyCompleter))]
    public string? Name { get; set; }

    /// <summary>The office folder; else <c>$env:DEFTERX_OFFICE</c>, the current folder or its parents.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Path")]
    public string? Office { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        (string? name, Func<OfficeFolder> open) = OfficeOf(Office);
        Run(name, (context, cancellationToken) =>
        {
            LoginKeys keys = open().Keys;
            foreach (LoginKeyInfo key in string.IsNullOrEmpty(Name) ? keys.List(cancellationToken) : keys.Find(Name!, cancellationToken))
                context.WriteObject(LoginKeyView.Of(key));
        });
    }
}
