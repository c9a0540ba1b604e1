using System;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace DefterX.Gib;

/// <summary>SOAP faults of GİB's service and their codes (Web Servis Kılavuzu v1.7).</summary>
internal static class GibFaults
{
    /// <summary>daha önce yüklenmiş: a package of that name is there, in processing or processed.</summary>
    public const int AlreadyUploaded = 111;

    /// <summary>başarıyla işlenmiş paket yok: there is no approved berat of that name yet.</summary>
    public const int NothingProcessed = 204;

    /// <summary>paket yok: GİB has no upload of that name.</summary>
    public const int PackageNotFound = 304;

    private const string CodeKey = "GibCode";
    private const int MaxTextLength = 500;

    // The guide lists the codes but not where in a Fault they are.
    private static readonly string[] s_codeElements = ["code", "kod", "kodu", "hataKodu", "errorCode", "faultCode", "returnCode"];

    private static readonly string[] s_securityCodes =
        ["FailedAuthentication", "FailedCheck", "InvalidSecurity", "MessageExpired", "SecurityTokenUnavailable"];

    private static readonly Regex s_code = new(@"(?<![0-9])[1-9][0-9]{2}(?![0-9])", RegexOptions.CultureInvariant);
    private static readonly Regex s_space = new(@"[\s\p{C}]+", RegexOptions.CultureInvariant);

    /// <summary>GİB's code of a refusal, or null when it gave none, or the failure is another.</summary>
    /// <remarks>The code is also in <see cref="Exception.Data"/> as <c>GibCode</c>.</remarks>
    public static int? CodeOf(DefterXException exception) => exception.Data[CodeKey] as int?;

    /// <summary>The failure that a Fault stands for.</summary>
    /// <param name="fault">The Fault, of SOAP 1.2 or 1.1.</param>
    /// <param name="packageName">The package that was asked about.</param>
    /// <param name="clockNote">What may be said of this PC's clock, for a message that was not accepted.</param>
    public static DefterXException ToException(XElement fault, string packageName, string? clockNote = null)
    {
        string text = Reason(fault);
        int? code = CodeIn(fault, text);
        string message = code is int known
            ? Text.Format(Strings.RejectedWithCode, packageName, known, text, Meaning(known))
            : Text.Format(Strings.Rejected, packageName, text);
        GibFailureKind kind = code is int one ? GibFailure.OfCode(one) : KindOfSoap(fault);
        string errorId = kind == GibFailureKind.Authorization ? ErrorIds.GibNotAuthorized : ErrorIds.GibRejected;
        if (kind == GibFailureKind.Authorization && code is null && clockNote is not null) message += " " + clockNote;
        DefterXException exception = new(errorId, message, packageName);
        GibFailure.Mark(exception, kind);
        if (code is not null) exception.Data[CodeKey] = code.Value;
        return exception;
    }

    /// <summary>Whose fault it is by SOAP's own code (SOAP 1.2 Part 1, 5.4.6; SOAP 1.1, 4.4.1; WSS SOAP Message Security 1.1, 12).</summary>
    private static GibFailureKind KindOfSoap(XElement fault)
    {
        string codes = string.Concat(fault.Elements().Where(element => element.Name.LocalName is "Code" or "faultcode").Select(code => code.Value));
        if (s_securityCodes.Any(code => codes.IndexOf(code, StringComparison.Ordinal) >= 0)) return GibFailureKind.Authorization;
        return codes.IndexOf("Receiver", StringComparison.Ordinal) >= 0 || codes.IndexOf("Server", StringComparison.Ordinal) >= 0
            ? GibFailureKind.Service
            : GibFailureKind.Package;
    }

    private static string Reason(XElement fault)
    {
        XElement? reason = fault.Elements().FirstOrDefault(element => element.Name.LocalName is "Reason" or "faultstring");
        // Reason holds a Text for each language; they say the same.
        string text = s_space.Replace((reason?.Elements().FirstOrDefault() ?? reason ?? fault).Value, " ").Trim();
        return text.Length > MaxTextLength ? $"{text.Remove(MaxTextLength)}…" : text;
    }

    private static int? CodeIn(XElement fault, string text)
    {
        string? detail = fault.Elements()
            .Where(element => element.Name.LocalName is "Detail" or "detail")
            .Descendants()
            .Where(element => s_codeElements.Contains(element.Name.LocalName, StringComparer.OrdinalIgnoreCase))
            .Select(element => s_code.Match(element.Value))
            .FirstOrDefault(match => match.Success)?.Value;
        Match inText = s_code.Match(text);
        string? code = detail ?? (inText.Success ? inText.Value : null);
        return code is null ? null : int.Parse(code, NumberStyles.None, CultureInfo.InvariantCulture);
    }

    private static string Meaning(int code) =>
        Strings.ResourceManager.GetString("Code" + code.ToString(CultureInfo.InvariantCulture), CultureInfo.CurrentUICulture)
        ?? Strings.CodeUnknown;
}
