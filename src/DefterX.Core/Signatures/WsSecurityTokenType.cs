namespace DefterX.Signatures;

/// <summary>How the signer's certificate is put into a message (WSS X.509 Token Profile 1.1, 3.1).</summary>
internal enum WsSecurityTokenType
{
    /// <summary>X509PKIPathv1: the certificate with its issuers, as in the sample of GİB's Web Servis Kılavuzu v1.7.</summary>
    X509PkiPath,

    /// <summary>X509v3: the certificate alone.</summary>
    X509V3,
}
