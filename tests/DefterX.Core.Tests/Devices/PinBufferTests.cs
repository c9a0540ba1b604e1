using System;
using System.Net;
using System.Security;
using System.Text;
using DefterX.Devices;
using DefterX.TestSupport;
using Xunit;

namespace DefterX.Tests.Devices;

public sealed class PinBufferTests
{
    [Theory]
    [InlineData("123456")]
    [InlineData("şifre-İıĞ-€-😀")]
    [InlineData("")]
    public void FromSecureString_AnyText_IsUtf8AndBack(string text)
    {
        using SecureString secure = new NetworkCredential("", text).SecurePassword;

        using PinBuffer pin = PinBuffer.FromSecureString(secure);

        Assert.Equal(Encoding.UTF8.GetBytes(text), pin.Bytes);
        using SecureString back = pin.ToSecureString();
        Assert.Equal(text, new NetworkCredential("", back).Password);
    }

    [Fact]
    public void Dispose_ZeroesAndRefuses()
    {
        PinBuffer pin = PinBuffer.FromUtf8([0x31, 0x32]);
        byte[] bytes = pin.Bytes;

        pin.Dispose();
        pin.Dispose();

        Assert.Equal([0, 0], bytes);
        Assert.Throws<ObjectDisposedException>(() => pin.Bytes);
        Assert.Throws<ObjectDisposedException>(pin.ToSecureString);
    }

    [Fact]
    public void Map_Twice_ChangesNothing()
    {
        Libdl.Map();
        Libdl.Map();
    }
}
