using System;
using System.Globalization;
using System.IO;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Devices;
using DefterX.Files;
using DefterX.Xml;

namespace DefterX.Signatures;

/// <summary>A SOAP 1.2 message with signed Timestamp and Body (WSS SOAP Message Security 1.1;
/// GİB Web Servis Kılavuzu v1.7).</summary>
/// <remarks>The Body is digested and sent as it is read, so a large attachment is never held in memory.</remarks>
internal sealed class WsSecurityEnvelope
{
    private const string EnvelopeStart = $"<soap:Envelope xmlns:soap=\"{WsSecurityNames.Soap}\" xmlns:web=\"{WsSecurityNames.Web}\">";
    private const int ChunkSize = 64 * 1024;

    private static readonly byte[] s_tail = Encoding.UTF8.GetBytes("</soap:Body></soap:Envelope>");

    private readonly byte[] _head;
    private readonly Func<Stream> _openContent;

    private WsSecurityEnvelope(byte[] head, Func<Stream> openContent, long contentLength)
    {
        _head = head;
        _openContent = openContent;
        Length = head.Length + contentLength + s_tail.Length;
    }

    /// <summary>The message's size in bytes.</summary>
    public long Length { get; }

    /// <summary>Called after each chunk that was written, or null.</summary>
    public Action? ChunkWritten { get; set; }

    /// <summary>Digests the content, then signs.</summary>
    /// <param name="openContent">Opens the Body's content: UTF-8 XML in which the prefix <c>web</c> is GİB's namespace. It is called
    /// here and each time the message is written, and must give the same.</param>
    /// <param name="key">The signer's key.</param>
    /// <param name="tokenType">How the certificate goes into the message.</param>
    /// <param name="lifetime">From wsu:Created to wsu:Expires.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="DefterXException">The key cannot sign.</exception>
    public static WsSecurityEnvelope Sign(
        Func<Stream> openContent,
        ISigningKey key,
        WsSecurityTokenType tokenType,
        TimeSpan lifetime,
        CancellationToken cancellationToken)
    {
        string unique = Guid.NewGuid().ToString("N");
        string bodyStart = $"<soap:Body xmlns:wsu=\"{WsSecurityNames.Wsu}\" wsu:Id=\"id-{unique}\">";

        // What stands in the header has no part in the Body's digest.
        using ConcatenatedStream body = new(Utf8(EnvelopeStart + bodyStart), openContent(), new MemoryStream(s_tail, writable: false));
        byte[] bodyDigest = Digest(body, tag => tag.Attribute("Id", WsSecurityNames.Wsu) == "id-" + unique, "web", cancellationToken);
        long contentLength = body.Position - Encoding.UTF8.GetByteCount(EnvelopeStart + bodyStart) - s_tail.Length;

        // A card may have kept the caller waiting; the clock is read last, so that the message does not arrive old.
        string timestamp = Timestamp(unique, DateTimeOffset.UtcNow, lifetime);
        byte[] timestampDigest = Digest(
            Utf8(Head(key, tokenType, unique, "", "", timestamp)),
            tag => tag.Attribute("Id", WsSecurityNames.Wsu) == "TS-" + unique,
            "wsse soap web",
            cancellationToken);
        string signedInfo = SignedInfo(unique, key.Algorithm, timestampDigest, bodyDigest);
        using MemoryStream canonical = new();
        Canonicalize(
            Utf8(Head(key, tokenType, unique, signedInfo, "", timestamp)),
            tag => tag is { LocalName: "SignedInfo", Uri: XmlSignatureNames.Ds },
            "soap web",
            canonical,
            cancellationToken);
        string value = Convert.ToBase64String(key.Sign(canonical.ToArray(), cancellationToken));
        string head = Head(key, tokenType, unique, signedInfo, value, timestamp) + bodyStart;
        return new(Encoding.UTF8.GetBytes(head), openContent, contentLength);
    }

    /// <summary>Writes the message as UTF-8 without an XML declaration.</summary>
    public async Task WriteToAsync(Stream stream, CancellationToken cancellationToken)
    {
        using Stream content = _openContent();
        using ConcatenatedStream message = new(
            new MemoryStream(_head, writable: false), content, new MemoryStream(s_tail, writable: false));
        byte[] chunk = new byte[ChunkSize];
        int count;
        while ((count = message.Read(chunk, 0, chunk.Length)) > 0)
        {
            await stream.WriteAsync(chunk, 0, count, cancellationToken).ConfigureAwait(false);
            ChunkWritten?.Invoke();
        }
    }

    private static MemoryStream Utf8(string text) => new(Encoding.UTF8.GetBytes(text), writable: false);

    private static byte[] Digest(
        Stream message, Func<StartTag, bool> isMeant, string prefixList, CancellationToken cancellationToken)
    {
        using HashStream digest = new(HashAlgorithmName.SHA256);
        Canonicalize(message, isMeant, prefixList, digest, cancellationToken);
        return digest.GetHashAndReset();
    }

