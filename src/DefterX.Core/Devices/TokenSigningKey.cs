using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using DefterX.Certificates;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.HighLevelAPI;

namespace DefterX.Devices;

/// <summary>A private key on a token, in the session that is logged in.
/// Owns the session, its share of the login and the library.</summary>
internal sealed class TokenSigningKey : ISigningKey, IDisposable
{
    // DigestInfo of SHA-256 up to the digest (RFC 8017, 9.2 note 1).
    private static readonly byte[] s_sha256Prefix =
        [0x30, 0x31, 0x30, 0x0D, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20];

    private readonly TokenSession _session;
    private readonly IObjectHandle _key;
    private readonly CKM _mechanism;
    private readonly bool _alwaysAuthenticate;

    /// <summary>Takes the private key of a certificate in a session that is logged in. Within the module's turn.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.CertificateNotUsable"/> when there is no such key.</exception>
    public TokenSigningKey(TokenSession session, TokenCertificate certificate, SigningAlgorithm algorithm)
    {
        _session = session;
        Algorithm = algorithm;
        Certificate = certificate.Certificate;
        Chain = CertificateFacts.Chain(Certificate, TokenReader.Certificates(session.Session).Select(other => other.Certificate));
        _key = FindKey(certificate.Id)
            ?? throw CertificateCheck.NotUsable(Text.Format(Strings.KeyMissing, session.DeviceName), session.DeviceName);
        _alwaysAuthenticate = IsAlwaysAuthenticate();
        _mechanism = algorithm == SigningAlgorithm.EcdsaSha384 ? CKM.CKM_ECDSA
            : session.Slot.GetMechanismList().Contains(CKM.CKM_SHA256_RSA_PKCS) ? CKM.CKM_SHA256_RSA_PKCS
            : CKM.CKM_RSA_PKCS;
    }

    public X509Certificate2 Certificate { get; }

    public IReadOnlyList<X509Certificate2> Chain { get; }

    public SigningAlgorithm Algorithm { get; }

    /// <summary>Whether each signature wants the PIN (CKA_ALWAYS_AUTHENTICATE).</summary>
    public bool NeedsPin => _alwaysAuthenticate;

    /// <summary>Whether the token still holds the login.</summary>
    public bool IsAlive => _session.Module.Run(() => _session.IsLoggedIn, CancellationToken.None);

    public byte[] Sign(byte[] data, CancellationToken cancellationToken) =>
        _session.Module.Run(() => Sign(data), cancellationToken);

    public void Dispose() => _session.Dispose();

    private byte[] Sign(byte[] data)
    {
        if (_session.IsClosed)
        {
            throw new DefterXException(
                ErrorIds.DeviceRequired, Text.Format(Strings.DeviceDisconnected, _session.DeviceName), _session.DeviceName);
        }

        byte[] value = _session.Sign(_mechanism, _key, Input(data), _alwaysAuthenticate);
        if (Algorithm != SigningAlgorithm.EcdsaSha384) return value;
        return EcdsaSignature.ToConcatenation(value, 48)
            ?? throw CertificateCheck.NotUsable(Text.Format(Strings.KeyDoesNotFit, _session.DeviceName), _session.DeviceName);
    }

    private byte[] Input(byte[] data)
    {
        if (_mechanism == CKM.CKM_SHA256_RSA_PKCS) return data;
        bool isEc = _mechanism == CKM.CKM_ECDSA;
        using IncrementalHash hash = IncrementalHash.CreateHash(isEc ? HashAlgorithmName.SHA384 : HashAlgorithmName.SHA256);
        hash.AppendData(data);
        return isEc ? hash.GetHashAndReset() : [.. s_sha256Prefix, .. hash.GetHashAndReset()];
    }

    private IObjectHandle? FindKey(byte[] id)
    {
        using IObjectAttribute isPrivateKey = _session.Attribute.Create(CKA.CKA_CLASS, CKO.CKO_PRIVATE_KEY);
        using IObjectAttribute hasId = _session.Attribute.Create(CKA.CKA_ID, id);
        return _session.Session.FindAllObjects([isPrivateKey, hasId]).FirstOrDefault();
    }

    // Modules that do not know the attribute do not ask for the PIN again.
    private bool IsAlwaysAuthenticate()
    {
        using IObjectAttribute attribute = _session.Session.GetAttributeValue(_key, [CKA.CKA_ALWAYS_AUTHENTICATE])[0];
        return !attribute.CannotBeRead && attribute.GetValueAsBool();
    }
}
