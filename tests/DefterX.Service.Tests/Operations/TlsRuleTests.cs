using System.Net;
using DefterX.Service.Operations.Hosting;
using DefterX.Service.Operations.Tls;
using Xunit;

namespace DefterX.Service.Tests.Operations;

public sealed class TlsRuleTests
{
    private static readonly string[] s_oneProxy = ["10.0.0.1"];

    [Theory]
    [InlineData("http://127.0.0.1:5341")]
    [InlineData("http://localhost:5341")]
    [InlineData("http://[::1]:5341")]
    [InlineData("HTTP://127.7.7.7")]
    public void Check_WhenOnlyThisMachineListens_Passes(string url) => TlsRule.Check([url], new TrustedProxies([]), hasCertificate: false);

    [Theory]
    [InlineData("http://+:5341")]
    [InlineData("http://*:5341")]
    [InlineData("http://0.0.0.0:5341")]
    [InlineData("http://[::]:5341")]
    [InlineData("http://192.168.1.10:5341")]
    [InlineData("http://buro.ornek.example")]
    [InlineData("http://localhost.ornek.example:5341")]
    [InlineData("http://127.0.0.1.ornek.example")]
    public void Check_WhenOthersWouldBeAnsweredInPlain_Refuses(string url)
    {
        ServiceStartException refusal = Assert.Throws<ServiceStartException>(
            () => TlsRule.Check(["http://127.0.0.1:1", url], new TrustedProxies([]), hasCertificate: true));

        Assert.Contains(url, refusal.Message, System.StringComparison.Ordinal);
        TlsRule.Check([url], new TrustedProxies(s_oneProxy), hasCertificate: false);
    }

    [Theory]
    [InlineData("https://+:5341")]
    [InlineData("https://127.0.0.1:5341")]
    public void Check_WhenHttpsHasNoCertificate_Refuses(string url)
    {
        Assert.Throws<ServiceStartException>(() => TlsRule.Check([url], new TrustedProxies(s_oneProxy), hasCertificate: false));
        TlsRule.Check([url], new TrustedProxies([]), hasCertificate: true);
    }

    [Theory]
    [InlineData("")]
    [InlineData("5341")]
    [InlineData("ftp://127.0.0.1")]
    [InlineData("http://")]
    public void Check_WhenItIsNoAddress_Refuses(string url) =>
        Assert.Throws<ServiceStartException>(() => TlsRule.Check([url], new TrustedProxies(s_oneProxy), hasCertificate: true));

    [Theory]
    [InlineData("10.0.0.1", true)]
    [InlineData("::ffff:10.0.0.1", true)]
    [InlineData("10.0.0.2", false)]
    [InlineData("192.168.7.9", true)]
    [InlineData("192.168.8.9", false)]
    [InlineData("fd00::5", true)]
    public void Contains_KnowsAddressesAndNetworks(string address, bool expected) => Assert.Equal(
        expected, new TrustedProxies(["10.0.0.1", "192.168.7.0/24", "fd00::/8"]).Contains(IPAddress.Parse(address)));

    [Fact]
    public void TrustedProxies_WhenOneIsAName_Refuses() =>
        Assert.Throws<ServiceStartException>(() => new TrustedProxies(["proxy.ornek.example"]));
}
