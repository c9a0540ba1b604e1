namespace DefterX;

/// <summary>The stable error ids that every <see cref="DefterXException"/> carries; they are never translated.</summary>
public static class ErrorIds
{
    /// <summary>The id InvalidLoginKey.</summary>
    public const string InvalidLoginKey = nameof(InvalidLoginKey);

    /// <summary>The id LoginRejected.</summary>
    public const string LoginRejected = nameof(LoginRejected);

    /// <summary>The id LoginThrottled.</summary>
    public const string LoginThrottled = nameof(LoginThrottled);

    /// <summary>The id OfficeNotFound.</summary>
    public const string OfficeNotFound = nameof(OfficeNotFound);

    /// <summary>The id OfficeExists.</summary>
    public const string OfficeExists = nameof(OfficeExists);

    /// <summary>The id SessionRequired.</summary>
    public const string SessionRequired = nameof(SessionRequired);

    /// <summary>The id SessionExpired.</summary>
    public const string SessionExpired = nameof(SessionExpired);

    /// <summary>The id InvalidPeriod.</summary>
    public const string InvalidPeriod = nameof(InvalidPeriod);

    /// <summary>The id FirmNotFound.</summary>
    public const string FirmNotFound = nameof(FirmNotFound);

    /// <summary>The id DeviceNotFound.</summary>
    public const string DeviceNotFound = nameof(DeviceNotFound);

    /// <summary>The id DeviceAmbiguous.</summary>
    public const string DeviceAmbiguous = nameof(DeviceAmbiguous);

    /// <summary>The id DeviceRequired.</summary>
    public const string DeviceRequired = nameof(DeviceRequired);

    /// <summary>The id DeviceRemoved.</summary>
    public const string DeviceRemoved = nameof(DeviceRemoved);

    /// <summary>The id DeviceBusy.</summary>
    public const string DeviceBusy = nameof(DeviceBusy);

    /// <summary>The id LibraryNotLoaded.</summary>
    public const string LibraryNotLoaded = nameof(LibraryNotLoaded);

    /// <summary>The id PinRequired.</summary>
    public const string PinRequired = nameof(PinRequired);

    /// <summary>The id PinIncorrect.</summary>
    public const string PinIncorrect = nameof(PinIncorrect);

    /// <summary>The id PinFinalTry.</summary>
    public const string PinFinalTry = nameof(PinFinalTry);

    /// <summary>The id PinLocked.</summary>
    public const string PinLocked = nameof(PinLocked);

    /// <summary>The id CertificateExpired.</summary>
    public const string CertificateExpired = nameof(CertificateExpired);

    /// <summary>The id CertificateNotUsable.</summary>
    public const string CertificateNotUsable = nameof(CertificateNotUsable);

    /// <summary>The id SignerNotAuthorized.</summary>
    public const string SignerNotAuthorized = nameof(SignerNotAuthorized);

    /// <summary>The id JournalNotFound.</summary>
    public const string JournalNotFound = nameof(JournalNotFound);

    /// <summary>The id JournalUnreadable.</summary>
    public const string JournalUnreadable = nameof(JournalUnreadable);

    /// <summary>The id LedgerInvalid.</summary>
    public const string LedgerInvalid = nameof(LedgerInvalid);

    /// <summary>The id LedgerExists.</summary>
    public const string LedgerExists = nameof(LedgerExists);

    /// <summary>The id LedgerLocked.</summary>
    public const string LedgerLocked = nameof(LedgerLocked);

    /// <summary>The id LedgerNotCreated.</summary>
    public const string LedgerNotCreated = nameof(LedgerNotCreated);

    /// <summary>The id LedgerNotSigned.</summary>
    public const string LedgerNotSigned = nameof(LedgerNotSigned);

    /// <summary>The id PreviousPeriodMissing.</summary>
    public const string PreviousPeriodMissing = nameof(PreviousPeriodMissing);

    /// <summary>The id SignatureInvalid.</summary>
    public const string SignatureInvalid = nameof(SignatureInvalid);

    /// <summary>The id TimeStampFailed.</summary>
    public const string TimeStampFailed = nameof(TimeStampFailed);

    /// <summary>The id GibUnreachable.</summary>
    public const string GibUnreachable = nameof(GibUnreachable);

    /// <summary>The id GibRejected.</summary>
    public const string GibRejected = nameof(GibRejected);

    /// <summary>The id GibNotAuthorized.</summary>
    public const string GibNotAuthorized = nameof(GibNotAuthorized);

    /// <summary>The id OperationTimeout.</summary>
    public const string OperationTimeout = nameof(OperationTimeout);

    /// <summary>The id FirmExists.</summary>
    public const string FirmExists = nameof(FirmExists);

    /// <summary>The id FirmInvalid.</summary>
    public const string FirmInvalid = nameof(FirmInvalid);

    /// <summary>The id OfficeInvalid.</summary>
    public const string OfficeInvalid = nameof(OfficeInvalid);

    /// <summary>The id LoginKeyExists.</summary>
    public const string LoginKeyExists = nameof(LoginKeyExists);

    /// <summary>The id LoginKeyNotFound.</summary>
    public const string LoginKeyNotFound = nameof(LoginKeyNotFound);

    /// <summary>The id StorageFailed.</summary>
    public const string StorageFailed = nameof(StorageFailed);

    /// <summary>The id ServiceUnreachable.</summary>
    public const string ServiceUnreachable = nameof(ServiceUnreachable);

    /// <summary>The id ServiceIncompatible.</summary>
    public const string ServiceIncompatible = nameof(ServiceIncompatible);

    /// <summary>The id ServiceRejected.</summary>
    public const string ServiceRejected = nameof(ServiceRejected);

    /// <summary>The id ServiceConflict.</summary>
    public const string ServiceConflict = nameof(ServiceConflict);

    /// <summary>The id RoleRequired.</summary>
    public const string RoleRequired = nameof(RoleRequired);

    /// <summary>The id EmailRequired.</summary>
    public const string EmailRequired = nameof(EmailRequired);

    /// <summary>The id MailNotSent.</summary>
    public const string MailNotSent = nameof(MailNotSent);

    /// <summary>The id RegistrationClosed.</summary>
    public const string RegistrationClosed = nameof(RegistrationClosed);

    /// <summary>The id RegistrationCodeWrong.</summary>
    public const string RegistrationCodeWrong = nameof(RegistrationCodeWrong);

    /// <summary>The id ServiceRequired.</summary>
    public const string ServiceRequired = nameof(ServiceRequired);
}
