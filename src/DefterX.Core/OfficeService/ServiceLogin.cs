using System;
using System.IO;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using DefterX.OfficeService.Contracts;
using DefterX.Secrets;

namespace DefterX.OfficeService;

/// <summary>Logs in to an office that a service keeps.</summary>
internal static class ServiceLogin
{
    /// <summary>Finds the service, gives it key, customer number and period, and gets a session.</summary>
    /// <param name="key">xxx-aaa-ddd-eee as UTF-8; the caller keeps and disposes it.</param>
    /// <exception cref="DefterXException"><see cref="ErrorIds.LoginRejected"/>, <see cref="ErrorIds.LoginThrottled"/>,
    /// <see cref="ErrorIds.ServiceUnreachable"/>, <see cref="ErrorIds.ServiceIncompatible"/>.</exception>
    public static async Task<LoginResponse> OpenAsync(
        ServiceApi api, SecretBuffer key, string customerNumber, Period period, CancellationToken cancellationToken)
    {
        _ = await api.GreetAsync(cancellationToken).ConfigureAwait(false);
        using PinnedBytes body = BodyOf(key, customerNumber, period);
        LoginResponse login = await api.LogInAsync(body.Bytes, cancellationToken).ConfigureAwait(false);
        api.Client.Authenticate(login.Token);
        return login;
    }

    // Put together as bytes, so that no string holds the key: it has only letters, digits and hyphens, which JSON takes as they are.
    private static PinnedBytes BodyOf(SecretBuffer key, string customerNumber, Period period)
    {
        using MemoryStream rest = new();
        using (Utf8JsonWriter json = new(rest))
        {
            json.WriteStartObject();
            json.WriteString("customerNumber", customerNumber.Trim());
            json.WriteString("period", period.ToString());
            json.WriteString("machine", Environment.MachineName);
            json.WriteString("user", Environment.UserName);
            json.WriteString("clientVersion", new ServiceClientOptions().Version);
            json.WriteEndObject();
        }

        byte[] before = Encoding.ASCII.GetBytes("{\"key\":\"");
        byte[] after = rest.ToArray();
        after[0] = (byte)',';
        PinnedBytes body = new(before.Length + key.Length + 1 + after.Length);
        before.CopyTo(body.Bytes, 0);
        key.Use(clear =>
        {
            clear.CopyTo(body.Bytes, before.Length);
            return true;
        });
        body.Bytes[before.Length + key.Length] = (byte)'"';
        after.CopyTo(body.Bytes, before.Length + key.Length + 1);
        return body;
    }
}
