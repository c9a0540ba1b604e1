using System;
using System.Collections.Generic;
using System.Management.Automation;

namespace DefterX.Cmdlets.Abstractions;

/// <summary>Makes error records: the id is the exception's, the category follows from the id.</summary>
internal static class ErrorRecords
{
    /// <summary>The id of exceptions that are nobody's intention.</summary>
    internal const string UnexpectedError = nameof(UnexpectedError);

    private static readonly Dictionary<string, ErrorCategory> s_categories = new(StringComparer.Ordinal)
    {
        [ErrorIds.InvalidLoginKey] = ErrorCategory.InvalidArgument,
        [ErrorIds.LoginRejected] = ErrorCategory.AuthenticationError,
        [ErrorIds.LoginThrottled] = ErrorCategory.LimitsExceeded,
        [ErrorIds.LoginKeyExists] = ErrorCategory.ResourceExists,
        [ErrorIds.LoginKeyNotFound] = ErrorCategory.ObjectNotFound,
        [ErrorIds.OfficeNotFound] = ErrorCategory.ObjectNotFound,
        [ErrorIds.OfficeExists] = ErrorCategory.ResourceExists,
        [ErrorIds.OfficeInvalid] = ErrorCategory.InvalidData,
        [ErrorIds.SessionRequired] = ErrorCategory.ConnectionError,
        [ErrorIds.SessionExpired] = ErrorCategory.ConnectionError,
        [ErrorIds.InvalidPeriod] = ErrorCategory.InvalidArgument,
        [ErrorIds.FirmNotFound] = ErrorCategory.ObjectNotFound,
        [ErrorIds.FirmExists] = ErrorCategory.ResourceExists,
        [ErrorIds.FirmInvalid] = ErrorCategory.InvalidData,
        [ErrorIds.DeviceNotFound] = ErrorCategory.ObjectNotFound,
        [ErrorIds.DeviceAmbiguous] = ErrorCategory.InvalidArgument,
        [ErrorIds.DeviceRequired] = ErrorCategory.ResourceUnavailable,
        [ErrorIds.DeviceRemoved] = ErrorCategory.DeviceError,
        [ErrorIds.DeviceBusy] = ErrorCategory.ResourceBusy,
        [ErrorIds.LibraryNotLoaded] = ErrorCategory.OpenError,
        [ErrorIds.PinRequired] = ErrorCategory.AuthenticationError,
        [ErrorIds.PinIncorrect] = ErrorCategory.AuthenticationError,
        [ErrorIds.PinFinalTry] = ErrorCategory.PermissionDenied,
        [ErrorIds.PinLocked] = ErrorCategory.PermissionDenied,
        [ErrorIds.CertificateExpired] = ErrorCategory.SecurityError,
        [ErrorIds.CertificateNotUsable] = ErrorCategory.SecurityError,
        [ErrorIds.SignerNotAuthorized] = ErrorCategory.PermissionDenied,
        [ErrorIds.JournalNotFound] = ErrorCategory.ObjectNotFound,
        [ErrorIds.JournalUnreadable] = ErrorCategory.ParserError,
        [ErrorIds.LedgerInvalid] = ErrorCategory.InvalidData,
        [ErrorIds.LedgerExists] = ErrorCategory.ResourceExists,
        [ErrorIds.LedgerLocked] = ErrorCategory.ResourceBusy,
        [ErrorIds.LedgerNotCreated] = ErrorCategory.InvalidOperation,
        [ErrorIds.LedgerNotSigned] = ErrorCategory.InvalidOperation,
        [ErrorIds.PreviousPeriodMissing] = ErrorCategory.InvalidOperation,
        [ErrorIds.SignatureInvalid] = ErrorCategory.SecurityError,
        [ErrorIds.TimeStampFailed] = ErrorCategory.ResourceUnavailable,
        [ErrorIds.GibUnreachable] = ErrorCategory.ConnectionError,
        [ErrorIds.GibRejected] = ErrorCategory.InvalidResult,
        [ErrorIds.GibNotAuthorized] = ErrorCategory.PermissionDenied,
        [ErrorIds.OperationTimeout] = ErrorCategory.OperationTimeout,
        [ErrorIds.StorageFailed] = ErrorCategory.WriteError,
        [ErrorIds.ServiceUnreachable] = ErrorCategory.ConnectionError,
        [ErrorIds.ServiceIncompatible] = ErrorCategory.ProtocolError,
        [ErrorIds.ServiceRejected] = ErrorCategory.InvalidResult,
        [ErrorIds.ServiceConflict] = ErrorCategory.InvalidOperation,
        [ErrorIds.ServiceRequired] = ErrorCategory.InvalidArgument,
        [ErrorIds.RoleRequired] = ErrorCategory.PermissionDenied,
        [ErrorIds.EmailRequired] = ErrorCategory.InvalidArgument,
        [ErrorIds.MailNotSent] = ErrorCategory.ResourceUnavailable,
        [ErrorIds.RegistrationClosed] = ErrorCategory.PermissionDenied,
        [ErrorIds.RegistrationCodeWrong] = ErrorCategory.AuthenticationError,
    };

    /// <summary>The error record of a failure.</summary>
    /// <param name="exception">The failure.</param>
    /// <param name="target">What it concerns, where the exception does not say.</param>
    public static ErrorRecord Create(Exception exception, object? target) => Explain(exception) is DefterXException failure
        ? new ErrorRecord(failure, failure.ErrorId, CategoryOf(failure.ErrorId), failure.Target ?? target)
        : new ErrorRecord(exception, UnexpectedError, ErrorCategory.NotSpecified, target)
        {
            ErrorDetails = new ErrorDetails(Text.Format(Strings.UnexpectedError, exception.GetType().Name, exception.Message)),
        };

    /// <summary>The failure as people are told of it; null where it is nobody's intention.</summary>
    internal static DefterXException? Explain(Exception exception) =>
        exception as DefterXException ?? (StorageFailure.Is(exception) ? StorageFailure.Explain(exception, null, null) : null);

    internal static ErrorCategory CategoryOf(string errorId) =>
        s_categories.TryGetValue(errorId, out ErrorCategory category) ? category : ErrorCategory.NotSpecified;
}
