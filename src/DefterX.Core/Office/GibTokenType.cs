namespace DefterX.Office;

/// <summary>How the signer's certificate is sent to GİB's web service (WSS X.509 Token Profile 1.1, 3.1).</summary>
public enum GibTokenType
{
    /// <summary>The certificate with its issuers, as in the sample of GİB's Web Servis Kılavuzu v1.7.</summary>
    X509PKIPathv1,

    /// <summary>The certificate alone.</summary>
    X509v3,
}
