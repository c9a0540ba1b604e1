namespace DefterX.Certificates;

/// <summary>Reasons of revocation in words (RFC 5280, 5.3.1).</summary>
internal static class RevocationReason
{
    public static string ToWords(int reason) => reason switch
    {
        1 => Strings.ReasonKeyCompromise,
        2 or 10 => Strings.ReasonAuthorityCompromise,
        3 => Strings.ReasonAffiliationChanged,
        4 => Strings.ReasonSuperseded,
        5 => Strings.ReasonCessationOfOperation,
        6 => Strings.ReasonCertificateHold,
        9 => Strings.ReasonPrivilegeWithdrawn,
        _ => Strings.ReasonUnspecified,
    };
}
