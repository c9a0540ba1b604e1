using System;
using System.IO;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using System.Xml;
using DefterX.GibSimulator.Faults;
using DefterX.GibSimulator.Requests;
using DefterX.GibSimulator.Signatures;
using Microsoft.AspNetCore.Http;

namespace DefterX.GibSimulator.Soap;

/// <summary>POST of SOAP 1.2 envelopes: kept, verified, answered; faults on order come between.</summary>
internal sealed class SoapEndpoint(
    SimulatorOptions options, RequestLog requests, EDefterService service, WsSecurity security, EnvelopeFolder? envelopes)
{
    private readonly AnswerWriter _writer = new(options);

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
        ServiceCall? call = null;
        SoapReply? refusal = null;
        try
        {
            call = ServiceCall.Read(body.ToArray());
        }
        catch (Exception exception) when (exception is SoapRequestException or XmlException)
        {
            refusal = SoapReply.SenderFault(exception.Message);
        }

        if (envelopes is not null)
            await envelopes.KeepAsync(call?.Element.LocalName ?? "unknown", body.ToArray(), context.RequestAborted);
        if (call is null)
            await _writer.WriteAsync(context, refusal!, RequestFaults.None);
        else
            await AnswerAsync(context, call);
    }

    private async Task AnswerAsync(HttpContext context, ServiceCall call)
    {
        RequestFaults faults = options.Faults.Decide(call.Operation, call.Package);
        int number = requests.Begin(call.Operation, call.Package, faults.Kinds);
        if (faults.Has(FaultKind.CutBeforeTaken))
        {
            context.Abort();
            return;
        }

        _writer.SetDate(context, faults);
        SoapReply reply = faults.Of(FaultKind.Http) is Fault http ? SoapReply.WithoutEnvelope(http) : Take(call, number, faults);
        if (faults.Has(FaultKind.Duplicate))
            reply = Take(call, number, faults);
        await _writer.WriteAsync(context, reply, faults);
    }

    private SoapReply Take(ServiceCall call, int number, RequestFaults faults)
    {
        SoapReply reply = AnswerOf(call, faults);
        if (reply.Code is int code)
            requests.MarkRefused(number, code);
        else if (call.Operation == GibOperation.SendDocumentFile && reply.StatusCode == StatusCodes.Status200OK)
            requests.MarkTaken(number);
        return reply;
    }

    private SoapReply AnswerOf(ServiceCall call, RequestFaults faults)
    {
        try
        {
            return service.Answer(call, SignerOf(call.Envelope), faults);
        }
        catch (GibFaultException fault)
        {
            return SoapReply.Fault(fault);
        }
        catch (InvalidSignatureException exception)
        {
            return SoapReply.FailedAuthentication(exception.Message);
        }
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
}
