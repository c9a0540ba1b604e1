using System.IO;
using System.Text.RegularExpressions;
using Serilog.Events;
using Serilog.Formatting;

namespace DefterX.Service.Operations.Logging;

/// <summary>The last line of defence: nothing that looks like a login key or a token gets into a log, whoever wrote it there.</summary>
internal sealed partial class MaskingFormatter(ITextFormatter inner) : ITextFormatter
{
    public void Format(LogEvent logEvent, TextWriter output)
    {
        using StringWriter text = new(System.Globalization.CultureInfo.InvariantCulture);
        inner.Format(logEvent, text);
        output.Write(Mask(text.ToString()));
    }

    /// <summary>Replaces login keys (four groups of three letters or digits, also percent-encoded) and tokens (43 characters of base64url,
    /// which 32 bytes give).</summary>
    internal static string Mask(string text) => Tokens().Replace(Keys().Replace(text, "***-***-***-***"), "***");

    [GeneratedRegex(@"(?<![0-9A-Za-z-])[0-9A-Za-z]{3}(?:-[0-9A-Za-z]{3}){3}(?![0-9A-Za-z-])", RegexOptions.CultureInvariant)]
    private static partial Regex Keys();

    [GeneratedRegex(@"(?<![0-9A-Za-z_-])[0-9A-Za-z_-]{43}(?![0-9A-Za-z_-])", RegexOptions.CultureInvariant)]
    private static partial Regex Tokens();
}
