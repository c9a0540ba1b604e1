using System;
using System.Globalization;
using System.IO;
using System.Security.Cryptography.Xml;
using System.Threading;
using System.Xml;
using DefterX.Certificates;
using DefterX.Signatures;

namespace DefterX.Bench;

/// <summary>What a process signs or verifies when the program is called for one file; it prints its peak memory.</summary>
internal static class SignVerifyModes
{
    internal const string SignMode = "--sign";
    internal const string VerifyMode = "--verify";
    internal const string SignedXmlMode = "--signed-xml";

    /// <returns>Whether the arguments are of one of these modes.</returns>
    internal static bool Run(string[] args)
    {
        switch (args)
        {
            case [SignMode, string source, string target]:
                Sign(source, target);
                break;
            case [VerifyMode, string file]:
                Verify(file);
                break;
            case [SignedXmlMode, string source, string target]:
                SignBySignedXml(source, target);
                break;
            default:
                return false;
        }

        Console.WriteLine(OwnProcess.PeakMegabytes.ToString(CultureInfo.InvariantCulture));
        return true;
    }

    /// <summary>Signs as the module does; the file is flushed to disk.</summary>
    internal static void Sign(string source, string target) =>
        new XadesSigner(new PemKey(SignVerifyFiles.Certificate, SignVerifyFiles.Key), DateTimeOffset.Now)
            .Sign(source, target, CancellationToken.None);

    private static void Verify(string file)
    {
        DefterX.Signatures.Signature signature = SignatureVerifier.Verify(file, TrustedRoots.None, CancellationToken.None);
        if (signature.Status != SignatureStatus.Valid) throw new InvalidOperationException(signature.StatusMessage);
    }

    // The shortest that .NET's own class can do: one reference, no properties. The file is not flushed to disk.
    private static void SignBySignedXml(string source, string target)
    {
        PemKey key = new(SignVerifyFiles.Certificate, SignVerifyFiles.Key);
        XmlDocument document = new() { PreserveWhitespace = true, XmlResolver = null };
        document.Load(source);
        SignedXml signedXml = new(document) { SigningKey = key.Rsa };
        Reference reference = new("");
        reference.AddTransform(new XmlDsigEnvelopedSignatureTransform());
        signedXml.AddReference(reference);
        signedXml.ComputeSignature();
        document.DocumentElement!.AppendChild(signedXml.GetXml());
        using FileStream stream = File.Create(target);
        document.Save(stream);
    }
}
