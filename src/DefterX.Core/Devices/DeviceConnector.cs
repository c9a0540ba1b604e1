using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using DefterX.Devices.Pkcs11;
using DefterX.Secrets;

namespace DefterX.Devices;

/// <summary>Logs in to one device. A PIN is tried once, and only after all else was checked.</summary>
internal static class DeviceConnector
{
    public static ConnectedDevice OpenPfx(
        Device device, SecretBuffer? password, DeviceConnectOptions options, CancellationToken cancellationToken)
    {
        string name = device.Name;
        if (password is null) throw new DefterXException(ErrorIds.PinRequired, Text.Format(Strings.PinRequired, name), name);
        X509Certificate2 certificate = PfxFile.Open(device.Library, password);
        try
        {
            SigningAlgorithm algorithm = CertificateCheck.Certificate(certificate, name);
            options.Trust?.Check(certificate, [], name, cancellationToken);
            if (!certificate.HasPrivateKey) throw CertificateCheck.NotUsable(Text.Format(Strings.KeyMissing, name), name);
            PfxSigningKey key = new(certificate, algorithm, name);
            CertificateCheck.Key(key, name, cancellationToken);
            return new ConnectedDevice(PfxFile.Describe(device.Library, certificate), key, key, isPinVerified: true) { KeepsPin = true };
        }
        catch
        {
            certificate.Dispose();
            throw;
        }
    }

    /// <summary>Opens a token. The session ends when the connection is closed, or here when it fails.</summary>
    public static ConnectedDevice OpenToken(
        Pkcs11Library library, Device device, SecretBuffer? pin, DeviceConnectOptions options, CancellationToken cancellationToken)
    {
        TokenSession session = new(library, device);
        try
        {
            IReadOnlyList<TokenCertificate> certificates = session.Run(
                functions =>
                {
                    session.Open(functions);
                    return TokenReader.Certificates(functions, session.Handle);
                },
                cancellationToken);
            TokenCertificate certificate =
                certificates.FirstOrDefault(found => found.Certificate.Thumbprint == device.Thumbprint) ?? throw session.Failures.CertificateGone();
            SigningAlgorithm algorithm = CertificateCheck.Certificate(certificate.Certificate, device.Name);
            options.Trust?.Check(
                certificate.Certificate, certificates.Select(other => other.Certificate), device.Name, cancellationToken);
            (bool isPinVerified, TokenSigningKey key) = session.Run(
                functions =>
                {
                    CheckPinState(functions.GetTokenInfo(session.Slot).PinState, device.Name, options.Force);
                    return (session.Login(functions, pin), new TokenSigningKey(functions, session, certificate, algorithm));
                },
                cancellationToken);
            CertificateCheck.Key(key, device.Name, cancellationToken);
            if (!key.NeedsPin && !options.KeepPin) session.ForgetPin();
            PinState state = session.Run(functions => functions.GetTokenInfo(session.Slot).PinState, cancellationToken);
            return new ConnectedDevice(device with { PinState = state }, key, key, isPinVerified)
            {
                KeepsPin = key.NeedsPin || options.KeepPin,
            };
        }
        catch (Exception e)
        {
            // Every failure, an end by the user too, gives back the session and its login.
            session.Close();
            if (e is Pkcs11Exception failure) throw Pkcs11Failure.Of(failure.Result, device.Name);
            throw;
        }
    }

    private static void CheckPinState(PinState state, string device, bool force)
    {
        if (state == PinState.Locked)
        {
            throw new DefterXException(ErrorIds.PinLocked, Text.Format(Strings.PinLocked, device), device);
        }

        if (state == PinState.FinalTry && !force)
        {
            throw new DefterXException(ErrorIds.PinFinalTry, Text.Format(Strings.PinFinalTry, device), device);
        }
    }
}
