using System;
using System.Globalization;
using System.IO;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Devices;
using DefterX.Files;

namespace DefterX.Signatures;

/// <summary>A SOAP 1.2 message with signed Timestamp and Body (WSS SOAP Message Security 1.1;
/// GİB Web Servis Kılavuzu v1.7).</summary>
/// <remarks>
/// What is signed is written in its exclusive canonical form: the signed elements declare anew, sorted, the prefixes that they
/// use or that their PrefixList names. So the digest is that of the very bytes written, and a large Body is never held in memory.
/// </remarks>
internal sealed class WsSecurityEnvelope
{
    private const string BodyEnd = "</soap:Body>";
    private const string EnvelopeEnd = "</soap:Envelope>";

    private readonly byte[] _head;
    private readonly Func<Stream, CancellationToken, Task> _writeContent;
    private readonly byte[] _tail = Encoding.UTF8.GetBytes(BodyEnd + EnvelopeEnd);

    private WsSecurityEnvelope(byte[] head, Func<Stream, CancellationToken, Task> writeContent, long contentLength)
    {
        _head = head;
        _writeContent = writeContent;
        Length = head.Length + contentLength + _tail.Length;
    }

    /// <summary>The message's size in bytes.</summary>
    public long Length { get; }

    /// <summary>Digests the content, then signs.</summary>
    /// <param name="writeContent">Writes the Body's content: canonical XML without namespace declarations, in which the prefix
    /// <c>web</c> is GİB's namespace. It is called here and each time the message is written, and must write the same.</param>
    /// <param name="lifetime">From wsu:Created to wsu:Expires.</param>
    /// <exception cref="DefterXException">The key cannot sign.</exception>
    public static async Task<WsSecurityEnvelope> SignAsync(
        Func<Stream, CancellationToken, Task> writeContent,
        ISigningKey key,
        WsSecurityTokenType tokenType,
        TimeSpan lifetime,
        CancellationToken cancellationToken)
    {
        string unique = Guid.NewGuid().ToString("N");
        string bodyStart =
            $"<soap:Body xmlns:soap=\"{WsSecurityNames.Soap}\" xmlns:web=\"{WsSecurityNames.Web}\" "
            + $"xmlns:wsu=\"{WsSecurityNames.Wsu}\" wsu:Id=\"id-{unique}\">";
        using HashStream digest = new(HashAlgorithmName.SHA256);
        byte[] start = Encoding.UTF8.GetBytes(bodyStart);
        digest.Write(start, 0, start.Length);
        await writeContent(digest, cancellationToken).ConfigureAwait(false);
        long contentLength = digest.Length - start.Length;
        byte[] end = Encoding.UTF8.GetBytes(BodyEnd);
        digest.Write(end, 0, end.Length);
        byte[] bodyDigest = digest.GetHashAndReset();

        // A card may have kept the caller waiting; the clock is read last, so that the message does not arrive old.
        string timestamp = Timestamp(unique, DateTimeOffset.UtcNow, lifetime);
        byte[] timestampBytes = Encoding.UTF8.GetBytes(timestamp);
        digest.Write(timestampBytes, 0, timestampBytes.Length);
        string signedInfo = SignedInfo(unique, key.Algorithm, digest.GetHashAndReset(), bodyDigest);
        byte[] value = key.Sign(Encoding.UTF8.GetBytes(signedInfo), cancellationToken);

        string head =
            $"<soap:Envelope xmlns:soap=\"{WsSecurityNames.Soap}\" xmlns:web=\"{WsSecurityNames.Web}\"><soap:Header>"
            + $"<wsse:Security xmlns:wsse=\"{WsSecurityNames.Wsse}\" xmlns:wsu=\"{WsSecurityNames.Wsu}\" "
            + "soap:mustUnderstand=\"true\">"
            + Token(unique, key, tokenType)
            + $"<ds:Signature xmlns:ds=\"{XmlSignatureNames.Ds}\" Id=\"SIG-{unique}\">{signedInfo}"
            + $"<ds:SignatureValue>{Convert.ToBase64String(value)}</ds:SignatureValue>{KeyInfo(unique, tokenType)}</ds:Signature>"
            + $"{timestamp}</wsse:Security></soap:Header>{bodyStart}";
        return new(Encoding.UTF8.GetBytes(head), writeContent, contentLength);
    }

    /// <summary>Writes the message as UTF-8 without an XML declaration.</summary>
    public async Task WriteToAsync(Stream stream, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(_head, 0, _head.Length, cancellationToken).ConfigureAwait(false);
        await _writeContent(stream, cancellationToken).ConfigureAwait(false);
        await stream.WriteAsync(_tail, 0, _tail.Length, cancellationToken).ConfigureAwait(false);
    }

    private static string Timestamp(string unique, DateTimeOffset created, TimeSpan lifetime) =>
        $"<wsu:Timestamp xmlns:soap=\"{WsSecurityNames.Soap}\" xmlns:web=\"{WsSecurityNames.Web}\" "
        + $"xmlns:wsse=\"{WsSecurityNames.Wsse}\" xmlns:wsu=\"{WsSecurityNames.Wsu}\" wsu:Id=\"TS-{unique}\">"
        + $"<wsu:Created>{Utc(created)}</wsu:Created><wsu:Expires>{Utc(created + lifetime)}</wsu:Expires></wsu:Timestamp>";

    private static string Utc(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static string SignedInfo(string unique, SigningAlgorithm algorithm, byte[] timestampDigest, byte[] bodyDigest) =>
        $"<ds:SignedInfo xmlns:ds=\"{XmlSignatureNames.Ds}\" xmlns:soap=\"{WsSecurityNames.Soap}\" "
        + $"xmlns:web=\"{WsSecurityNames.Web}\">"
        + ExclusiveC14N("ds:CanonicalizationMethod", "soap web")
        + $"<ds:SignatureMethod Algorithm=\"{SignatureMethod.Of(algorithm).Uri}\"></ds:SignatureMethod>"
        + Reference("TS-" + unique, "wsse soap web", timestampDigest)
        + Reference("id-" + unique, "web", bodyDigest)
        + "</ds:SignedInfo>";

    private static string Reference(string id, string prefixList, byte[] digest) =>
        $"<ds:Reference URI=\"#{id}\"><ds:Transforms>{ExclusiveC14N("ds:Transform", prefixList)}</ds:Transforms>"
        + $"<ds:DigestMethod Algorithm=\"{DigestAlgorithm.Sha256Uri}\"></ds:DigestMethod>"
        + $"<ds:DigestValue>{Convert.ToBase64String(digest)}</ds:DigestValue></ds:Reference>";

    private static string ExclusiveC14N(string element, string prefixList) =>
        $"<{element} Algorithm=\"{XmlSignatureNames.ExclusiveC14N}\"><ec:InclusiveNamespaces "
        + $"xmlns:ec=\"{XmlSignatureNames.ExclusiveC14N}\" PrefixList=\"{prefixList}\"></ec:InclusiveNamespaces></{element}>";

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
            + $"<wsse:Reference URI=\"#X509-{unique}\" ValueType=\"{ValueType(tokenType)}\"></wsse:Reference>"
            + "</wsse:SecurityTokenReference></ds:KeyInfo>";
    }

    private static string ValueType(WsSecurityTokenType tokenType) =>
        tokenType == WsSecurityTokenType.X509PkiPath ? WsSecurityNames.X509PkiPath : WsSecurityNames.X509V3;
}
