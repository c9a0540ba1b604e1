namespace DefterX.Service.Accounts;

/// <summary>The actions in the audit log: stable, never translated.</summary>
internal static class AuditActions
{
    public const string OfficeRegistered = nameof(OfficeRegistered);
    public const string OfficeChanged = nameof(OfficeChanged);
    public const string Login = nameof(Login);
    public const string LoginRejected = nameof(LoginRejected);
    public const string LoginThrottled = nameof(LoginThrottled);
    public const string Logout = nameof(Logout);
    public const string KeyCreated = nameof(KeyCreated);
    public const string KeyRevoked = nameof(KeyRevoked);
    public const string FirmCreated = nameof(FirmCreated);
    public const string FirmChanged = nameof(FirmChanged);
    public const string FirmDeleted = nameof(FirmDeleted);
    public const string LeaseTaken = nameof(LeaseTaken);
    public const string MonthCommitted = nameof(MonthCommitted);
}
