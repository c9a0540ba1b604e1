using System;
using System.IO;
using System.Linq;
using Signature = DefterX.Signatures.Signature;
using SignatureStatus = DefterX.Signatures.SignatureStatus;

namespace DefterX.Cmdlets.Formatting;

/// <summary>How a signature is shown in a table, in the user's language: what is valid on one line, what is not with its reason.</summary>
public static class SignatureView
{
    // The status with a space after it, and one column that PowerShell leaves free.
    private const int OtherWidth = 13 + 1 + 1;

    // GIB-12345678901-202609-YB-000000-0001.xml, the longest name that there is.
    private const int FileWidth = 41;
    private const int LeastSignerWidth = 22;
    private const int MaxSignerWidth = 60;
    private const int TimeWidth = 19;
    private const int CounterSignerWidth = 16;

    /// <summary>The status, in the host's colour of errors where the file cannot be relied on, of warnings where that is open.</summary>
    /// <param name="signature">The signature.</param>
    /// <param name="errorColour">An escape sequence, or nothing where the host has none (Windows PowerShell).</param>
    /// <param name="warningColour">An escape sequence, or nothing.</param>
    public static string Status(Signature signature, string? errorColour, string? warningColour)
    {
        string text = Names.Of(signature.Status);
        string? colour = signature.Status switch
        {
            SignatureStatus.Valid => null,
            SignatureStatus.Invalid => errorColour,
            _ => warningColour,
        };
        return Colour.Paint(text, colour);
    }

    /// <summary>File, signer, and in a wide window time and counter-signer, cut to the line; what is not valid has its reason
    /// in lines of its own.</summary>
    /// <param name="signature">The signature.</param>
    /// <param name="hostWidth">The columns of the host's window; 0 where it has none.</param>
    public static string Facts(Signature signature, int hostWidth)
    {
        int width = hostWidth == 0 ? int.MaxValue : Math.Max(hostWidth - OtherWidth, FileWidth + 1);
        string file = Path.GetFileName(signature.Path);
        string line = (file.PadRight(FileWidth) + " " + Rest(signature, width - Math.Max(file.Length, FileWidth) - 1)).TrimEnd();
        if (signature.Status == SignatureStatus.Valid) return line;
        string reason = WordWrap.Wrap(signature.StatusMessage, width - 2);
        return string.Join(Environment.NewLine, reason.Split('\n').Select(static part => "  " + part.TrimEnd('\r')).Prepend(line));
    }

    private static string Rest(Signature signature, int width)
    {
        int signerWidth = Math.Min(width - TimeWidth - CounterSignerWidth - 2, MaxSignerWidth);
        if (signerWidth < LeastSignerWidth) return Cut(signature.Signer, width);
        return string.Join(
            " ",
            Cut(signature.Signer, signerWidth).PadRight(signerWidth),
            Display.Time(signature.SigningTime).PadRight(TimeWidth),
            Cut(signature.CounterSigner, CounterSignerWidth));
    }

    private static string Cut(string text, int width) =>
        text.Length <= width ? text : width < 2 ? "" : text.Substring(0, width - 1) + "…";
}
