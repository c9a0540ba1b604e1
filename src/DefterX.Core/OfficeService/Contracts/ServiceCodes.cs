namespace DefterX.OfficeService.Contracts;

/// <summary>The codes of <see cref="ServiceProblem"/>: stable, never translated.</summary>
internal static class ServiceCodes
{
    /// <summary>400: the request is not what the API describes.</summary>
    public const string RequestInvalid = nameof(RequestInvalid);

    /// <summary>401 at login: key or customer number is wrong; which one is not said.</summary>
    public const string LoginRejected = nameof(LoginRejected);

    /// <summary>429 at login: with the seconds to wait.</summary>
    public const string LoginThrottled = nameof(LoginThrottled);

    /// <summary>401: no token, an unknown one, or one from another machine.</summary>
    public const string SessionInvalid = nameof(SessionInvalid);

    /// <summary>401: idle for too long, or too old.</summary>
    public const string SessionExpired = nameof(SessionExpired);

    /// <summary>401: the session or its login key was revoked.</summary>
    public const string SessionRevoked = nameof(SessionRevoked);

    /// <summary>403: another role is needed.</summary>
    public const string RoleRequired = nameof(RoleRequired);

    /// <summary>403: no registration code is set, so that nobody registers over the network.</summary>
    public const string RegistrationClosed = nameof(RegistrationClosed);

    /// <summary>403: the registration code is missing or wrong.</summary>
    public const string RegistrationCodeWrong = nameof(RegistrationCodeWrong);

    /// <summary>403: over plain http from elsewhere.</summary>
    public const string TlsRequired = nameof(TlsRequired);

    /// <summary>404: nothing is there, or it is another office's.</summary>
    public const string NotFound = nameof(NotFound);

    /// <summary>404: the office has no such firm.</summary>
    public const string FirmNotFound = nameof(FirmNotFound);

    /// <summary>404: nothing of this month was ever kept.</summary>
    public const string MonthNotFound = nameof(MonthNotFound);

    /// <summary>409: it exists already.</summary>
    public const string Exists = nameof(Exists);

    /// <summary>409: files of the firm are there.</summary>
    public const string FirmHasBooks = nameof(FirmHasBooks);

    /// <summary>409: the last key of an administrator stays, as nobody could make another.</summary>
    public const string LastAdministrator = nameof(LastAdministrator);

    /// <summary>409 and 412: it was changed by another meanwhile.</summary>
    public const string VersionConflict = nameof(VersionConflict);

    /// <summary>409: another has the month; with the holder.</summary>
    public const string MonthLeased = nameof(MonthLeased);

    /// <summary>409: the lease is not, or no more, this one's.</summary>
    public const string LeaseLost = nameof(LeaseLost);

    /// <summary>409: the upload stands elsewhere; with the offset.</summary>
    public const string OffsetMismatch = nameof(OffsetMismatch);

    /// <summary>422: what came is not what was announced; the upload is gone.</summary>
    public const string ChecksumMismatch = nameof(ChecksumMismatch);

    /// <summary>413: larger than the service takes.</summary>
    public const string TooLarge = nameof(TooLarge);

    /// <summary>503: for a moment too busy; with the seconds to wait.</summary>
    public const string Busy = nameof(Busy);

    /// <summary>503: the mail with a login key could not be sent, and nothing was kept; with the seconds to wait.</summary>
    public const string MailNotSent = nameof(MailNotSent);

    /// <summary>500: a fault of the service; its log says more under the trace id.</summary>
    public const string Unexpected = nameof(Unexpected);
}
