using System;
using System.Collections;
using System.Collections.ObjectModel;
using System.IO;
using System.Management.Automation;
using System.Management.Automation.Internal;
using System.Management.Automation.Runspaces;
using System.Security;
using DefterX.Cmdlets.Abstractions;
using DefterX.Cmdlets.Arguments;

namespace DefterX.Cmdlets.Secrets;

/// <summary>Reads secrets through Microsoft.PowerShell.SecretManagement, where that is installed.</summary>
internal static class SecretVault
{
    private const string Command = @"Microsoft.PowerShell.SecretManagement\Get-Secret";
    private const string Script = "param($Command, $Parameters) $ErrorActionPreference = 'Stop'; @{ Secret = & $Command @Parameters }";
    private const string ScriptAlone =
        "param($Module, $Parameters) $ErrorActionPreference = 'Stop'; Import-Module $Module; @{ Secret = " + Command + " @Parameters }";

    /// <summary>Reads a secret; where somebody can answer, the vault may ask for its password.</summary>
    /// <param name="context">The way to the pipeline thread, on which the vault is asked.</param>
    /// <param name="cmdlet">The cmdlet that runs.</param>
    /// <param name="name">The secret's name.</param>
    /// <param name="vault">The vault's name; null for the one that has the secret.</param>
    /// <param name="errorId">The id of every failure.</param>
    /// <exception cref="DefterXException">SecretManagement is not installed, there is no such secret or vault, the vault is locked,
    /// or the secret is neither a text nor a credential.</exception>
    public static VaultSecret Read(CmdletContext context, PSCmdlet cmdlet, string name, string? vault, string errorId)
    {
        CommandInfo command = context.Invoke(() => cmdlet.InvokeCommand.GetCommand(Command, CommandTypes.Cmdlet | CommandTypes.Function))
            ?? throw new DefterXException(errorId, Text.Format(Strings.VaultNotInstalled, name), name);
        Hashtable parameters = new() { ["Name"] = name, ["ErrorAction"] = ActionPreference.Stop };
        if (vault is not null) parameters["Vault"] = vault;
        // Returned and not thrown, because what the pipeline thread throws ends the whole cmdlet.
        (object? found, RuntimeException? failure) = FileOf(command.Module) is { } module && !Interaction.IsPossible(cmdlet.Host)
            ? Try(() => AskAlone(module, parameters))
            : context.Invoke(() => Try(() => cmdlet.InvokeCommand.InvokeScript(true, ScriptBlock.Create(Script), null, command, parameters)));
        if (failure is not null)
        {
            throw new DefterXException(errorId, Text.Format(Strings.VaultFailed, name, failure.ErrorRecord), name, failure);
        }

        return Take(found, name, errorId);
    }

    private static VaultSecret Take(object? secret, string name, string errorId)
    {
        VaultSecret read = secret switch
        {
            PSCredential credential => new VaultSecret(credential.UserName, credential.Password),
            SecureString text => new VaultSecret(null, text),
            string text => new VaultSecret(null, SecureStringTransformationAttribute.ToSecureString(text)),
            null => throw new DefterXException(errorId, Text.Format(Strings.VaultGaveNothing, name), name),
            _ => throw new DefterXException(errorId, Text.Format(Strings.VaultSecretType, name, secret.GetType().Name), name),
        };
        return read.Text.Length > 0 ? read : throw new DefterXException(errorId, Text.Format(Strings.VaultSecretEmpty, name), name);
    }

    // In a runspace whose host cannot ask: a question on a console without input would stop the script, with exit code 0 and no error.
    private static Collection<PSObject> AskAlone(string module, Hashtable parameters)
    {
        using Runspace runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        runspace.Open();
        using PowerShell shell = PowerShell.Create();
        shell.Runspace = runspace;
        return shell.AddScript(ScriptAlone).AddArgument(module).AddArgument(parameters).Invoke();
    }

    private static (object? Found, RuntimeException? Failure) Try(Func<Collection<PSObject>> ask)
    {
        try
        {
            object? secret = ((Hashtable)ask()[0].BaseObject)["Secret"];
            return (secret == AutomationNull.Value ? null : secret is PSObject wrapped ? wrapped.BaseObject : secret, null);
        }
        catch (RuntimeException e) when (e is not PipelineStoppedException)
        {
            return (null, e);
        }
    }

    // The manifest where there is one; null for a module that lives in its session alone.
    private static string? FileOf(PSModuleInfo? module)
    {
        if (string.IsNullOrEmpty(module?.ModuleBase)) return null;
        string manifest = Path.Combine(module!.ModuleBase, module.Name + ".psd1");
        return File.Exists(manifest) ? manifest : File.Exists(module.Path) ? module.Path : null;
    }
}

/// <summary>What a vault gave; zeroed on disposal.</summary>
/// <param name="UserName">The user name of a credential, or null.</param>
/// <param name="Text">The secret itself.</param>
internal sealed record VaultSecret(string? UserName, SecureString Text) : IDisposable
{
    public void Dispose() => Text.Dispose();
}
