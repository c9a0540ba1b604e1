using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Xml;
using DefterX.GibSimulator.Packages;
using DefterX.GibSimulator.Signatures;

namespace DefterX.GibSimulator.Soap;

/// <summary>The three operations of EDefterWsPort, for a signer whose envelope has been verified.</summary>
internal sealed class EDefterService(SimulatorOptions options, PackageStore store)
{
    public SoapReply Answer(XmlElement operation, string signer) => operation.LocalName switch
    {
        "sendDocumentFile" => Send(operation, signer),
        "receiveDocumentFile" => Receive(operation, signer),
        "getBatchStatus" => Status(operation, signer),
        _ => throw new SoapRequestException($"{operation.LocalName} is no operation of the service"),
    };

    private SoapReply Send(XmlElement operation, string signer)
    {
        XmlElement attachment = Child(operation, "Attachment") ?? throw new GibFaultException(103);
        string fileName = Child(attachment, "fileName")?.InnerText is { Length: > 0 } text ? text : throw new GibFaultException(104);
        PackageName? name = PackageName.FromZip(fileName);
        if (name is not null)
            store.CountSend(name);
        byte[] content = Content(Child(attachment, "binaryData")?.InnerText ?? "");
        if (name is null)
            throw new GibFaultException(108);
        if (signer != name.Taxpayer && !options.SoftwareFirms.Contains(signer))
            throw new GibFaultException(109);
        if (!store.TryAdd(name, signer, content))
            throw new GibFaultException(111);
        return SoapReply.Success(operation.LocalName, writer => writer.WriteElementString("return", $"[{name}] paketi işleme alındı"));
    }

    private byte[] Content(string base64)
    {
        if (string.IsNullOrWhiteSpace(base64))
            throw new GibFaultException(105);
        try
        {
            byte[] content = Convert.FromBase64String(base64);
            return content.LongLength <= options.MaxPackageBytes ? content : throw new GibFaultException(106);
        }
        catch (FormatException)
        {
            throw new GibFaultException(107);
        }
    }

    private SoapReply Receive(XmlElement operation, string signer)
    {
        PackageName name = Query(operation, notFound: 204);
        bool taxpayer = signer == name.Taxpayer;
        if (!taxpayer && !options.SoftwareFirms.Contains(signer))
            throw new GibFaultException(205);
        byte[] berat = store.Download(name, taxpayer ? null : signer) ?? throw new GibFaultException(204);
        return SoapReply.Success(operation.LocalName, writer =>
        {
            writer.WriteStartElement("Attachment");
            writer.WriteElementString("fileName", name.ZipName);
            writer.WriteElementString("binaryData", Convert.ToBase64String(Zip($"GIB-{name}.xml", berat)));
            writer.WriteEndElement();
        });
    }

    private SoapReply Status(XmlElement operation, string signer)
    {
        PackageName name = Query(operation, notFound: 304);
        bool taxpayer = signer == name.Taxpayer;
        if (!taxpayer && !options.SoftwareFirms.Contains(signer))
            throw new GibFaultException(305);
        SimulatedPackage newest = store.Newest(name, taxpayer ? null : signer) ?? throw new GibFaultException(304);
        return SoapReply.Success(operation.LocalName, writer =>
        {
            writer.WriteStartElement("durum");
            writer.WriteElementString("durumAciklama", newest.StatusText);
            writer.WriteElementString("durumKodu", XmlConvert.ToString((int)newest.Status));
            writer.WriteElementString("paketKimligi", newest.Name);
            writer.WriteEndElement();
        });
    }

    private static PackageName Query(XmlElement operation, int notFound) =>
        PackageName.FromQuery(Child(operation, "paketID")?.InnerText ?? "") ?? throw new GibFaultException(notFound);

    private static XmlElement? Child(XmlElement parent, string name) => XmlTree.Children(parent, "", name).FirstOrDefault();

    private static byte[] Zip(string name, byte[] content)
    {
        using MemoryStream stream = new();
        using (ZipArchive archive = new(stream, ZipArchiveMode.Create))
        using (Stream entry = archive.CreateEntry(name).Open())
            entry.Write(content);
        return stream.ToArray();
    }
}
