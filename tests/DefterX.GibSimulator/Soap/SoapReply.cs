using System;
using System.IO;
using System.Text;
using System.Xml;
using DefterX.GibSimulator.Faults;

namespace DefterX.GibSimulator.Soap;

/// <summary>An answer of the service: its HTTP status and its SOAP 1.2 envelope.</summary>
internal sealed record SoapReply(int StatusCode, byte[] Content)
{
    public string? ContentType { get; init; } = "application/soap+xml; charset=utf-8";

    /// <summary>GİB's fault code.</summary>
    public int? Code { get; init; }

    /// <summary>The <c>Retry-After</c> header.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>An answer of a server before the service.</summary>
    public static SoapReply WithoutEnvelope(Fault http) => new(http.StatusCode, []) { ContentType = null, RetryAfter = http.RetryAfter };

    public static SoapReply Success(string operation, Action<XmlWriter> children) => new(200, Envelope(writer =>
    {
        writer.WriteStartElement("web", operation + "Response", Names.Service);
        children(writer);
        writer.WriteEndElement();
    }));

    public static SoapReply Fault(GibFaultException fault) => Fault("Receiver", null, fault.Message, writer =>
    {
        writer.WriteStartElement("soap", "Detail", Names.Soap);
        writer.WriteStartElement("web", "EDefterFault", Names.Service);
        writer.WriteElementString("code", XmlConvert.ToString(fault.Code));
        writer.WriteElementString("message", fault.Message);
        writer.WriteEndElement();
        writer.WriteEndElement();
    }) with { Code = fault.Code };

    /// <summary>The WS-Security header was not accepted (WSS SOAP Message Security 1.1 §12).</summary>
    public static SoapReply FailedAuthentication(string reason) =>
        Fault("Sender", "FailedAuthentication", "FailedAuthentication: " + reason, _ => { });

    public static SoapReply SenderFault(string reason) => Fault("Sender", null, reason, _ => { });

    private static SoapReply Fault(string code, string? securityCode, string reason, Action<XmlWriter> detail) =>
        new(500, Envelope(writer =>
        {
            writer.WriteStartElement("soap", "Fault", Names.Soap);
            writer.WriteStartElement("soap", "Code", Names.Soap);
            writer.WriteElementString("soap", "Value", Names.Soap, "soap:" + code);
            if (securityCode is not null)
            {
                writer.WriteStartElement("soap", "Subcode", Names.Soap);
                writer.WriteStartElement("soap", "Value", Names.Soap);
                writer.WriteAttributeString("xmlns", "wsse", null, Names.Wsse);
                writer.WriteString("wsse:" + securityCode);
                writer.WriteEndElement();
                writer.WriteEndElement();
            }

            writer.WriteEndElement();
            writer.WriteStartElement("soap", "Reason", Names.Soap);
            writer.WriteStartElement("soap", "Text", Names.Soap);
            writer.WriteAttributeString("xml", "lang", null, securityCode is null ? "tr" : "en");
            writer.WriteString(reason);
            writer.WriteEndElement();
            writer.WriteEndElement();
            detail(writer);
            writer.WriteEndElement();
        }));

    private static byte[] Envelope(Action<XmlWriter> body)
    {
        using MemoryStream stream = new();
        XmlWriterSettings settings = new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) };
        using (XmlWriter writer = XmlWriter.Create(stream, settings))
        {
            writer.WriteStartElement("soap", "Envelope", Names.Soap);
            writer.WriteStartElement("soap", "Body", Names.Soap);
            body(writer);
            writer.WriteEndElement();
            writer.WriteEndElement();
        }

        return stream.ToArray();
    }
}
