using System;
using System.IO;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using System.Xml;
using DefterX.Devices;
using DefterX.Files;
using DefterX.Signatures.TimeStamps;
using DefterX.Xml;
using N = DefterX.Signatures.XmlSignatureNames;

namespace DefterX.Signatures;

/// <summary>Signs ledgers, berats and reports: enveloped XAdES-BES, in one pass over the file and with flat memory.</summary>
/// <param name="key">The signer's key.</param>
/// <param name="signingTime">The claimed time, written in Turkish time (+03:00).</param>
/// <param name="timeStamps">Stamps the signature value (XAdES-T), or null.</param>
internal sealed class XadesSigner(ISigningKey key, DateTimeOffset signingTime, TimeStampAuthority? timeStamps = null)
{
    /// <summary>Copies a document and puts its signature before the root's end tag; every other byte stays as it is.</summary>
    /// <param name="sourcePath">An unsigned document in UTF-8 with the root edefter:defter, berat or defterraporu.</param>
    /// <param name="targetPath">The signed document, overwritten if it exists; flushed to disk, or deleted on a failure.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The text of ds:SignatureValue, with its line breaks.</returns>
    /// <exception cref="DefterXException">
    /// <see cref="ErrorIds.SignatureInvalid"/>: the document is malformed, signed already or none of e-Defter, or the
    /// signature that the device made does not verify; <see cref="ErrorIds.TimeStampFailed"/>; and what
    /// <see cref="ISigningKey.Sign"/> throws.
    /// </exception>
    public string Sign(string sourcePath, string targetPath, CancellationToken cancellationToken)
    {
        using FileStream source = SecureXml.OpenFile(sourcePath);
        using FileStream target = AtomicFile.CreateOrEmpty(targetPath);
        bool isComplete = false;
        try
        {
            string value = CopyAndSign(source, target, cancellationToken);
            target.Flush(flushToDisk: true);
            isComplete = true;
            return value;
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

    /// <summary>Puts the signature into a document that this process wrote and still holds, without reading it again.</summary>
    /// <param name="file">The unsigned document, open for reading and writing. When signing fails nothing of it has changed; it is
    /// not flushed to disk.</param>
    /// <param name="digest">SHA-256 of its canonical form (C14N 1.0), taken while it was written.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The text of ds:SignatureValue, with its line breaks.</returns>
    /// <exception cref="DefterXException">As for <see cref="Sign"/>.</exception>
    public string SignWritten(FileStream file, byte[] digest, CancellationToken cancellationToken)
    {
        StartTag root = ReadRoot(file);
        CheckRoot(root, file.Name);
        long endTag = RootEndTag.Find(file, root.Name);
        if (endTag < 0) throw NotSignable(file.Name);
        return Insert(file, endTag, CreateSignature(root, digest, file.Name, cancellationToken));
    }

    private string CopyAndSign(FileStream source, FileStream target, CancellationToken cancellationToken)
    {
        EnvelopedDocument document;
        try
        {
            Utf8Stream.Open(source, out bool isUtf8);
            if (!isUtf8) throw NotSignable(source.Name);
            using CopyingStream copying = new(source, target);
            document = EnvelopedDocument.Read(copying, HashAlgorithmName.SHA256, cancellationToken);
        }
        catch (XmlFaultException e)
        {
            throw Malformed(source.Name, e);
        }

        CheckIsSignable(document, source.Name);
        if (document.RootEndTag < 0) throw NotSignable(source.Name);
        return Insert(
            target, document.RootEndTag, CreateSignature(document.Root, document.Digest, source.Name, cancellationToken));
    }

    private static void CheckIsSignable(EnvelopedDocument document, string path)
    {
        if (document.SignatureCount > 0 || document.HasSignatureInContent)
            throw Failure(Text.Format(Strings.FileSigned, path), path);
        CheckRoot(document.Root, path);
        if (document.RepeatedId is not null)
            throw Failure(Text.Format(Strings.FileNotSignable, path, Text.Format(Strings.IdRepeated, document.RepeatedId)), path);
    }

    private static void CheckRoot(StartTag root, string path)
    {
        if (root.Uri != N.EDefter || root.LocalName is not ("defter" or "berat" or "defterraporu"))
            throw Failure(Text.Format(Strings.RootNotEDefter, path, root.Name), path);
    }

    private static StartTag ReadRoot(FileStream file)
    {
        file.Position = 0;
        Utf8XmlReader reader = new(file, new Utf8Names());
        try
        {
            while (reader.Token != XmlToken.StartElement) reader.Read();
        }
        catch (XmlFaultException e)
        {
            throw Malformed(file.Name, e);
        }

        return reader.Tag;
    }

    /// <summary>Digests and signs in place: the root's namespaces are part of what is signed.</summary>
    private XadesSignatureText CreateSignature(StartTag root, byte[] digest, string path, CancellationToken cancellationToken)
    {
        SignatureMethod method = SignatureMethod.Of(key.Algorithm);
        XadesSignatureText text = new(root.Inner, key.Certificate, method, signingTime) { DocumentDigest = digest };
        text.PropertiesDigest = DigestAlgorithm.Compute(
            HashAlgorithmName.SHA256, Canonicalize(root, text, "SignedProperties", N.Xades));
        byte[] signedInfo = Canonicalize(root, text, "SignedInfo", N.Ds);
        cancellationToken.ThrowIfCancellationRequested();
        text.Value = key.Sign(signedInfo, cancellationToken);
        if (!method.Verify(key.Certificate, signedInfo, text.Value))
            throw Failure(Text.Format(Strings.DeviceSignatureWrong, path, new SignerName(key.Certificate).CommonName), path);
        if (timeStamps is not null)
        {
            byte[] imprint = DigestAlgorithm.Compute(HashAlgorithmName.SHA256, Canonicalize(root, text, "SignatureValue", N.Ds));
            text.TimeStamp = timeStamps.Stamp(imprint, cancellationToken);
        }

        return text;
    }

    private static byte[] Canonicalize(StartTag root, XadesSignatureText text, string name, string namespaceUri)
    {
        SignatureInDocument signature = new(root, Encoding.UTF8.GetBytes(text.ToString()));
        XmlElement element = (XmlElement)signature.Element.GetElementsByTagName(name, namespaceUri)[0]!;
        return signature.Canonicalize(element, CanonicalizationMethod.Inclusive);
    }

    private static string Insert(FileStream file, long endTag, XadesSignatureText text)
    {
        byte[] signature = Encoding.UTF8.GetBytes(text.ToString());
        byte[] tail = RootEndTag.ReadFrom(file, endTag);
        file.Position = endTag;
        file.Write(signature, 0, signature.Length);
        file.Write(tail, 0, tail.Length);
        return text.ValueText;
    }

    private static DefterXException Malformed(string path, XmlFaultException e) =>
        Failure(Text.Format(Strings.FileMalformed, path, e.Line, e.Message), path, e);

    private static DefterXException NotSignable(string path) => Failure(Text.Format(Strings.EncodingNotSignable, path), path);

    private static DefterXException Failure(string message, string path, Exception? inner = null) =>
        new(ErrorIds.SignatureInvalid, message, path, inner);
}
