using System;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Service.Mail;
using MailKit.Security;
using MimeKit;
using Xunit;

namespace DefterX.Service.Tests.Mail;

public sealed class SmtpTransportTests
{
    private const string Secret = "Anahtar: abc-def-ghj-kmn";

    [Fact]
    public async Task Send_ToAServerOnThisMachine_HandsTheMailOver()
    {
        await using SmtpListener server = new();

        await SendAsync(server, MailSecurity.Auto);

        Assert.Contains(Secret, server.Mail, StringComparison.Ordinal);
        Assert.Contains(("RCPT TO:<ayse@ornek.example>", false), server.Commands);
    }

    [Fact]
    public async Task Send_WhenTheServerOffersNoStartTls_SendsNothing()
    {
        await using SmtpListener server = new();

        MailFailedException failure = await Assert.ThrowsAsync<MailFailedException>(() => SendAsync(server, MailSecurity.StartTls));

        Assert.Contains("STARTTLS", failure.Message, StringComparison.Ordinal);
        Assert.All(server.Commands, command => Assert.StartsWith("EHLO", command.Command, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Send_WhenTheCertificateIsNobodys_SendsNothing()
    {
        using RSA key = RSA.Create(2048);
        using X509Certificate2 certificate = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.Now.AddDays(-1), DateTimeOffset.Now.AddDays(1));
        await using SmtpListener server = new() { Certificate = certificate };

        await Assert.ThrowsAsync<MailFailedException>(() => SendAsync(server, MailSecurity.StartTls));

        Assert.DoesNotContain(server.Commands, command => command.Command.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Send_WhenTheServerRepeatsTheMailInItsRefusal_TellsTheCodeAlone()
    {
        await using SmtpListener server = new() { AfterData = $"554 spam: {Secret}" };

        MailFailedException failure = await Assert.ThrowsAsync<MailFailedException>(() => SendAsync(server, MailSecurity.Auto));

        Assert.Contains("554", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("abc-def", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_WhenTheServerSaysNothing_GivesUpInTime()
    {
        await using SmtpListener server = new() { IsSilent = true };

        MailFailedException failure = await Assert.ThrowsAsync<MailFailedException>(() => SendAsync(server, MailSecurity.Auto, seconds: 1));

        Assert.Contains("1", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_WhenCancelled_IsCancelled()
    {
        await using SmtpListener server = new() { IsSilent = true };
        using CancellationTokenSource cancel = new(TimeSpan.FromMilliseconds(200));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SendAsync(server, MailSecurity.Auto, cancellationToken: cancel.Token));
    }

    [Theory]
    [InlineData("mail.ornek.example", 587, "Auto", SecureSocketOptions.StartTls)]
    [InlineData("mail.ornek.example", 25, "None", SecureSocketOptions.StartTls)]
    [InlineData("mail.ornek.example", 465, "Auto", SecureSocketOptions.SslOnConnect)]
    [InlineData("mail.ornek.example", 2465, "Tls", SecureSocketOptions.SslOnConnect)]
    [InlineData("127.0.0.1", 25, "Auto", SecureSocketOptions.StartTlsWhenAvailable)]
    [InlineData("::1", 25, "None", SecureSocketOptions.None)]
    [InlineData("localhost.ornek.example", 25, "None", SecureSocketOptions.StartTls)]
    public void SocketOptions_OffThisMachine_AlwaysWantTls(string host, int port, string security, SecureSocketOptions expected) =>
        Assert.Equal(expected, SmtpTransport.SocketOptions(new MailOptions { Host = host, Port = port, Security = Enum.Parse<MailSecurity>(security) }));

    private static Task SendAsync(
        SmtpListener server, MailSecurity security, int seconds = 30, CancellationToken cancellationToken = default)
    {
        MimeMessage mail = new() { Subject = "Deneme", Body = new TextPart("plain") { Text = Secret } };
        mail.From.Add(new MailboxAddress("DefterX", "defterx@ornek.example"));
        mail.To.Add(new MailboxAddress("Ayşe", "ayse@ornek.example"));
        MailOptions options = new() { Host = "127.0.0.1", Port = server.Port, Security = security, TimeoutSeconds = seconds };
        return new SmtpTransport(options).SendAsync(mail, cancellationToken);
    }
}
