using static DefterX.Cmdlets.Tests.Filing.FilingOffice;

namespace DefterX.Cmdlets.Tests.Filing;

/// <summary>Where an office stands before something goes wrong.</summary>
internal static class ErrorArrangements
{
    /// <summary>Logs in; the login key follows.</summary>
    public const string Connect = "Connect-DefterXSession -Office $Path -LoginKey ";

    /// <summary>Imports the books, and gives the script that creates the ledgers.</summary>
    public static string Created(FilingOffice office)
    {
        office.Import();
        return $"New-DefterXLedger {Company}";
    }

    public static void ReadyToSign(FilingOffice office)
    {
        office.ConnectDevices(Company);
        office.Ledgers(Created(office));
    }

    public static void Signed(FilingOffice office)
    {
        office.ConnectDevices(Company);
        office.Succeed(Created(office) + " | Set-DefterXSignature");
    }
}
