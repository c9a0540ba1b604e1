namespace DefterX.OfficeService.Contracts;

/// <summary>Headers that are not HTTP's own.</summary>
internal static class ServiceHeaders
{
    /// <summary>The name of the client's machine; must be that of the login. Percent-encoded UTF-8.</summary>
    public const string Machine = "X-DefterX-Machine";

    /// <summary>The lease that is given back: not in the address, which proxies write down.</summary>
    public const string Lease = "X-DefterX-Lease";

    /// <summary>What an operator hands out to those who may register an office: as it is, or as percent-encoded UTF-8 where
    /// a header cannot hold it.</summary>
    public const string RegistrationCode = "X-Registration-Code";
}
