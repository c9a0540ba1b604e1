using System;
using System.Linq;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using DefterX.Secrets;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.HighLevelAPI;

namespace DefterX.Devices;

/// <summary>Logs in to one device. A PIN is tried once, and only after all else was checked.</summary>
internal static class DeviceConnector
{
    public static ConnectedDevice OpenPfx(Device device, SecretBuffer? password, CancellationToken cancellationToken)
    {
        string name = device.Name;
        if (password is null) throw new DefterXException(ErrorIds.PinRequired, Text.Format(Strings.PinRequired, name), name);
        X509Certificate2 certificate = PfxFile.Open(device.Library, password);
        try
        {
            SigningAlgorithm algorithm = CertificateCheck.Certificate(certificate, name);
            if (!certificate.HasPrivateKey) throw CertificateCheck.NotUsable(Text.Format(Strings.KeyMissing, name), name);
            PfxSigningKey key = new(certificate, algorithm, name);
            CertificateCheck.Key(key, name, cancellationToken);
            return new ConnectedDevice(PfxFile.Describe(device.Library, certificate), key, key, isPinVerified: true);
        }
        catch
        {
            certificate.Dispose();
            throw;
        }
    }

    /// <summary>Opens a token. The module is given back when the connection is closed, or here when it fails.</summary>
    public static ConnectedDevice OpenToken(
        Pkcs11Module module, Device device, SecretBuffer? pin, DeviceConnectOptions options, CancellationToken cancellationToken)
    {
        TokenSession? session = null;
        try
        {
            TokenCertificate certificate = module.Run(
                () =>
                {
                    session = Open(module, device);
                    return Find(session, device);
                },
                cancellationToken);
            SigningAlgorithm algorithm = CertificateCheck.Certificate(certificate.Certificate, device.Name);
            (bool isPinVerified, TokenSigningKey key) = module.Run(
                () =>
                {
                    CheckPinState(TokenReader.PinState(session!.Slot.GetTokenInfo()), device.Name, options.Force);
                    return (session.Login(pin), new TokenSigningKey(session, certificate, algorithm));
                },
                cancellationToken);
            CertificateCheck.Key(key, device.Name, cancellationToken);
            PinState state = module.Run(
                () =>
                {
                    if (!key.NeedsPin && !options.KeepPin) session!.ForgetPin();
                    return TokenReader.PinState(session!.Slot.GetTokenInfo());
                },
                cancellationToken);
            return new ConnectedDevice(device with { PinState = state }, key, key, isPinVerified);
        }
        catch (Exception e)
        {
            // Every failure, an end by the user too, gives back the session and the library.
            if (session is not null) session.Dispose();
            else module.Release();
            if (e is Pkcs11Exception failure) throw Pkcs11Failure.Of(failure, device.Name);
            throw;
        }
    }

    private static TokenSession Open(Pkcs11Module module, Device device)
    {
        ISlot slot = TokenReader.FindSlot(module.Library, device)
            ?? throw NotFound(Text.Format(Strings.DeviceNotPresent, device.Name, device.Reader), device);
        return new TokenSession(module, slot, device.Name, device.HasPinPad);
    }

    private static TokenCertificate Find(TokenSession session, Device device) =>
        TokenReader.Certificates(session.Session).FirstOrDefault(found => found.Certificate.Thumbprint == device.Thumbprint)
        ?? throw NotFound(Text.Format(Strings.CertificateGone, device.Owner, device.Name), device);

    private static DefterXException NotFound(string message, Device device) => new(ErrorIds.DeviceNotFound, message, device.Name);

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
