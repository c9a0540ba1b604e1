using DefterX.OfficeService.Contracts;

namespace DefterX.Service.Mail;

/// <summary>Whom a welcome mail tells what, but for the key.</summary>
/// <param name="Email">The address.</param>
/// <param name="KeyName">Whose key it is.</param>
/// <param name="OfficeName">The office's name.</param>
/// <param name="CustomerNumber">Digits.</param>
/// <param name="ServiceUri">Where clients reach the service.</param>
internal sealed record Welcome(
    string Email, string KeyName, OfficeRole Role, string OfficeName, string CustomerNumber, string ServiceUri);
