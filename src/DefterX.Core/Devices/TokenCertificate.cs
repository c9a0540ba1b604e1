using System.Security.Cryptography.X509Certificates;

namespace DefterX.Devices;

/// <summary>A certificate object of a token.</summary>
/// <param name="Certificate">The certificate.</param>
/// <param name="Device">What it alone says of the device.</param>
/// <param name="Id">CKA_ID, which the private key has too.</param>
/// <param name="Label">CKA_LABEL.</param>
internal sealed record TokenCertificate(X509Certificate2 Certificate, Device Device, byte[] Id, string Label);
