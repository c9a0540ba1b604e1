using System.Management.Automation;
using System.Security;
using DefterX.Cmdlets.Abstractions;
using DefterX.Devices;
using DefterX.Secrets;

namespace DefterX.Cmdlets.Secrets;

/// <summary>Where a device's PIN comes from: a parameter, a vault, or the person at the prompt.</summary>
/// <param name="pin">The PIN as such, or null.</param>
/// <param name="credential">A credential whose password it is, or null.</param>
/// <param name="secretName">The name of a secret that it is, or null.</param>
/// <param name="vault">The vault of that secret; null for the one that has it.</param>
internal sealed class PinSource(SecureString? pin, PSCredential? credential, string? secretName, string? vault)
{
    /// <summary>Whether nobody has to be asked.</summary>
    public bool IsGiven => pin is not null || credential is not null || secretName is not null;

    /// <summary>Refuses a PIN that is given in two ways.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.PinRequired"/>.</exception>
    public void Check()
    {
        int given = (pin is null ? 0 : 1) + (credential is null ? 0 : 1) + (secretName is null ? 0 : 1);
        if (given > 1) throw new DefterXException(ErrorIds.PinRequired, Strings.PinGivenTwice);
        if (vault is not null && secretName is null) throw new DefterXException(ErrorIds.PinRequired, Strings.VaultWithoutSecret);
    }

    /// <summary>Reads the PIN; null where it is to be typed on the reader's own pad.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.PinRequired"/>: none is given and nobody can be asked, or the vault has none.</exception>
    public SecretBuffer? Read(Device device, CmdletContext context, PSCmdlet cmdlet)
    {
        if ((pin ?? credential?.Password) is { } given) return SecretBuffer.FromSecureString(given);
        if (secretName is not null)
        {
            using VaultSecret secret = SecretVault.Read(context, cmdlet, secretName, vault, ErrorIds.PinRequired);
            return SecretBuffer.FromSecureString(secret.Text);
        }

        if (device.HasPinPad) return null;
        if (device.PinState == PinState.CountLow) context.WriteWarning(Text.Format(Strings.PinCountLow, device));
        using SecureString typed = context.Invoke(() => Interaction.ReadSecret(cmdlet.Host, Text.Format(Strings.PinPrompt, device)))
            ?? throw new DefterXException(ErrorIds.PinRequired, Text.Format(Strings.PinMissing, device), device);
        return SecretBuffer.FromSecureString(typed);
    }
}
