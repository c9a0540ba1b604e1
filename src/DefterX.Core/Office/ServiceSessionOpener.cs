using System;
using System.Threading;
using DefterX.OfficeService;
using DefterX.OfficeService.Contracts;

namespace DefterX.Office;

/// <summary>Logs in to an office that a service keeps.</summary>
internal static class ServiceSessionOpener
{
    /// <summary>Logs in, and lays out this PC's copy of the office.</summary>
    /// <param name="address">The service.</param>
    /// <param name="key">The login key; the caller keeps and disposes it.</param>
    /// <param name="customerNumber">The customer number; blanks around it do not matter.</param>
    /// <param name="period">The working period.</param>
    /// <param name="options">Time limit and devices.</param>
    /// <param name="progress">The steps.</param>
    /// <param name="cancellationToken">Stops at once; the try may count all the same.</param>
    /// <exception cref="DefterXException"><see cref="ErrorIds.LoginRejected"/>, <see cref="ErrorIds.LoginThrottled"/>,
    /// <see cref="ErrorIds.ServiceUnreachable"/>, <see cref="ErrorIds.ServiceIncompatible"/>, <see cref="ErrorIds.OperationTimeout"/>,
    /// <see cref="ErrorIds.OfficeInvalid"/>.</exception>
    public static Session Open(
        Uri address,
        LoginKey key,
        string customerNumber,
        Period period,
        SessionOptions options,
        IProgress<OperationProgress>? progress,
        CancellationToken cancellationToken)
    {
        ServiceClientOptions client = new();
        ServiceApi api = new(new ServiceClient(address, client));
        try
        {
            progress?.Report(new OperationProgress(Strings.LoginActivity, Strings.LoginService, 0));
            LoginResponse login = LogIn(api, key, customerNumber, period, options.Timeout, cancellationToken);
            progress?.Report(new OperationProgress(Strings.LoginActivity, Strings.LoginFirms, 80));
            string folder = ServiceWorkspace.PathOf(api.Client.Address, customerNumber.Trim());
            ServiceWorkspace.Write(folder, login.Office);
            OfficeFolder office = OfficeFolder.Open(folder, new ServiceOffice(api, client, login, options.Clock));
            office.SweepTemporaryFiles();
            Session session = new(office, new ServiceLoginWatch(office.Service!), period, login.Session.FirmCount, options);
            progress?.Report(new OperationProgress(Strings.LoginActivity, Strings.LoginDone, 100));
            return session;
        }
        catch
        {
            api.Dispose();
            throw;
        }
    }

    private static LoginResponse LogIn(
        ServiceApi api, LoginKey key, string customerNumber, Period period, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using CancellationTokenSource limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(timeout);
        try
        {
            return key.UseSecret(secret => ServiceLogin.OpenAsync(api, secret, customerNumber, period, limited.Token).GetAwaiter().GetResult());
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw ServiceFailure.TooSlow(api.Client.Address, timeout, e);
        }
    }
}
