using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography.X509Certificates;
using DefterX.Certificates;

namespace DefterX.Devices.Diagnosis;

/// <summary>Examines a device: its certificate, PIN and connections.</summary>
internal static class CertificateChecks
{
    private const int DaysToWarn = 30;

    public static IEnumerable<DeviceCheck> Examine(DiagnosisFacts facts, Device device, X509Certificate2 certificate)
    {
        List<DeviceCheck> checks = [Key(device, certificate), Validity(device, facts.Now)];
        if (facts.Trust.TryGetValue(device.Thumbprint, out CertificateVerdict? verdict))
        {
            checks.Add(Trust(device, verdict));

            // Without roots the issuer is often not known, and so cannot be asked: the line above says what is missing.
            if (verdict is not { Trust: TrustState.NoRoots, Revocation: RevocationState.Unknown }) checks.Add(Revocation(device, verdict));
        }

        DeviceConnection? connection = facts.Connections.FirstOrDefault(other => DeviceFinder.IsSame(other.Device, device));
        if (!device.IsPfx) checks.Add(Pin(device));

        // What cannot be used need not be connected.
        if (connection is null && checks.Exists(static check => check.Status == DeviceCheckStatus.Failed)) return checks;
        checks.Add(Connection(device, connection));
        if (connection is not null) checks.Add(Gib(connection));
        return checks;
    }

    private static DeviceCheck Key(Device device, X509Certificate2 certificate)
    {
        if (DeviceCertificate.Algorithm(certificate) is null)
        {
            string message = Text.Format(Strings.CertificateKey, device.Owner, device.KeyAlgorithm);
            return DeviceCheck.Failed(DeviceCheckKind.Certificate, device.Name, message, Strings.CertificateKeyRemedy);
        }

        return DeviceCheck.Passed(
            DeviceCheckKind.Certificate,
            device.Name,
            Text.Format(
                Strings.CertificateFound, device.Owner, device.Identifier, Kind(device.Kind), device.KeyAlgorithm, device.Thumbprint));
    }

    private static DeviceCheck Validity(Device device, DateTime now)
    {
        if (device.NotAfter < now)
        {
            return DeviceCheck.Failed(
                DeviceCheckKind.Validity,
                device.Name,
                Text.Format(Strings.CertificateExpired, device.NotAfter),
                Strings.CertificateExpiredRemedy);
        }

        if (device.NotBefore > now)
        {
            return DeviceCheck.Failed(
                DeviceCheckKind.Validity,
                device.Name,
                Text.Format(Strings.CertificateNotYetValid, device.NotBefore, now),
                Strings.CertificateNotYetValidRemedy);
        }

        int days = (int)(device.NotAfter - now).TotalDays;
        return days <= DaysToWarn
            ? DeviceCheck.Warning(
                DeviceCheckKind.Validity,
                device.Name,
                Text.Format(Strings.CertificateExpires, device.NotAfter, days),
                Strings.CertificateExpiresRemedy)
            : DeviceCheck.Passed(DeviceCheckKind.Validity, device.Name, Text.Format(Strings.CertificateValid, device.NotAfter));
    }

    private static DeviceCheck Trust(Device device, CertificateVerdict verdict) => verdict.Trust switch
    {
        TrustState.Trusted =>
            DeviceCheck.Passed(DeviceCheckKind.Trust, device.Name, Text.Format(Strings.TrustGood, device.Issuer)),
        TrustState.NoRoots =>
            DeviceCheck.Warning(DeviceCheckKind.Trust, device.Name, Strings.TrustNoRoots, Strings.TrustNoRootsRemedy),
        _ => DeviceCheck.Failed(
            DeviceCheckKind.Trust,
            device.Name,
            Join(Text.Format(Strings.TrustMissing, device.Issuer), verdict.TrustMessage),
            Strings.TrustMissingRemedy),
    };

    private static DeviceCheck Revocation(Device device, CertificateVerdict verdict) => verdict.Revocation switch
    {
        RevocationState.Good => DeviceCheck.Passed(DeviceCheckKind.Revocation, device.Name, Strings.RevocationGood),
        RevocationState.Revoked => DeviceCheck.Failed(
            DeviceCheckKind.Revocation, device.Name, Join(Strings.Revoked, verdict.RevocationMessage), Strings.RevokedRemedy),
        _ => DeviceCheck.Warning(
            DeviceCheckKind.Revocation,
            device.Name,
            Join(Strings.RevocationUnknown, verdict.RevocationMessage),
            Strings.RevocationUnknownRemedy),
    };

    private static DeviceCheck Pin(Device device) => device.PinState switch
    {
        PinState.CountLow => DeviceCheck.Warning(
            DeviceCheckKind.Pin, device.Name, Strings.PinCountLow, Strings.PinCountLowRemedy),
        PinState.FinalTry => DeviceCheck.Failed(DeviceCheckKind.Pin, device.Name, Strings.PinFinalTry, Strings.PinFinalTryRemedy),
        PinState.Locked => DeviceCheck.Failed(DeviceCheckKind.Pin, device.Name, Strings.PinLocked, Strings.PinLockedRemedy),
        PinState.Unknown => DeviceCheck.Passed(DeviceCheckKind.Pin, device.Name, Strings.PinUnknown),
        _ => DeviceCheck.Passed(DeviceCheckKind.Pin, device.Name, Strings.PinGood),
    };

    private static DeviceCheck Connection(Device device, DeviceConnection? connection) => connection is null
        ? DeviceCheck.Warning(
            DeviceCheckKind.Connection,
            device.Name,
            Strings.NotConnected,
            Text.Format(Strings.NotConnectedRemedy, device.Thumbprint))
        : DeviceCheck.Passed(DeviceCheckKind.Connection, device.Name, Strings.Connected);

    private static DeviceCheck Gib(DeviceConnection connection)
    {
        string name = connection.Device.Name;
        if (connection.GibUri is null)
        {
            return DeviceCheck.Warning(DeviceCheckKind.Gib, name, Strings.GibNotAsked, Strings.GibNotAskedRemedy);
        }

        return connection.GibConnected
            ? DeviceCheck.Passed(DeviceCheckKind.Gib, name, Text.Format(Strings.GibConnected, connection.GibUri.Host))
            : DeviceCheck.Warning(
                DeviceCheckKind.Gib,
                name,
                Text.Format(Strings.GibNotConnected, connection.GibUri.Host),
                Strings.GibNotConnectedRemedy);
    }

    private static string Kind(DeviceKind kind) =>
        Strings.ResourceManager.GetString("Kind" + kind, CultureInfo.CurrentUICulture) ?? kind.ToString();

    private static string Join(string message, string detail) => detail.Length == 0 ? message : message + " " + detail;
}
