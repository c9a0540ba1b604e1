using System.Management.Automation;
using DefterX.Office;

namespace DefterX.Cmdlets.Arguments;

/// <summary>Which firm: a <see cref="Firm"/>, its VKN or TCKN, its title, or a wildcard for titles.</summary>
public sealed class FirmArgument
{
    internal FirmArgument(string text) => Text = text.Trim();

    internal FirmArgument(Firm firm)
        : this(firm.Identifier) => IsObject = true;

    /// <summary>The identifier, title or wildcard.</summary>
    internal string Text { get; }

    /// <summary>Whether a <see cref="Firm"/> was given.</summary>
    internal bool IsObject { get; }

    internal bool IsPattern => WildcardPattern.ContainsWildcardCharacters(Text);

    /// <summary>The identifier, title or wildcard.</summary>
    public override string ToString() => Text;
}
