using System;
using System.Threading;
using DefterX.OfficeService;

namespace DefterX.Office;

/// <summary>Where an office is: a folder, or a service. From a login on nobody needs to know which.</summary>
internal abstract class OfficeLocation
{
    /// <summary>The folder's path, or the service's address.</summary>
    public abstract string Name { get; }

    /// <summary>The office as far as it is known before a login: a folder is, a service is not.</summary>
    public virtual OfficeFolder? Known => null;

    /// <summary>An office in a folder.</summary>
    public static OfficeLocation Of(OfficeFolder folder) => new InFolder(folder);

    /// <summary>An office at a service.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.ServiceUnreachable"/>: what travels there would not be encrypted.</exception>
    public static OfficeLocation Of(Uri service) => new AtService(ServiceAddress.Of(service));

    /// <summary>Checks the login key and the customer number, and opens a session.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.LoginRejected"/>, <see cref="ErrorIds.LoginThrottled"/>,
    /// <see cref="ErrorIds.OperationTimeout"/>, <see cref="ErrorIds.OfficeInvalid"/>, <see cref="ErrorIds.ServiceUnreachable"/>,
    /// <see cref="ErrorIds.ServiceIncompatible"/>.</exception>
    public abstract Session LogIn(
        LoginKey key,
        string customerNumber,
        Period period,
        SessionOptions options,
        IProgress<OperationProgress>? progress,
        CancellationToken cancellationToken);

    private sealed class InFolder(OfficeFolder folder) : OfficeLocation
    {
        public override string Name => folder.Path;

        public override OfficeFolder? Known => folder;

        public override Session LogIn(
            LoginKey key,
            string customerNumber,
            Period period,
            SessionOptions options,
            IProgress<OperationProgress>? progress,
            CancellationToken cancellationToken) =>
            SessionOpener.Open(folder, key, customerNumber, period, options, progress, cancellationToken);
    }

    private sealed class AtService(Uri address) : OfficeLocation
    {
        public override string Name => address.ToString();

        public override Session LogIn(
            LoginKey key,
            string customerNumber,
            Period period,
            SessionOptions options,
            IProgress<OperationProgress>? progress,
            CancellationToken cancellationToken) =>
            ServiceSessionOpener.Open(address, key, customerNumber, period, options, progress, cancellationToken);
    }
}
