using System;
using System.Linq;
using System.Xml;
using DefterX.GibSimulator.Faults;
using DefterX.GibSimulator.Packages;
using DefterX.GibSimulator.Requests;

namespace DefterX.GibSimulator.Soap;

/// <summary>The three operations of EDefterWsPort, for a signer whose envelope has been verified.</summary>
internal sealed class EDefterService(SimulatorOptions options, PackageStore store)
{
    private readonly StatusOrder _statusOrder = new();

    public SoapReply Answer(ServiceCall call, string signer, RequestFaults faults)
    {
        if (faults.Of(FaultKind.Code) is Fault fault)
            throw new GibFaultException(fault.Code);
        return call.Operation switch
        {
            GibOperation.SendDocumentFile => Send(call.Element, signer),
            GibOperation.ReceiveDocumentFile => Receive(call.Element, signer, faults),
            _ => Status(call.Element, signer, faults),
        };
    }

    private SoapReply Send(XmlElement operation, string signer)
    {
        XmlElement attachment = ServiceCall.Child(operation, "Attachment") ?? throw new GibFaultException(103);
        string fileName = ServiceCall.Child(attachment, "fileName")?.InnerText is { Length: > 0 } text
            ? text
            : throw new GibFaultException(104);
        PackageName? name = PackageName.FromZip(fileName);
        byte[] content = Content(ServiceCall.Child(attachment, "binaryData")?.InnerText ?? "");
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

    private SoapReply Receive(XmlElement operation, string signer, RequestFaults faults)
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
            writer.WriteElementString("binaryData", Convert.ToBase64String(BeratZip.Of(name, berat, faults, store)));
            writer.WriteEndElement();
        });
    }

    private SoapReply Status(XmlElement operation, string signer, RequestFaults faults)
    {
        PackageName name = Query(operation, notFound: 304);
        bool taxpayer = signer == name.Taxpayer;
        if (!taxpayer && !options.SoftwareFirms.Contains(signer))
            throw new GibFaultException(305);
        SimulatedPackage newest = store.Newest(name, taxpayer ? null : signer) ?? throw new GibFaultException(304);
        (PackageStatus status, string text) = faults.Has(FaultKind.ReorderedStatus)
            ? _statusOrder.Next(name)
            : (newest.Status, newest.StatusText);
        return SoapReply.Success(operation.LocalName, writer =>
        {
            writer.WriteStartElement("durum");
            writer.WriteElementString("durumAciklama", text);
            writer.WriteElementString("durumKodu", XmlConvert.ToString((int)status));
            writer.WriteElementString("paketKimligi", newest.Name);
            writer.WriteEndElement();
        });
    }

    private static PackageName Query(XmlElement operation, int notFound) =>
        PackageName.FromQuery(ServiceCall.Child(operation, "paketID")?.InnerText ?? "") ?? throw new GibFaultException(notFound);
}
