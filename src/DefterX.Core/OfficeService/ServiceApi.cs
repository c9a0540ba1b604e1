using System;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Security;
using System.Threading;
using System.Threading.Tasks;
using DefterX.OfficeService.Contracts;

namespace DefterX.OfficeService;

/// <summary>What an office service can be asked for, a method for each of its routes.</summary>
/// <remarks>All throw what <see cref="ServiceClient"/> does.</remarks>
internal sealed class ServiceApi(ServiceClient client) : IDisposable
{
    private const string Root = "v1/";

    // Longer than the service waits for its mail server, so that it can say what went wrong there.
    private static readonly TimeSpan s_mailTimeout = TimeSpan.FromSeconds(90);

    public ServiceClient Client { get; } = client;

    /// <summary>Finds out whether a service of offices answers, and one that this module can deal with.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.ServiceIncompatible"/>, <see cref="ErrorIds.ServiceUnreachable"/>.</exception>
    public async Task<ServiceInfo> GreetAsync(CancellationToken cancellationToken)
    {
        ServiceInfo info = await Client
            .CallAsync<ServiceInfo>(ServiceCall.Get(Root + "service") with { IsAnonymous = true }, cancellationToken).ConfigureAwait(false);
        if (info.Product != ServiceInfo.ProductName) throw ServiceFailure.NotUnderstood(Client.Address);
        return info.ApiVersion >= ServiceInfo.CurrentApiVersion && info.OldestApiVersion <= ServiceInfo.CurrentApiVersion
            ? info
            : throw ServiceFailure.WrongVersion(Client.Address, info);
    }

    /// <param name="code">The operator's; only the message itself holds it in the clear.</param>
    public Task<RegistrationResponse> RegisterAsync(RegistrationRequest request, SecureString code, CancellationToken cancellationToken) =>
        Client.CallAsync<RegistrationResponse>(
            ServiceCall.Post(Root + "offices", request) with
            {
                IsAnonymous = true,
                IsRepeatable = false,
                Headers = headers => headers.Add(ServiceHeaders.RegistrationCode, HeaderOf(code)),
                Subject = request.CustomerNumber,
                Timeout = s_mailTimeout,
            },
            cancellationToken);

    /// <param name="body">A <see cref="LoginRequest"/> in UTF-8; the caller zeroes it.</param>
    public Task<LoginResponse> LogInAsync(byte[] body, CancellationToken cancellationToken) => Client.CallAsync<LoginResponse>(
        new ServiceCall(HttpMethod.Post, Root + "sessions")
        {
            Content = () => ServiceCall.JsonBytes(body),
            IsAnonymous = true,
            IsRepeatable = false, // a wrong key would count twice
        },
        cancellationToken);

    public Task LogOutAsync(CancellationToken cancellationToken) =>
        Client.CallAsync(ServiceCall.Delete(Root + "session") with { Timeout = TimeSpan.FromSeconds(5) }, cancellationToken);

    public Task<SessionInfo> GetSessionAsync(CancellationToken cancellationToken) =>
        Client.CallAsync<SessionInfo>(ServiceCall.Get(Root + "session"), cancellationToken);

    public Task<OfficeDocument> GetOfficeAsync(CancellationToken cancellationToken) =>
        Client.CallAsync<OfficeDocument>(ServiceCall.Get(Root + "office"), cancellationToken);

    /// <param name="office">What it becomes; its version is the one that was changed.</param>
    public Task<OfficeDocument> ChangeOfficeAsync(OfficeDocument office, CancellationToken cancellationToken) => Client.CallAsync<OfficeDocument>(
        ServiceCall.Put(Root + "office", office) with { IfMatch = office.Version, IsRepeatable = false, Subject = Client.Address },
        cancellationToken);

    /// <param name="before">Only what is older than this entry; null for the newest.</param>
    /// <param name="limit">1 to 500.</param>
    public Task<AuditPage> GetAuditAsync(long? before, int limit, CancellationToken cancellationToken) => Client.CallAsync<AuditPage>(
        ServiceCall.Get(FormattableString.Invariant($"{Root}audit?limit={limit}") + (before is long id ? FormattableString.Invariant($"&before={id}") : "")),
        cancellationToken);

    public Task<KeyList> GetKeysAsync(CancellationToken cancellationToken) =>
        Client.CallAsync<KeyList>(ServiceCall.Get(Root + "keys"), cancellationToken);

    public Task<KeyInfo> CreateKeyAsync(NewKeyRequest request, CancellationToken cancellationToken) => Client.CallAsync<KeyInfo>(
        ServiceCall.Post(Root + "keys", request) with { IsRepeatable = false, Subject = request.Name, Timeout = s_mailTimeout }, cancellationToken);

    public Task RevokeKeyAsync(string id, CancellationToken cancellationToken) =>
        Client.CallAsync(ServiceCall.Delete($"{Root}keys/{Uri.EscapeDataString(id)}") with { Subject = id }, cancellationToken);

