using System.Linq;
using System.Xml;
using DefterX.GibSimulator.Packages;
using DefterX.GibSimulator.Requests;
using DefterX.GibSimulator.Signatures;

namespace DefterX.GibSimulator.Soap;

/// <summary>An envelope of the service, whose signature has not been looked at.</summary>
/// <param name="Element">The operation's element, the only child of the Body.</param>
/// <param name="Package">The package's name, or what stands for it and is none.</param>
internal sealed record ServiceCall(XmlDocument Envelope, XmlElement Element, GibOperation Operation, string Package)
{
    /// <exception cref="SoapRequestException">It is no SOAP 1.2 envelope with one operation of the service.</exception>
    /// <exception cref="XmlException">It is no XML.</exception>
    public static ServiceCall Read(byte[] content)
    {
        XmlDocument envelope = XmlTree.Load(content);
        XmlElement root = envelope.DocumentElement!;
        if (!XmlTree.Is(root, Names.Soap, "Envelope"))
            throw new SoapRequestException("the message is no SOAP 1.2 Envelope");
        XmlElement[] elements = XmlTree.Children(root, Names.Soap, "Body")
            .SelectMany(body => body.ChildNodes.OfType<XmlElement>()).Take(2).ToArray();
        if (elements is not [XmlElement { NamespaceURI: Names.Service } element])
            throw new SoapRequestException("the Body does not hold one operation of the service");
        return element.LocalName switch
        {
            "sendDocumentFile" => new(envelope, element, GibOperation.SendDocumentFile, Sent(element)),
            "receiveDocumentFile" => new(envelope, element, GibOperation.ReceiveDocumentFile, Asked(element)),
            "getBatchStatus" => new(envelope, element, GibOperation.GetBatchStatus, Asked(element)),
            _ => throw new SoapRequestException($"{element.LocalName} is no operation of the service"),
        };
    }

    public static XmlElement? Child(XmlElement parent, string name) => XmlTree.Children(parent, "", name).FirstOrDefault();

    private static string Sent(XmlElement operation)
    {
        string fileName = Child(operation, "Attachment") is XmlElement attachment ? Child(attachment, "fileName")?.InnerText ?? "" : "";
        return PackageName.FromZip(fileName)?.ToString() ?? fileName;
    }

    private static string Asked(XmlElement operation)
    {
        string id = Child(operation, "paketID")?.InnerText ?? "";
        return PackageName.FromQuery(id)?.ToString() ?? id;
    }
}
