using System;
using System.Management.Automation;
using System.Net;
using System.Security;
using DefterX.Cmdlets.Abstractions;
using DefterX.Cmdlets.Formatting;
using DefterX.Office;
using Microsoft.Extensions.Logging;

namespace DefterX.Cmdlets.Commands;

/// <summary>Makes a login key. It is shown this once: the office keeps only a hash of it.</summary>
[Cmdlet(VerbsCommon.New, "DefterXLoginKey", SupportsShouldProcess = true)]
[OutputType(typeof(NewLoginKey), typeof(LoginKeyInfo))]
public sealed class NewDefterXLoginKeyCommand : DefterXCmdlet
{
    /// <summary>Whose key it is; no other key of the office has the same name.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "";

    /// <summary>The address of its owner, to whom a service sends the key; a folder sends no mail.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? Email { get; set; }

    /// <summary>What its owner may do in an office that a service keeps; a preparer by default.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public OfficeRole? Role { get; set; }

    /// <summary>The office folder; else <c>$env:DEFTERX_OFFICE</c>, the current folder or its parents.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("Path")]
    public string? Office { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        (string? name, Func<OfficeFolder> open) = OfficeOf(Office);
        Run(name, (context, cancellationToken) =>
        {
            OfficeFolder office = open();
            if (!context.ShouldProcess(office.Name, Text.Format(Strings.CreateLoginKey, Name))) return;
            (LoginKeyInfo info, LoginKey? key) = office.Keys.Create(new LoginKeyRequest(Name, Email, Role), cancellationToken);
            LogTo(office);
            Logger.LogInformation("Login key {Id} of {Name} created", info.Id, info.Name);
            if (key is null) context.WriteObject(LoginKeyView.Of(info)); // it went to its owner
            else Show(info, key, context);
        });
    }

    private static void Show(LoginKeyInfo info, LoginKey key, CmdletContext context)
    {
        using (key)
        using (SecureString shown = key.ToSecureString())
        {
            context.WriteObject(new NewLoginKey(info.Id, info.Name, new NetworkCredential("", shown).Password));
        }
    }
}

/// <summary>A login key at the one time when it can be seen.</summary>
/// <param name="Id">By which it is revoked.</param>
/// <param name="Name">Whose key it is.</param>
/// <param name="Key">The key, <c>xxx-aaa-ddd-eee</c>: to be handed over and forgotten.</param>
public sealed record NewLoginKey(string Id, string Name, string Key)
{
    /// <summary>The name and the id, never the key.</summary>
    public override string ToString() => $"{Name} ({Id})";
}
