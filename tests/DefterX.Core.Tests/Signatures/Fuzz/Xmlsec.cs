using System.Collections.Generic;
using DefterX.Signatures;
using DefterX.Tests.Checks;

namespace DefterX.Tests.Signatures.Fuzz;

/// <summary>xmlsec1's verdict on a sample's mutants, by the certificates of those who signed the sample.</summary>
internal static class Xmlsec
{
    /// <param name="sample">The sample.</param>
    /// <param name="path">The mutant.</param>
    /// <param name="hasCounterSignature">Whether there is a counter-signature, which must verify too.</param>
    public static bool Accepts(SignedSample sample, string path, bool hasCounterSignature) =>
        Verify(path, sample.Signer, SignedFacts.Signature)
            && (!hasCounterSignature || Verify(path, sample.CounterSigner!, SignedFacts.CounterSignature));

    private static bool Verify(string path, string certificate, string signature)
    {
        List<string> arguments =
        [
            "--verify", "--disable-error-msgs", "--enabled-reference-uris", "empty,same-doc", "--enabled-key-data", "key-name",
            "--pubkey-cert-pem", certificate, "--id-attr:Id", XmlSignatureNames.Xades + ":SignedProperties",
            "--id-attr:Id", XmlSignatureNames.Ds + ":SignatureValue", "--node-xpath", signature, path,
        ];
        return ExternalTool.Run("xmlsec1", arguments).ExitCode == 0;
    }
}
