using System;
using System.Linq;
using System.Text.RegularExpressions;

namespace DefterX.Office;

/// <summary>Tells whether settings make an office, wherever they are kept.</summary>
internal static class OfficeSettingsValidator
{
    /// <summary>What is wrong, in the UI culture, as the end of a sentence; null when nothing is.</summary>
    public static string? ProblemOf(OfficeSettings settings)
    {
        SourceApplication? source = settings.SourceApplication;
        return !IsCustomerNumber(settings.CustomerNumber) ? Strings.CustomerNumberInvalid
            : string.IsNullOrWhiteSpace(settings.Name) ? Strings.OfficeNameMissing
            : source is null || !TaxIdentifier.IsValid(source.Identifier) || !IsPart(source.Title) || !IsPart(source.Program)
                || !IsPart(source.Version) ? Strings.SourceApplicationInvalid
            : settings.SessionIdleTimeout <= TimeSpan.Zero ? Strings.IdleTimeoutInvalid
            : settings.GibUri is { } gib && !IsSecure(gib) ? Strings.GibUriInvalid
            : settings.GibRetry is not { IsSound: true } ? Strings.GibRetryInvalid
            : settings.TimeStamp is { } timeStamp && !IsUsable(timeStamp) ? Strings.TimeStampInvalid
            : null;
    }

    /// <summary>Whether a text is 1 to 20 digits.</summary>
    public static bool IsCustomerNumber(string? text) =>
        text is { Length: > 0 and <= 20 } && text.All(c => c is >= '0' and <= '9');

    // What travels are a taxpayer's books, so only this machine is reached without TLS.
    private static bool IsSecure(Uri address) => address.IsAbsoluteUri
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));

    private static bool IsUsable(TimeStampSettings timeStamp) =>
        timeStamp.Uri is { IsAbsoluteUri: true } address
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
        && (timeStamp.Policy is null || Regex.IsMatch(timeStamp.Policy, @"\A[0-2](\.(0|[1-9][0-9]{0,9})){2,20}\z"));

    private static bool IsPart(string? text) =>
        !string.IsNullOrWhiteSpace(text) && text!.All(c => c != '#');
}
