using System.Linq;
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

    internal bool IsPattern => Text.IndexOfAny(['*', '?']) >= 0;

    internal bool IsIdentifier => Text.Length is 10 or 11 && Text.All(static character => character is >= '0' and <= '9');

    /// <summary>The identifier, title or wildcard.</summary>
    public override string ToString() => Text;
}
