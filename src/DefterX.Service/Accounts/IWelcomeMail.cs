using System.Threading;
using System.Threading.Tasks;
using DefterX.Office;

namespace DefterX.Service.Accounts;

/// <summary>What a new login key's owner is told; nobody else is.</summary>
/// <param name="OfficeName">The office.</param>
/// <param name="CustomerNumber">Which the login asks for too.</param>
/// <param name="Recipient">An e-mail address.</param>
/// <param name="KeyName">Whose key it is.</param>
/// <param name="Role">What it may do.</param>
/// <param name="Key">The key; it stays the caller's, and is zeroed when the mail was sent.</param>
internal sealed record WelcomeMessage(
    string OfficeName, string CustomerNumber, string Recipient, string KeyName, OfficeRole Role, LoginKey Key);

/// <summary>Sends login keys to their owners.</summary>
internal interface IWelcomeMail
{
    /// <summary>Hands the mail over; when it returns, a mail server or the pickup folder has it. Any exception means that it was not sent.</summary>
    Task SendAsync(WelcomeMessage message, CancellationToken cancellationToken);
}
