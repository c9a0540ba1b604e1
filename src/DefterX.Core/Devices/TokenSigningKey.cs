using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using DefterX.Certificates;
using DefterX.Devices.Pkcs11;

namespace DefterX.Devices;

/// <summary>A private key on a token, in the session that is logged in. Owns the session and its share of the login.</summary>
internal sealed class TokenSigningKey : ISigningKey, IDisposable
{
    // DigestInfo of SHA-256 up to the digest (RFC 8017, 9.2 note 1).
    private static readonly byte[] s_sha256Prefix =
        [0x30, 0x31, 0x30, 0x0D, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20];

    private readonly TokenSession _session;
    private readonly CKM _mechanism;
    private ulong _key;

    /// <summary>Takes the private key of a certificate in a session that is logged in. Within a turn.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.CertificateNotUsable"/> when there is no such key.</exception>
    public TokenSigningKey(Cryptoki functions, TokenSession session, TokenCertificate certificate, SigningAlgorithm algorithm)
    {
        _session = session;
        Algorithm = algorithm;
        Certificate = certificate.Certificate;
        Chain = CertificateFacts.Chain(
            Certificate, TokenReader.Certificates(functions, session.Handle).Select(other => other.Certificate));
        _key = KeyOf(functions, certificate);
        byte[]? always = functions.GetAttributes(session.Handle, _key, CKA.CKA_ALWAYS_AUTHENTICATE)[0];
        NeedsPin = always is { Length: > 0 } && always[0] != 0;
        _mechanism = algorithm == SigningAlgorithm.EcdsaSha384 ? CKM.CKM_ECDSA
            : functions.GetMechanisms(session.Slot).Contains((ulong)CKM.CKM_SHA256_RSA_PKCS) ? CKM.CKM_SHA256_RSA_PKCS
            : CKM.CKM_RSA_PKCS;
    }

    public X509Certificate2 Certificate { get; }

    public IReadOnlyList<X509Certificate2> Chain { get; }

    public SigningAlgorithm Algorithm { get; }

    /// <summary>Whether each signature wants the PIN: CKA_ALWAYS_AUTHENTICATE, or found out where the module hides that.</summary>
    public bool NeedsPin { get; private set; }

    /// <summary>Whether the device failed and did not come back.</summary>
    public bool IsLost { get; private set; }

    /// <summary>Whether the token still holds the login.</summary>
    public bool IsAlive(CancellationToken cancellationToken) => _session.Run(_session.IsLoggedIn, cancellationToken);

    public byte[] Sign(byte[] data, CancellationToken cancellationToken)
    {
        byte[] value = _session.Run(functions => Sign(functions, Input(data), cancellationToken), cancellationToken);
        if (Algorithm != SigningAlgorithm.EcdsaSha384) return value;
        return EcdsaSignature.ToConcatenation(value, 48)
            ?? throw CertificateCheck.NotUsable(Text.Format(Strings.KeyDoesNotFit, _session.DeviceName), _session.DeviceName);
    }

    public void Dispose() => _session.Close();

    // A device error is met with one new session and one more try; anything about a PIN never is.
    private byte[] Sign(Cryptoki functions, byte[] input, CancellationToken cancellationToken)
    {
        if (_session.IsClosed)
        {
            throw new DefterXException(
                ErrorIds.DeviceRequired, Text.Format(Strings.DeviceDisconnected, _session.DeviceName), _session.DeviceName);
        }

        CKR result = TrySign(functions, input, out byte[] value);
        if (Pkcs11Failure.IsOfDevice(result))
        {
            IsLost = true;
            Reopen(functions, result, cancellationToken);
            result = TrySign(functions, input, out value);
            IsLost = Pkcs11Failure.IsOfDevice(result);
        }

        return result == CKR.CKR_OK ? value : throw Pkcs11Failure.Of(result, _session.DeviceName);
    }

    private CKR TrySign(Cryptoki functions, byte[] input, out byte[] value)
    {
        CKR result = TrySignOnce(functions, input, out value);
        if (result != CKR.CKR_USER_NOT_LOGGED_IN || NeedsPin || !_session.IsLoggedIn(functions)) return result;

        // Logged in and yet refused: the key wants the PIN for each signature, though its attribute does not say so.
        NeedsPin = true;
        return TrySignOnce(functions, input, out value);
    }

    private CKR TrySignOnce(Cryptoki functions, byte[] input, out byte[] value)
    {
        value = [];
        if (NeedsPin) _session.RequirePin();
        CKR result = functions.SignInit(_session.Handle, _mechanism, _key);
        if (result == CKR.CKR_OK && NeedsPin) result = _session.LoginForSignature(functions);
        return result == CKR.CKR_OK ? functions.Sign(_session.Handle, input, out value) : result;
    }

    private void Reopen(Cryptoki functions, CKR cause, CancellationToken cancellationToken)
    {
        try
        {
            _session.Reopen(functions, cause, cancellationToken);
            TokenCertificate same = TokenReader.Certificates(functions, _session.Handle)
                .FirstOrDefault(found => found.Certificate.Equals(Certificate)) ?? throw _session.Failures.CertificateGone();
            _key = KeyOf(functions, same);
        }
        catch (Pkcs11Exception e)
        {
            throw Pkcs11Failure.Of(e.Result, _session.DeviceName);
        }
    }

    private byte[] Input(byte[] data)
    {
        if (_mechanism == CKM.CKM_SHA256_RSA_PKCS) return data;
        bool isEc = _mechanism == CKM.CKM_ECDSA;
        using IncrementalHash hash = IncrementalHash.CreateHash(isEc ? HashAlgorithmName.SHA384 : HashAlgorithmName.SHA256);
        hash.AppendData(data);
        return isEc ? hash.GetHashAndReset() : [.. s_sha256Prefix, .. hash.GetHashAndReset()];
    }

    private ulong KeyOf(Cryptoki functions, TokenCertificate certificate) =>
        PrivateKeys.Find(functions, _session.Handle, certificate)
        ?? throw CertificateCheck.NotUsable(Text.Format(Strings.KeyMissing, _session.DeviceName), _session.DeviceName);
}
