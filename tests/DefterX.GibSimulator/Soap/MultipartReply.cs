using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Xml;
using DefterX.GibSimulator.Signatures;

namespace DefterX.GibSimulator.Soap;

/// <summary>An answer as XOP Packages and MTOM have it: the envelope as the root part, a file as a part of its own.</summary>
internal static class MultipartReply
{
    private const string Xop = "http://www.w3.org/2004/08/xop/include";

    public static SoapReply Of(SoapReply reply)
    {
        string boundary = $"uuid:{Guid.NewGuid()}";
        XmlDocument envelope = XmlTree.Load(reply.Content);
        byte[]? file = TakeFile(envelope);
        using MemoryStream content = new();
        WritePart(
            content, boundary, "application/xop+xml; charset=UTF-8; type=\"application/soap+xml\"", "root.message@gib",
            Utf8(envelope.OuterXml));
        if (file is not null)
            WritePart(content, boundary, "application/octet-stream", "file@gib", file);
        content.Write(Utf8($"\r\n--{boundary}--"));
        return reply with
        {
            Content = content.ToArray(),
            ContentType = "multipart/related; type=\"application/xop+xml\"; "
                + $"boundary=\"{boundary}\"; start=\"<root.message@gib>\"; start-info=\"application/soap+xml\"",
        };
    }

    /// <summary>The content of binaryData, in whose place an xop:Include remains.</summary>
    private static byte[]? TakeFile(XmlDocument envelope)
    {
        XmlElement? data = XmlTree.SelfAndDescendants(envelope.DocumentElement!).FirstOrDefault(one => one.LocalName == "binaryData");
        if (data is null)
            return null;
        byte[] file = Convert.FromBase64String(data.InnerText);
        data.InnerText = "";
        XmlElement include = envelope.CreateElement("xop", "Include", Xop);
        include.SetAttribute("href", "cid:file@gib");
        data.AppendChild(include);
        return file;
    }

    private static void WritePart(MemoryStream target, string boundary, string contentType, string id, byte[] content)
    {
        target.Write(Utf8(
            $"\r\n--{boundary}\r\nContent-Type: {contentType}\r\nContent-Transfer-Encoding: binary\r\nContent-ID: <{id}>\r\n\r\n"));
        target.Write(content);
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
