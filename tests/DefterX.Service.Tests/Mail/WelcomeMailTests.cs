using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Office;
using DefterX.Service.Accounts;
using DefterX.Service.Mail;
using DefterX.Service.Operations.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using MimeKit;
using Xunit;

namespace DefterX.Service.Tests.Mail;

public sealed class WelcomeMailTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("defterx-mail-").FullName;
    private readonly LoginKey _key = LoginKey.Generate();

    private string Key => new NetworkCredential("", _key.ToSecureString()).Password;

    [Theory]
    [InlineData("en-US")]
    [InlineData("tr-TR")]
    public async Task Send_IntoPickupFolder_IsATurkishMailWithTheKeyOnALineOfItsOwn(string culture)
    {
        System.Globalization.CultureInfo.CurrentCulture = new(culture);
        MimeMessage mail = await PickUpAsync("Örnek Muhasebe", "Ayşe Yılmaz");

        Assert.Equal("DefterX: Hoşgeldiniz!", mail.Subject);
        Assert.Equal("ayse@ornek.example", Assert.Single(mail.To.Mailboxes).Address);
        string text = mail.TextBody!;
        Assert.Contains($"Anahtar: {Key}", text.ReplaceLineEndings("\n").Split('\n'));
        Assert.Contains("Müşteri numarası: 1001", text.ReplaceLineEndings("\n").Split('\n'));
        Assert.Contains("Örnek Muhasebe", text, StringComparison.Ordinal);
        Assert.Matches(
            $@"Connect-DefterXSession -ServiceUri https://defterx\.ornek\.example/ -LoginKey {Key} -CustomerNumber 1001 -Period \d{{4}}-\d{{2}}\r?\n", text);
        Assert.Contains("beklemiyor muydunuz", text, StringComparison.Ordinal);
        Assert.Contains(Key, mail.HtmlBody!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_IntoPickupFolder_ShowsTheKeyOnALineOfTheFileToo()
    {
        await PickUpAsync("Örnek", "Ayşe");

        Assert.Contains($"Anahtar: {Key}", await File.ReadAllLinesAsync(Assert.Single(Directory.GetFiles(_folder))));
    }

    [Fact]
    public async Task Send_WhenNamesHoldMarkupPlacesAndLines_ChangesNothingElse()
    {
        MimeMessage mail = await PickUpAsync("<b>{key}</b>", "Ali\r\nBcc: x@y.example\r\n\r\nAnahtar: aaa-bbb-ccc-ddd");

        Assert.Contains("<b>{key}</b>", mail.TextBody!, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;{key}&lt;/b&gt;", mail.HtmlBody!, StringComparison.Ordinal);
        Assert.Empty(mail.Bcc);
        Assert.Single(mail.TextBody!.ReplaceLineEndings("\n").Split('\n'), line => line.StartsWith("Anahtar:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Send_IntoPickupFolder_LeavesAFileThatOthersCannotRead()
    {
        if (OperatingSystem.IsWindows()) return;
        await PickUpAsync("Örnek", "Ayşe");

        string file = Assert.Single(Directory.GetFiles(_folder, "*", SearchOption.AllDirectories));
        Assert.EndsWith(".eml", file, StringComparison.Ordinal);
        Assert.Equal(
            UnixFileMode.None, File.GetUnixFileMode(file) & (UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute));
    }

    [Fact]
    public async Task Send_WhenThePickupFolderIsAFile_FailsWithoutTheKey()
    {
        string file = Path.Combine(_folder, "file");
        await File.WriteAllTextAsync(file, "");

        MailFailedException failure = await Assert.ThrowsAsync<MailFailedException>(
            () => SendAsync(new MailOptions { PickupFolder = file }, "Örnek", "Ayşe"));

        Assert.DoesNotContain(Key, failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Letter_WhenDisposed_ZeroesItsTexts()
    {
        byte[] key = "abc-def-ghj-kmn"u8.ToArray();
        WelcomeMessage message = new("Örnek", "1001", "a@b.example", "Ayşe", OfficeRole.Signer, _key);
        Stream[] streams;
        using (WelcomeLetter letter = new(message, new Uri("https://a.example"), new MailboxAddress("DefterX", "d@x.example"), key, DateTimeOffset.Now))
        {
            streams = [.. letter.Message.BodyParts.OfType<MimePart>().Select(part => part.Content!.Stream!)];
            Assert.All(streams, stream => Assert.Contains((byte)'a', Bytes(stream)));
            // Streams that are disposed cannot be read; their memory can.
            s_texts = [.. streams.Select(Memory)];
        }

        Assert.Equal(2, s_texts.Length);
        Assert.All(s_texts, text => Assert.All(text, octet => Assert.Equal(0, octet)));
    }

    [Theory]
    [InlineData("mail.ornek.example", "None", "a@b.example")]
    [InlineData("localhost", "None", "not an address@")]
    public void Create_WhenAnOptionCannotBeMeant_SaysSo(string host, string security, string from)
    {
        ServiceOptions options = new() { Mail = new MailOptions { Host = host, Security = Enum.Parse<MailSecurity>(security), From = from } };

        Assert.Throws<ServiceStartException>(() => MailServices.Create(options, NullLogger<WelcomeMail>.Instance));
    }

    public void Dispose()
    {
        _key.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static byte[][] s_texts = [];

    private static byte[] Bytes(Stream stream)
    {
        using MemoryStream copy = new();
        stream.Position = 0;
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    private static byte[] Memory(Stream stream) => (byte[])typeof(MemoryStream)
        .GetField("_buffer", System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic)!.GetValue(stream)!;

    private async Task<MimeMessage> PickUpAsync(string office, string name)
    {
        await SendAsync(new MailOptions { PickupFolder = _folder }, office, name);
        return await MimeMessage.LoadAsync(Assert.Single(Directory.GetFiles(_folder)));
    }

    private Task SendAsync(MailOptions mail, string office, string name)
    {
        ServiceOptions options = new() { Mail = mail, PublicUri = "https://defterx.ornek.example" };
        return MailServices.Create(options, NullLogger<WelcomeMail>.Instance).SendAsync(
            new WelcomeMessage(office, "1001", "ayse@ornek.example", name, OfficeRole.Administrator, _key), CancellationToken.None);
    }
}
