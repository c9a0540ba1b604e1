using System.Management.Automation;
using System.Security;

namespace DefterX.Cmdlets.Arguments;

/// <summary>Takes a plain text where a SecureString is wanted, for a login key typed at the prompt.</summary>
internal sealed class SecureStringTransformationAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is string text ? ToSecureString(text) : inputData;

    internal static SecureString ToSecureString(string text)
    {
        SecureString secret = new();
        foreach (char character in text) secret.AppendChar(character);
        secret.MakeReadOnly();
        return secret;
    }
}
