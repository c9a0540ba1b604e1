using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using System.Xml;
using DefterX.GibSimulator.Signatures;
using Microsoft.AspNetCore.Http;

namespace DefterX.GibSimulator.Soap;

/// <summary>POST of SOAP 1.2 envelopes: kept, verified, answered.</summary>
internal sealed class SoapEndpoint(EDefterService service, WsSecurity security, EnvelopeFolder? envelopes)
{
    public const string Path = "/edefter/services/EDefterWsPort";

    public async Task HandleAsync(HttpContext context)
    {
        HttpRequest request = context.Request;
        if (request.Path != Path)
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        else if (!HttpMethods.IsPost(request.Method))
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        else if (request.ContentType?.StartsWith("application/soap+xml", StringComparison.OrdinalIgnoreCase) != true)
            context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
        else
            await AnswerAsync(context);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using MemoryStream body = new();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        byte[] content = body.ToArray();
        XmlElement? operation = null;
        SoapReply reply;
        try
        {
            XmlDocument envelope = XmlTree.Load(content);
            operation = Operation(envelope);
            reply = service.Answer(operation, SignerOf(envelope));
        }
        catch (GibFaultException fault)
        {
            reply = SoapReply.Fault(fault);
        }
        catch (InvalidSignatureException exception)
        {
            reply = SoapReply.FailedAuthentication(exception.Message);
        }
        catch (Exception exception) when (exception is SoapRequestException or XmlException)
        {
            reply = SoapReply.SenderFault(exception.Message);
        }

        if (envelopes is not null)
            await envelopes.KeepAsync(operation?.LocalName ?? "unknown", content, context.RequestAborted);
        context.Response.StatusCode = reply.StatusCode;
        context.Response.ContentType = "application/soap+xml; charset=utf-8";
        context.Response.ContentLength = reply.Content.Length;
        await context.Response.Body.WriteAsync(reply.Content, context.RequestAborted);
    }

    private string SignerOf(XmlDocument envelope)
    {
        try
        {
            using X509Certificate2 certificate = security.Verify(envelope);
            return SignerCertificate.Identifier(certificate);
        }
        catch (Exception exception) when (exception is FormatException or CryptographicException)
        {
            throw new InvalidSignatureException(exception.Message, exception);
        }
    }

    private static XmlElement Operation(XmlDocument envelope)
    {
        XmlElement root = envelope.DocumentElement!;
        if (!XmlTree.Is(root, Names.Soap, "Envelope"))
            throw new SoapRequestException("the message is no SOAP 1.2 Envelope");
        XmlElement[] operations = XmlTree.Children(root, Names.Soap, "Body")
            .SelectMany(body => body.ChildNodes.OfType<XmlElement>()).Take(2).ToArray();
        return operations.Length == 1 && operations[0].NamespaceURI == Names.Service
            ? operations[0]
            : throw new SoapRequestException("the Body does not hold one operation of the service");
    }
}
