using System;
using System.IO;
using System.Linq;
using System.Net.Http.Headers;
using System.Xml;
using System.Xml.Linq;
using DefterX.Xml;

namespace DefterX.Gib;

/// <summary>A reply of the service, read by local names: GİB's guide shows the answers, not their wrappers' namespaces.</summary>
internal sealed class GibReply
{
    private readonly MultipartRelated? _parts;

    private GibReply(XElement payload, MultipartRelated? parts)
    {
        Payload = payload;
        _parts = parts;
    }

    /// <summary>The first element of the Body: an answer or a Fault.</summary>
    public XElement Payload { get; }

    /// <summary>Whether it is a Fault (SOAP 1.2 Part 1, 5.4).</summary>
    public bool IsFault => Payload.Name.LocalName == "Fault";

    /// <summary>Reads a SOAP message, plain or as the root of a multipart/related one.</summary>
    /// <exception cref="InvalidDataException">It is not one, or it breaks off.</exception>
    public static GibReply Read(byte[] content, MediaTypeHeaderValue? type)
    {
        bool isMultipart = string.Equals(type?.MediaType, "multipart/related", StringComparison.OrdinalIgnoreCase);
        MultipartRelated? parts = isMultipart ? MultipartRelated.Read(content, type!) : null;
        try
        {
            using XmlReader reader = SecureXml.Read(new MemoryStream(parts?.Root ?? content));
            XElement envelope = XElement.Load(reader);
            XElement? payload = envelope.Name.LocalName == "Envelope"
                ? Child(envelope, "Body")?.Elements().FirstOrDefault()
                : null;
            return new(payload ?? throw new InvalidDataException("XML that is not a SOAP message"), parts);
        }
        catch (XmlException exception)
        {
            throw new InvalidDataException(exception.Message, exception);
        }
    }

    /// <summary>The text of <c>return</c>, else the first text.</summary>
    public string Text() => (Find("return") ?? Payload.DescendantsAndSelf().First(element => !element.HasElements)).Value.Trim();

    /// <summary>The file of a <c>binaryData</c>, inline or by xop:Include.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public GibAttachment Attachment()
    {
        XElement data = Find("binaryData") ?? throw new InvalidDataException("no binaryData");
        string fileName = Find("fileName")?.Value.Trim() ?? "";
        string? href = Child(data, "Include")?.Attribute("href")?.Value;
        if (href is not null)
        {
            return new(
                fileName, (_parts ?? throw new InvalidDataException("xop:Include without multipart/related")).Resolve(href));
        }

        try
        {
            return new(fileName, Convert.FromBase64String(data.Value));
        }
        catch (FormatException exception)
        {
            throw new InvalidDataException("binaryData that is not base64", exception);
        }
    }

    /// <summary>The answer to getBatchStatus.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public GibBatchStatus BatchStatus(string packageId)
    {
        string text = Find("durumAciklama")?.Value.Trim() ?? throw new InvalidDataException("no durumAciklama");
        string code = Find("durumKodu")?.Value.Trim() ?? "";
        string answeredId = Find("paketKimligi")?.Value.Trim() ?? "";
        return new(answeredId.Length > 0 ? answeredId : packageId, code, text, GibStatusText.StateOf(text));
    }

    private static XElement? Child(XElement parent, string localName) =>
        parent.Elements().FirstOrDefault(element => element.Name.LocalName == localName);

    private XElement? Find(string localName) =>
        Payload.Descendants().FirstOrDefault(element => element.Name.LocalName == localName);
}
