using System;

namespace DefterX.Service.Mail;

/// <summary>A mail was not taken. Carries neither the mail nor what the mail server answered, which may repeat it.</summary>
internal sealed class MailFailedException : Exception
{
    public MailFailedException(string message)
        : base(message)
    {
    }
}
