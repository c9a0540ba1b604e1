using System;
using System.Globalization;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using DefterX.GibSimulator.Faults;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DefterX.GibSimulator.Soap;

/// <summary>Brings answers on their way: late, in another form, cut, or not at all where that is on order.</summary>
internal sealed class AnswerWriter(SimulatorOptions options)
{
    private const string Page =
        "<!DOCTYPE html><html lang=\"tr\"><head><title>Bakım</title></head><body>Sistem bakımdadır.</body></html>";

    public void SetDate(HttpContext context, RequestFaults faults)
    {
        if (faults.Of(FaultKind.WrongDate) is Fault fault)
            context.Response.Headers.Date =
                (options.TimeProvider.GetUtcNow() + fault.Delay).ToString("R", CultureInfo.InvariantCulture);
    }

    public async Task WriteAsync(HttpContext context, SoapReply reply, RequestFaults faults)
    {
        if (!await WaitAsync(context, faults) || faults.Has(FaultKind.CutAfterTaken))
        {
            context.Abort();
            return;
        }

        if (faults.Has(FaultKind.Html))
            reply = new SoapReply(200, Encoding.UTF8.GetBytes(Page)) { ContentType = "text/html; charset=utf-8" };
        else if (faults.Has(FaultKind.Mtom) && reply.Content.Length > 0)
            reply = MultipartReply.Of(reply);
        HttpResponse response = context.Response;
        response.StatusCode = reply.StatusCode;
        response.ContentType = reply.ContentType;
        if (reply.RetryAfter is TimeSpan wait)
            response.Headers.RetryAfter = ((long)wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        response.ContentLength = reply.Content.Length;
        // Kestrel closes the connection when less comes than the length said; a reset could overtake what was written.
        int length = faults.Has(FaultKind.CutInAnswer) ? reply.Content.Length / 2 : reply.Content.Length;
        await response.Body.WriteAsync(reply.Content.AsMemory(0, length), context.RequestAborted);
    }

    /// <returns>False when the client or the simulator goes away meanwhile.</returns>
    private async Task<bool> WaitAsync(HttpContext context, RequestFaults faults)
    {
        TimeSpan delay = options.AnswerDelay + (faults.Of(FaultKind.Slow)?.Delay ?? TimeSpan.Zero);
        if (delay == TimeSpan.Zero)
            return true;
        CancellationToken stopping = context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using CancellationTokenSource gone = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        await Task.Delay(delay, options.TimeProvider, gone.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !gone.IsCancellationRequested;
    }
}
