using System;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Certificates;
using DefterX.Signatures.TimeStamps;
using DefterX.Tests.Certificates;
using DefterX.Tests.Checks;
using Xunit;
using Messages = DefterX.Signatures.TimeStamps.Strings;

namespace DefterX.Tests.Signatures.TimeStamps;

/// <summary>Stamps of a real authority over HTTP, and all that a bad one may answer.</summary>
public sealed class TimeStampAuthorityTests : IAsyncDisposable
{
    private static readonly byte[] s_data = Encoding.UTF8.GetBytes("İmza değeri");
    private static readonly byte[] s_digest = SHA256.HashData(s_data);

    private readonly OpenSslTimeStamps _openSsl = new(TestAuthority.Root());
    private readonly RevocationSite _site = new();
    private TimeStampOptions _options;

    public TimeStampAuthorityTests() => _options = new TimeStampOptions { Address = _site.AddressOf("/tsa") };

    public async ValueTask DisposeAsync()
    {
        await _site.DisposeAsync();
        _openSsl.Dispose();
    }

    [Theory]
    [InlineData(null)]
    [InlineData(OpenSslTimeStamps.OtherPolicy)]
    public void Stamp_WhenTheAuthorityAnswers_IsAStampThatOpenSslVerifies(string? policy)
    {
        _options = _options with { Policy = policy };
        _site.Answer("/tsa", _openSsl.Reply);
        byte[] token = Stamp(new([_openSsl.Root.Certificate]));
        ExternalTool verdict = _openSsl.Verify(token, s_data);
        Assert.True(verdict.ExitCode == 0, verdict.Text);
        Assert.NotEqual(0, _openSsl.Verify(token, s_digest).ExitCode);
        Assert.StartsWith("POST ", _site.LastHeaders, StringComparison.Ordinal);
        Assert.Contains("Content-Type: application/timestamp-query", _site.LastHeaders, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Accept: application/timestamp-reply", _site.LastHeaders, StringComparison.OrdinalIgnoreCase);

        TimeStamp stamp = TimeStamp.Read(token);
        Assert.InRange(stamp.Time, DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow.AddMinutes(1));
        Assert.Equal(_openSsl.Authority.Certificate.Thumbprint, stamp.Authority.Thumbprint);
        stamp.CheckImprint(_ => s_digest);
        Assert.Throws<TimeStampException>(() => stamp.CheckImprint(_ => SHA256.HashData(s_digest)));
    }

    [Theory]
    [InlineData("", "the authority refused")]
    [InlineData("tr-TR", "sağlayıcı isteği reddetti")]
    public void Stamp_WhenThePolicyIsNotServed_SaysThatItRefused(string culture, string words)
    {
        using CultureScope scope = new(culture);
        _options = _options with { Policy = "1.2.3.4.9" };
        _site.Answer("/tsa", _openSsl.Reply);
        DefterXException e = AssertFails(Messages.Refused);
        Assert.Contains(words, e.Message, StringComparison.Ordinal);
        Assert.Contains("policy", e.Message, StringComparison.Ordinal); // openssl's own words
        Assert.Contains(_options.Address.ToString(), e.Message, StringComparison.Ordinal);
        Assert.Equal(_options.Address, e.Target);
    }

    [Fact]
    public void Stamp_WhenAReplyIsPlayedAgain_IsRefused()
    {
        byte[]? first = null;
        _site.Answer("/tsa", query => first ??= _openSsl.Reply(query));
        Stamp();
        AssertFails(Messages.NonceWrong);
    }

    [Fact]
    public void Stamp_WhenTheReplyIsOfOtherData_IsRefused()
    {
        _site.Answer("/tsa", query => _openSsl.Reply(Replace(query, s_digest, SHA256.HashData(s_digest))));
        AssertFails(Messages.ImprintWrong);
    }

    [Fact]
    public void Stamp_WhenThePolicyIsAnother_IsRefused()
    {
        _options = _options with { Policy = OpenSslTimeStamps.OtherPolicy };
        byte[] asked = [0x06, 0x04, 0x2A, 0x03, 0x04, 0x02], other = [0x06, 0x04, 0x2A, 0x03, 0x04, 0x01];
        _site.Answer("/tsa", query => _openSsl.Reply(Replace(query, asked, other)));
        AssertFails(Messages.PolicyWrong);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public void Stamp_WhenTheCertificateIsNotForThat_IsRefused(bool isCritical, bool hasOtherPurpose)
    {
        string[] others = hasOtherPurpose ? ["1.3.6.1.5.5.7.3.1"] : [];
        TestAuthority signer = _openSsl.Root.Leaf("Başka Biri", extensions: OpenSslTimeStamps.Purpose(isCritical, others));
        _site.Answer("/tsa", query => _openSsl.ReplySignedBy(query, signer));
        Assert.Contains("Başka Biri", AssertFails(Messages.AuthorityPurposeWrong).Message, StringComparison.Ordinal);
        _site.Answer("/tsa", query => _openSsl.ReplySignedBy(query, _openSsl.Root.Leaf("Başka Biri")));
        AssertFails(Messages.AuthorityPurposeWrong);
        // What openssl cms signs with the right certificate counts.
        _site.Answer("/tsa", query => _openSsl.ReplySignedBy(query, _openSsl.Authority));
        Stamp();
    }

    [Fact]
    public void Stamp_WhenTheCertificateIsNotInTheReply_IsRefused()
    {
        byte[] certReq = [0x01, 0x01, 0xFF], none = [0x01, 0x01, 0x00];
        _site.Answer("/tsa", query => _openSsl.Reply(Replace(query, certReq, none)));
        AssertFails(Messages.AuthorityMissing);
    }

    [Fact]
    public void Stamp_WhenTheSignatureIsBroken_IsRefused()
    {
        _site.Answer("/tsa", query =>
        {
            byte[] reply = _openSsl.Reply(query);
            reply[^1] ^= 1;
            return reply;
        });
        AssertFails(Messages.TokenSignatureWrong);
    }

    [Theory]
    [InlineData("")]
    [InlineData("tr-TR")]
    public void Stamp_WhenTheOfficeDoesNotTrustTheAuthority_IsRefused(string culture)
    {
        using CultureScope scope = new(culture);
        _site.Answer("/tsa", _openSsl.Reply);
        DefterXException e = AssertFails(Messages.AuthorityNotTrusted, new([TestAuthority.Root("Başka").Certificate]));
        Assert.Contains("Zaman Damgası Makamı", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<html><body>Oturum aç</body></html>")]
    [InlineData("")]
    public void Stamp_WhenTheAnswerIsNoReply_IsRefused(string body)
    {
        _site.Answer("/tsa", Encoding.UTF8.GetBytes(body));
        AssertFails(Messages.ReplyUnreadable);
        Assert.Single(_site.Requests);
    }

    [Fact]
    public void Stamp_WhenTheAnswerHasNoEnd_IsCutOff()
    {
        _site.Flood("/tsa");
        AssertFails(Messages.ReplyTooLarge);
    }

    [Theory]
    [InlineData("", "no reply within 0.3 seconds")]
    [InlineData("tr-TR", "0,3 saniye içinde yanıt gelmedi")]
    public void Stamp_WhenTheServerIsSilent_GivesUpInTime(string culture, string words)
    {
        using CultureScope scope = new(culture);
        _site.IsSilent = true;
        _options = _options with { TimeLimit = TimeSpan.FromMilliseconds(300) };
        Assert.Contains(words, AssertFails(Messages.TimeLimitPassed).Message, StringComparison.Ordinal);
        Assert.Single(_site.Requests);
    }

    [Fact]
    public async Task Stamp_WhenTheServerIsDown_SaysSo()
    {
        await _site.DisposeAsync();
        AssertFails(Messages.Unreachable);
    }

    [Theory]
    [InlineData(503, 2)]
    [InlineData(404, 1)]
    [InlineData(302, 1)]
    public void Stamp_WhenTheServerFails_TriesOnceMoreAtMost(int status, int tries)
    {
        _site.Fail("/tsa", status);
        Assert.Contains(" " + status, AssertFails(Messages.HttpStatusWrong).Message, StringComparison.Ordinal);
        Assert.Equal(tries, _site.Requests.Count);
    }

    [Fact]
    public void Stamp_WhenTheServerRecovers_Succeeds()
    {
        _site.FailOnce("/tsa", 503, _openSsl.Reply);
        Assert.Equal(0, _openSsl.Verify(Stamp(), s_data).ExitCode);
        Assert.Equal(2, _site.Requests.Count);
    }

    [Fact]
    public async Task Stamp_WhenStopped_Ends()
    {
        _site.IsSilent = true;
        using CancellationTokenSource stop = new();
        TimeStampAuthority authority = new(_options with { TimeLimit = TimeSpan.FromMinutes(5) }, TrustedRoots.None);
        Task<byte[]> stamping = Task.Run(() => authority.Stamp(s_digest, stop.Token));
        await _site.Asked.Task;
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stamping);
    }

    private byte[] Stamp(TrustedRoots? roots = null) =>
        new TimeStampAuthority(_options, roots ?? TrustedRoots.None).Stamp(s_digest, CancellationToken.None);

    /// <param name="message">The reason that must be given, with any values in its places.</param>
    private DefterXException AssertFails(string message, TrustedRoots? roots = null)
    {
        DefterXException e = Assert.Throws<DefterXException>(() => Stamp(roots));
        Assert.Equal(ErrorIds.TimeStampFailed, e.ErrorId);
        Assert.All(Regex.Split(message, "\\{\\d[^}]*\\}"), part => Assert.Contains(part, e.Message, StringComparison.Ordinal));
        return e;
    }

    private static byte[] Replace(byte[] data, byte[] old, byte[] replacement)
    {
        int at = data.AsSpan().IndexOf(old);
        Assert.True(at >= 0);
        replacement.CopyTo(data, at);
        return data;
    }
}
