using System;
using System.Collections.Generic;
using System.Linq;
using System.Security;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Office;
using DefterX.OfficeService.Contracts;

namespace DefterX.OfficeService;

/// <summary>Kayıt Olma: opens an office at a service, which mails its first login key.</summary>
internal sealed class ServiceRegistration
{
    private readonly OfficeRegistration _office;
    private readonly RegistrationRequest _request;

    /// <summary>Puts the registration together; nothing is sent.</summary>
    /// <param name="office">What is to be registered.</param>
    /// <param name="settings">The same number and name, and the rest of what office.json would say.</param>
    /// <param name="trustedRoots">Certificate files (PEM or DER) that the office is to have in <c>roots</c>.</param>
    /// <exception cref="DefterXException"><see cref="ErrorIds.OfficeInvalid"/>; <see cref="ErrorIds.ServiceUnreachable"/>: what travels
    /// to the address would not be encrypted.</exception>
    public ServiceRegistration(OfficeRegistration office, OfficeSettings settings, IReadOnlyList<string> trustedRoots)
    {
        _office = office with { ServiceUri = ServiceAddress.Of(office.ServiceUri) };
        if (OfficeSettingsValidator.ProblemOf(settings) is { } problem)
        {
            throw new DefterXException(
                ErrorIds.OfficeInvalid, Text.Format(Strings.OfficeNotRegistrable, Service, problem), office.CustomerNumber);
        }

        using JsonDocument json = JsonDocument.Parse(OfficeJson.Merged("", settings, ErrorIds.OfficeInvalid));
        OfficeFile[] files = [.. RootFiles.Read(trustedRoots).Select(
            static root => new OfficeFile($"{RootFiles.FolderName}/{root.Key}", root.Value))];
        _request = new RegistrationRequest(
            office.CustomerNumber, office.Email, office.KeyName, json.RootElement.Clone(), files.Length == 0 ? null : files);
    }

    /// <summary>The service, with a slash at its end.</summary>
    public Uri Service => _office.ServiceUri;

    /// <summary>Registers the office.</summary>
    /// <param name="code">What the operator of the service hands out; the caller keeps and disposes it.</param>
    /// <param name="progress">The steps.</param>
    /// <param name="cancellationToken">Stops at once; the office may be registered all the same.</param>
    /// <exception cref="DefterXException"><see cref="ErrorIds.RegistrationCodeWrong"/>, <see cref="ErrorIds.RegistrationClosed"/>,
    /// <see cref="ErrorIds.OfficeExists"/>: the customer number is taken; <see cref="ErrorIds.MailNotSent"/>,
    /// <see cref="ErrorIds.LoginThrottled"/>, <see cref="ErrorIds.ServiceUnreachable"/>, <see cref="ErrorIds.OperationTimeout"/>,
    /// <see cref="ErrorIds.ServiceIncompatible"/>, <see cref="ErrorIds.ServiceRejected"/>.</exception>
    public async Task<OfficeRegistration> RunAsync(
        SecureString code, IProgress<OperationProgress>? progress, CancellationToken cancellationToken)
    {
        if (code.Length == 0) throw new DefterXException(ErrorIds.RegistrationCodeWrong, Strings.RegistrationCodeMissing, Service);
        using ServiceApi api = new(new ServiceClient(Service, new ServiceClientOptions()));
        progress?.Report(new OperationProgress(Strings.RegisterActivity, Strings.RegisterGreeting, 0));
        _ = await api.GreetAsync(cancellationToken).ConfigureAwait(false);
        progress?.Report(new OperationProgress(Strings.RegisterActivity, Strings.RegisterMail, 30));
        try
        {
            _ = await api.RegisterAsync(_request, code, cancellationToken).ConfigureAwait(false);
        }
        catch (DefterXException e)
        {
            if (Explain(e) is not { } explained) throw;
            throw explained;
        }

        progress?.Report(new OperationProgress(Strings.RegisterActivity, Strings.RegisterDone, 100));
        return _office;
    }

    private DefterXException? Explain(DefterXException failure) => ServiceFailure.CodeOf(failure) switch
    {
        ServiceCodes.Exists => new(
            ErrorIds.OfficeExists,
            Text.Format(Strings.CustomerNumberTaken, _office.CustomerNumber, Service, _office.Email),
            _office.CustomerNumber,
            failure.InnerException),
        ServiceCodes.RegistrationCodeWrong => new(
            ErrorIds.RegistrationCodeWrong, Text.Format(Strings.RegistrationCodeWrong, Service), Service, failure.InnerException),
        ServiceCodes.RegistrationClosed => new(
            ErrorIds.RegistrationClosed, Text.Format(Strings.RegistrationClosed, Service), Service, failure.InnerException),
        // The service greeted, and was asked: from here on silence is no refusal.
        null when failure.ErrorId is ErrorIds.ServiceUnreachable or ErrorIds.OperationTimeout => new(
            failure.ErrorId,
            Text.Format(Strings.RegistrationUnknown, Service, ServiceFailure.ReasonOf(failure).TrimEnd('.'), _office.Email),
            Service,
            failure.InnerException),
        _ => null,
    };
}
