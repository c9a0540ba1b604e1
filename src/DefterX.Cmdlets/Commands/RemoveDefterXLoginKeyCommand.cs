using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using DefterX.Cmdlets.Abstractions;
using DefterX.Cmdlets.Completion;
using DefterX.Cmdlets.Formatting;
using DefterX.Office;
using Microsoft.Extensions.Logging;

namespace DefterX.Cmdlets.Commands;

/// <summary>Revokes login keys. Nobody logs in with them any more, and sessions that they opened can no longer be used.</summary>
[Cmdlet(VerbsCommon.Remove, "DefterXLoginKey", DefaultParameterSetName = NameSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(LoginKeyInfo))]
public sealed class RemoveDefterXLoginKeyCommand : DefterXCmdlet
{
    private const string NameSet = "Name";
    private const string IdSet = "Id";

    /// <summary>The names, with <c>*</c> and <c>?</c>.</summary>
    [Parameter(ParameterSetName = NameSet, Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(LoginKeyCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>The ids, also of objects from <c>Get-DefterXLoginKey</c>.</summary>
    [Parameter(ParameterSetName = IdSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(LoginKeyCompleter))]
    public string[] Id { get; set; } = [];

    /// <summary>The office folder; else <c>$env:DEFTERX_OFFICE</c>, the current folder or its parents.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Path")]
    public string? Office { get; set; }

    /// <summary>Returns the removed keys.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        (string? name, Func<OfficeFolder> open) = OfficeOf(Office);
        Run(name, (context, _) =>
        {
            OfficeFolder office = open();
            context.ForEach(
                ParameterSetName == NameSet ? Name : Id,
                wanted => context.ForEach(Find(office.Keys, wanted), key => Remove(office, key, context)));
        });
    }

    private IReadOnlyList<LoginKeyInfo> Find(LoginKeys keys, string wanted) =>
        ParameterSetName == NameSet ? keys.Find(wanted) : [keys.Get(wanted)];

    private void Remove(OfficeFolder office, LoginKeyInfo key, CmdletContext context)
    {
        if (office.Keys.List().All(kept => kept.Id == key.Id)) context.WriteWarning(Text.Format(Strings.LastLoginKey, key, office.Name));
        if (!context.ShouldProcess(office.Name, Text.Format(Strings.RemoveLoginKey, key))) return;
        office.Keys.Remove(key.Id);
        LogTo(office);
        Logger.LogInformation("Login key {Id} of {Name} removed", key.Id, key.Name);
        if (PassThru) context.WriteObject(LoginKeyView.Of(key));
    }
}
