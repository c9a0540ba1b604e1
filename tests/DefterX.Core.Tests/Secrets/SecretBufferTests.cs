using System;
using System.Linq;
using System.Net;
using System.Security;
using System.Text;
using DefterX.Secrets;
using Xunit;

namespace DefterX.Tests.Secrets;

public sealed class SecretBufferTests
{
    [Theory]
    [InlineData("123456")]
    [InlineData("şifre-İıĞ-€-😀")]
    [InlineData("")]
    public void FromSecureString_AnyText_IsUtf8AndBack(string text)
    {
        using SecureString secure = new NetworkCredential("", text).SecurePassword;

        using SecretBuffer secret = SecretBuffer.FromSecureString(secure);
        using SecretBuffer copy = secret.Copy();

        Assert.Equal(Encoding.UTF8.GetBytes(text), copy.Use(bytes => bytes.ToArray()));
        using SecureString back = secret.ToSecureString();
        Assert.Equal(text, new NetworkCredential("", back).Password);
    }

    [Fact]
    public void Use_AfterTheCall_LeavesNothingInTheOctetsHandedOut()
    {
        using SecretBuffer secret = SecretBuffer.FromUtf8([0x31, 0x32]);
        byte[] seen = [];

        byte first = secret.Use(bytes => (seen = bytes)[0]);

        Assert.Equal(0x31, first);
        Assert.Equal([0, 0], seen);
        Assert.Throws<InvalidOperationException>(() => secret.Use<int>(bytes =>
        {
            seen = bytes;
            throw new InvalidOperationException();
        }));
        Assert.Equal([0, 0], seen);
    }

    [Fact]
    public void Dispose_RefusesFromThenOn()
    {
        SecretBuffer secret = SecretBuffer.FromUtf8([0x31, 0x32]);

        secret.Dispose();
        secret.Dispose();

        Assert.True(secret.IsCleared);
        Assert.Throws<ObjectDisposedException>(() => secret.Use(bytes => bytes.Length));
        Assert.Throws<ObjectDisposedException>(secret.ToSecureString);
        Assert.DoesNotContain("12", secret.ToString(), StringComparison.Ordinal);
    }
}
