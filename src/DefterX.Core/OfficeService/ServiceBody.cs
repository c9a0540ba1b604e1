using System;
using System.Net;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using DefterX.OfficeService.Contracts;

namespace DefterX.OfficeService;

/// <summary>Reads the bodies of answers.</summary>
internal static class ServiceBody
{
    /// <exception cref="DefterXException"><see cref="ErrorIds.ServiceIncompatible"/>.</exception>
    public static async Task<T> ReadAsync<T>(HttpResponseMessage response, Uri address)
    {
        try
        {
            byte[] body = await response.Content.ReadAsByteArrayAsync().ConfigureAwait(false);
            return JsonSerializer.Deserialize<T>(body, ServiceJson.Options) ?? throw new JsonException();
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            throw ServiceFailure.NotUnderstood(address, e);
        }
    }

    /// <returns>Null for the status that says that there is nothing.</returns>
    /// <exception cref="DefterXException"><see cref="ErrorIds.ServiceIncompatible"/>.</exception>
    public static async Task<T?> ReadUnlessAsync<T>(HttpResponseMessage response, HttpStatusCode nothing, Uri address)
        where T : class =>
        response.StatusCode == nothing ? null : await ReadAsync<T>(response, address).ConfigureAwait(false);
}
