using System;
using System.IO;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using System.Xml;
using DefterX.Devices;
using DefterX.Xml;
using N = DefterX.Signatures.XmlSignatureNames;

namespace DefterX.Signatures;

/// <summary>Signs ledgers, berats and reports: enveloped XAdES-BES, in one pass over the file and with flat memory.</summary>
internal static class XadesSigner
{
    /// <summary>Copies a document and puts its signature before the root's end tag; every other byte stays as it is.</summary>
    /// <param name="sourcePath">An unsigned document in UTF-8 with the root edefter:defter, berat or defterraporu.</param>
    /// <param name="targetPath">The signed document, overwritten if it exists; flushed to disk, or deleted on a failure.</param>
    /// <param name="key">The signer's key.</param>
    /// <param name="signingTime">The claimed time, written in Turkish time (+03:00).</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="DefterXException">
    /// <see cref="ErrorIds.SignatureInvalid"/>: the document is malformed, signed already or none of e-Defter, or the
    /// signature that the device made does not verify; and what <see cref="ISigningKey.Sign"/> throws.
    /// </exception>
    public static void Sign(
        string sourcePath, string targetPath, ISigningKey key, DateTimeOffset signingTime, CancellationToken cancellationToken)
    {
        using FileStream source = SecureXml.OpenFile(sourcePath);
        using FileStream target = new(targetPath, FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16);
        bool isComplete = false;
        try
        {
            Sign(source, target, key, signingTime, cancellationToken);
            target.Flush(flushToDisk: true);
            isComplete = true;
        }
        catch (XmlException e)
        {
            throw Failure(
                Text.Format(Strings.FileMalformed, sourcePath, e.LineNumber, e.LinePosition, e.Message), sourcePath, e);
        }
        finally
        {
            try
            {
                target.Dispose();
            }
            finally
            {
                if (!isComplete) File.Delete(targetPath);
            }
        }
    }

    private static void Sign(
        FileStream source, FileStream target, ISigningKey key, DateTimeOffset signingTime, CancellationToken cancellationToken)
    {
        using CopyingStream copying = new(source, target);
        EnvelopedDocument document = EnvelopedDocument.Read(copying, HashAlgorithmName.SHA256, cancellationToken);
        CheckIsSignable(document, source.Name);
        long endTag = IsUtf8(target) ? RootEndTag.Find(target, document.Root.Name) : -1;
        if (endTag < 0) throw Failure(Text.Format(Strings.EncodingNotSignable, source.Name), source.Name);

        byte[] signature = CreateSignature(document, key, signingTime, source.Name, cancellationToken);
        byte[] tail = RootEndTag.ReadFrom(target, endTag);
        target.Position = endTag;
        target.Write(signature, 0, signature.Length);
        target.Write(tail, 0, tail.Length);
    }

    private static void CheckIsSignable(EnvelopedDocument document, string path)
    {
        XmlElement root = document.Root;
        if (document.SignatureCount > 0 || document.HasSignatureInContent)
            throw Failure(Text.Format(Strings.FileSigned, path), path);
        if (root.NamespaceURI != N.EDefter || root.LocalName is not ("defter" or "berat" or "defterraporu"))
            throw Failure(Text.Format(Strings.RootNotEDefter, path, root.Name), path);
        if (document.RepeatedId is not null)
            throw Failure(Text.Format(Strings.FileNotSignable, path, Text.Format(Strings.IdRepeated, document.RepeatedId)), path);
    }

    private static bool IsUtf8(FileStream file)
    {
        file.Position = 0;
        using XmlReader reader = SecureXml.Read(file);
        reader.Read();
        string? encoding = reader.NodeType == XmlNodeType.XmlDeclaration ? reader.GetAttribute("encoding") : null;
        return encoding is null || encoding.Equals("UTF-8", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Digests and signs in place: the root's namespaces are part of what is signed.</summary>
    private static byte[] CreateSignature(
        EnvelopedDocument document, ISigningKey key, DateTimeOffset signingTime, string path, CancellationToken cancellationToken)
    {
        SignatureMethod method = SignatureMethod.Of(key.Algorithm);
        XadesSignatureText text = new(document.Root, key.Certificate, method, signingTime) { DocumentDigest = document.Digest };
        text.PropertiesDigest = DigestAlgorithm.Compute(
            HashAlgorithmName.SHA256, Canonicalize(document.Root, text, "SignedProperties", N.Xades));
        byte[] signedInfo = Canonicalize(document.Root, text, "SignedInfo", N.Ds);
        cancellationToken.ThrowIfCancellationRequested();
        text.Value = key.Sign(signedInfo, cancellationToken);
        if (!method.Verify(key.Certificate, signedInfo, text.Value))
            throw Failure(Text.Format(Strings.DeviceSignatureWrong, path, new SignerName(key.Certificate).CommonName), path);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static byte[] Canonicalize(XmlElement root, XadesSignatureText text, string name, string namespaceUri)
    {
        root.InnerXml = text.ToString();
        using MemoryStream output = new();
        new Canonicalizer(CanonicalizationMethod.Inclusive)
            .WriteElement((XmlElement)root.GetElementsByTagName(name, namespaceUri)[0]!, output);
        return output.ToArray();
    }

    private static DefterXException Failure(string message, string path, Exception? inner = null) =>
        new(ErrorIds.SignatureInvalid, message, path, inner);
}