    /// <summary>Reads the message to its end, so that its length is known.</summary>
    private static void Canonicalize(
        Stream message, Func<StartTag, bool> isMeant, string prefixList, Stream output, CancellationToken cancellationToken)
    {
        if (!new Canonicalizer(CanonicalizationMethod.Exclusive(prefixList: prefixList))
            .WriteElement(message, isMeant, output, cancellationToken))
        {
            throw new InvalidOperationException("The message has no such element.");
        }

        message.CopyTo(Stream.Null);
    }

    /// <summary>The message up to its Body.</summary>
    private static string Head(
        ISigningKey key, WsSecurityTokenType tokenType, string unique, string signedInfo, string value, string timestamp) =>
        EnvelopeStart + "<soap:Header>"
        + $"<wsse:Security xmlns:wsse=\"{WsSecurityNames.Wsse}\" xmlns:wsu=\"{WsSecurityNames.Wsu}\" "
        + "soap:mustUnderstand=\"true\">"
        + Token(unique, key, tokenType)
        + $"<ds:Signature xmlns:ds=\"{XmlSignatureNames.Ds}\" Id=\"SIG-{unique}\">{signedInfo}"
        + $"<ds:SignatureValue>{value}</ds:SignatureValue>{KeyInfo(unique, tokenType)}</ds:Signature>"
        + $"{timestamp}</wsse:Security></soap:Header>";

    private static string Timestamp(string unique, DateTimeOffset created, TimeSpan lifetime) =>
        $"<wsu:Timestamp wsu:Id=\"TS-{unique}\">"
        + $"<wsu:Created>{Utc(created)}</wsu:Created><wsu:Expires>{Utc(created + lifetime)}</wsu:Expires></wsu:Timestamp>";

    private static string Utc(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static string SignedInfo(string unique, SigningAlgorithm algorithm, byte[] timestampDigest, byte[] bodyDigest) =>
        "<ds:SignedInfo>"
        + ExclusiveC14N("ds:CanonicalizationMethod", "soap web")
        + $"<ds:SignatureMethod Algorithm=\"{SignatureMethod.Of(algorithm).Uri}\"/>"
        + Reference("TS-" + unique, "wsse soap web", timestampDigest)
        + Reference("id-" + unique, "web", bodyDigest)
        + "</ds:SignedInfo>";

    private static string Reference(string id, string prefixList, byte[] digest) =>
        $"<ds:Reference URI=\"#{id}\"><ds:Transforms>{ExclusiveC14N("ds:Transform", prefixList)}</ds:Transforms>"
        + $"<ds:DigestMethod Algorithm=\"{DigestAlgorithm.Sha256Uri}\"/>"
        + $"<ds:DigestValue>{Convert.ToBase64String(digest)}</ds:DigestValue></ds:Reference>";

    private static string ExclusiveC14N(string element, string prefixList) =>
        $"<{element} Algorithm=\"{XmlSignatureNames.ExclusiveC14N}\"><ec:InclusiveNamespaces "
        + $"xmlns:ec=\"{XmlSignatureNames.ExclusiveC14N}\" PrefixList=\"{prefixList}\"/></{element}>";

    private static string Token(string unique, ISigningKey key, WsSecurityTokenType tokenType)
    {
        byte[] token = tokenType == WsSecurityTokenType.X509PkiPath
            ? WsSecurityPkiPath.Encode(key.Chain)
            : key.Certificate.RawData;
        return $"<wsse:BinarySecurityToken EncodingType=\"{WsSecurityNames.Base64Binary}\" ValueType=\"{ValueType(tokenType)}\" "
            + $"wsu:Id=\"X509-{unique}\">{Convert.ToBase64String(token)}</wsse:BinarySecurityToken>";
    }

    private static string KeyInfo(string unique, WsSecurityTokenType tokenType)
    {
        // WS-I BSP 1.1, as WSS4J enforces it, wants the TokenType for a PKIPath; for X509v3 WSS4J itself leaves it out.
        string tokenTypeAttribute = tokenType == WsSecurityTokenType.X509PkiPath
            ? $" xmlns:wsse11=\"{WsSecurityNames.Wsse11}\" wsse11:TokenType=\"{WsSecurityNames.X509PkiPath}\""
            : "";
        return $"<ds:KeyInfo Id=\"KI-{unique}\"><wsse:SecurityTokenReference{tokenTypeAttribute} wsu:Id=\"STR-{unique}\">"
            + $"<wsse:Reference URI=\"#X509-{unique}\" ValueType=\"{ValueType(tokenType)}\"/>"
            + "</wsse:SecurityTokenReference></ds:KeyInfo>";
    }

    private static string ValueType(WsSecurityTokenType tokenType) =>
        tokenType == WsSecurityTokenType.X509PkiPath ? WsSecurityNames.X509PkiPath : WsSecurityNames.X509V3;
}
