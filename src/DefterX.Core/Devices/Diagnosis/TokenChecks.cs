using System;
using System.Collections.Generic;
using System.Linq;
using DefterX.Certificates;

namespace DefterX.Devices.Diagnosis;

/// <summary>Examines a token and chooses its certificates.</summary>
internal static class TokenChecks
{
    public static IEnumerable<DeviceCheck> Examine(DiagnosisFacts facts, TokenReport token, bool isDeviceFound)
    {
        if (!token.IsInitialised)
        {
            return
            [
                DeviceCheck.Fault(
                    isDeviceFound,
                    DeviceCheckKind.Token,
                    token.Reader,
                    Strings.TokenNotInitialised,
                    Strings.TokenNotInitialisedRemedy),
            ];
        }

        if (token.Failure is { } failure)
        {
            string reason = (failure.InnerException ?? failure).Message.TrimEnd('.');
            return
            [
                DeviceCheck.Fault(
                    isDeviceFound,
                    DeviceCheckKind.Token,
                    token.Label.Length > 0 ? token.Label : token.Reader,
                    Text.Format(Strings.TokenUnreadable, reason),
                    Strings.TokenUnreadableRemedy),
            ];
        }

        return Certificates(facts, token)
            .Prepend(DeviceCheck.Passed(DeviceCheckKind.Token, token.Label, Text.Format(Strings.TokenFound, token.Reader)));
    }

    private static IEnumerable<DeviceCheck> Certificates(DiagnosisFacts facts, TokenReport token)
    {
        List<FoundCertificate> signing = [.. token.Certificates.Where(FoundTokens.IsForSigning)];
        if (signing.Count == 0)
        {
            yield return NoSigningCertificate(token);
            yield break;
        }

        // A certificate that was renewed may stay on the card.
        List<FoundCertificate> usable = signing.FindAll(found => IsUsable(found, facts.Now));
        if (usable.Count > 1)
        {
            string list = string.Join("; ", usable.Select(static found => $"{found.Device.Owner} {found.Device.Thumbprint}"));
            yield return DeviceCheck.Warning(
                DeviceCheckKind.Certificate,
                token.Label,
                Text.Format(Strings.CertificateSeveral, usable.Count, list),
                Strings.CertificateSeveralRemedy);
        }

        foreach (FoundCertificate found in usable.Count > 0 ? usable : signing)
        {
            foreach (DeviceCheck check in CertificateChecks.Examine(facts, found.Device, found.Certificate)) yield return check;
        }
    }

    private static DeviceCheck NoSigningCertificate(TokenReport token)
    {
        int authorities = token.Certificates.Count(static found => CertificateFacts.IsAuthority(found.Certificate));
        int encryption = token.Certificates.Count - authorities;
        return DeviceCheck.Failed(
            DeviceCheckKind.Certificate,
            token.Label,
            token.Certificates.Count == 0
                ? Strings.CertificateNone
                : Text.Format(Strings.CertificateNoneForSigning, encryption, authorities),
            Strings.CertificateNoneRemedy);
    }

    private static bool IsUsable(FoundCertificate found, DateTime now) =>
        found.Device.NotBefore <= now && found.Device.NotAfter >= now
        && DeviceCertificate.Algorithm(found.Certificate) is not null;
}