    /// <returns>Null when nothing has changed since.</returns>
    public Task<FirmList?> GetFirmsAsync(long? known, CancellationToken cancellationToken) => Client.SendAsync(
        ServiceCall.Get(Root + "firms") with { IfNoneMatch = known, Expected = HttpStatusCode.NotModified },
        (response, _) => ServiceBody.ReadUnlessAsync<FirmList>(response, HttpStatusCode.NotModified, Client.Address),
        cancellationToken);

    public Task<FirmDocument> AddFirmAsync(FirmDocument firm, CancellationToken cancellationToken) => Client.CallAsync<FirmDocument>(
        ServiceCall.Post(Root + "firms", firm) with { IsRepeatable = false, Subject = firm.Identifier }, cancellationToken);

    public Task<FirmDocument> ChangeFirmAsync(FirmDocument firm, CancellationToken cancellationToken) => Client.CallAsync<FirmDocument>(
        ServiceCall.Put($"{Root}firms/{firm.Identifier}", firm) with { IfMatch = firm.Version, IsRepeatable = false, Subject = firm.Identifier },
        cancellationToken);

    public Task RemoveFirmAsync(string identifier, long version, bool force, CancellationToken cancellationToken) => Client.CallAsync(
        ServiceCall.Delete($"{Root}firms/{identifier}{(force ? "?force=true" : "")}") with { IfMatch = version, IsRepeatable = false, Subject = identifier },
        cancellationToken);

    public Task<MonthList> GetMonthsAsync(long since, CancellationToken cancellationToken) =>
        Client.CallAsync<MonthList>(ServiceCall.Get(FormattableString.Invariant($"{Root}months?since={since}")), cancellationToken);

    /// <returns>Null when nothing is kept of the month.</returns>
    public Task<MonthDocument?> GetMonthAsync(MonthAddress month, CancellationToken cancellationToken) => Client.SendAsync(
        ServiceCall.Get(PathOf(month)) with { Expected = HttpStatusCode.NotFound, Subject = month },
        (response, _) => ServiceBody.ReadUnlessAsync<MonthDocument>(response, HttpStatusCode.NotFound, Client.Address),
        cancellationToken);

    /// <param name="timeout">Shorter than the lease lasts.</param>
    public Task<LeaseGrant> LeaseAsync(MonthAddress month, LeaseRequest request, object subject, TimeSpan? timeout, CancellationToken cancellationToken) =>
        Client.CallAsync<LeaseGrant>(
            ServiceCall.Put(PathOf(month) + "/lease", request) with { Subject = subject, Timeout = timeout }, cancellationToken);

    public Task ReleaseAsync(MonthAddress month, string lease, CancellationToken cancellationToken) => Client.CallAsync(
        ServiceCall.Delete(PathOf(month) + "/lease") with { Headers = headers => headers.Add(ServiceHeaders.Lease, lease) }, cancellationToken);

    public Task<CommitResponse> CommitAsync(MonthAddress month, CommitRequest request, object subject, CancellationToken cancellationToken) =>
        Client.CallAsync<CommitResponse>(ServiceCall.Post(PathOf(month) + "/commits", request) with { Subject = subject }, cancellationToken);

    public Task<UploadStatus> BeginUploadAsync(UploadRequest request, string name, CancellationToken cancellationToken) =>
        Client.CallAsync<UploadStatus>(ServiceCall.Post(Root + "uploads", request) with { Subject = name }, cancellationToken);

    public Task<UploadStatus> GetUploadAsync(string id, string name, CancellationToken cancellationToken) =>
        Client.CallAsync<UploadStatus>(ServiceCall.Get($"{Root}uploads/{Uri.EscapeDataString(id)}") with { Subject = name }, cancellationToken);

    /// <summary>A call that sends a file from an offset on.</summary>
    public static ServiceCall UploadCall(string id, long offset, string name, Func<HttpContent> content) =>
        new(HttpMethod.Put, FormattableString.Invariant($"{Root}uploads/{Uri.EscapeDataString(id)}?offset={offset}"))
        {
            Content = content,
            IsRepeatable = false,
            Timeout = Timeout.InfiniteTimeSpan,
            Subject = name,
        };

    /// <summary>A call that fetches a file from an offset on.</summary>
    public static ServiceCall DownloadCall(string sha256, long offset, string name) => ServiceCall.Get($"{Root}files/{sha256}") with
    {
        From = offset == 0 ? null : offset,
        IsRepeatable = false,
        Timeout = Timeout.InfiniteTimeSpan,
        Subject = name,
    };

    public void Dispose() => Client.Dispose();

    // A header has printable ASCII alone, and loses blanks at its ends.
    private static string HeaderOf(SecureString code)
    {
        string clear = new NetworkCredential("", code).Password;
        return clear.All(static c => c is > ' ' and <= '~') ? clear : Uri.EscapeDataString(clear);
    }

    private static string PathOf(MonthAddress month) => Root + "months/" + month.Path;
}
