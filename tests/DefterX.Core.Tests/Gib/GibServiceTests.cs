using System;
using DefterX.Devices;
using DefterX.Gib;
using DefterX.Office;
using DefterX.Tests.Ledgers;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace DefterX.Tests.Gib;

public sealed class GibServiceTests
{
    private static readonly OfficeSettings s_settings = new()
    {
        CustomerNumber = "1",
        Name = "Örnek",
        SourceApplication = new SourceApplication(Books.Company.Identifier, "Ö", "D", "1"),
    };

    [Fact]
    public void AddressOf_WithoutAnAddressOfItsOwn_IsTheEnvironments() =>
        Assert.Equal(
            GibEndpoints.Production, GibService.AddressOf(s_settings with { GibEnvironment = GibEnvironment.Production }));

    [Fact]
    public void Connect_WhenTheAddressIsNeitherHttpsNorLoopback_ThrowsGibUnreachable()
    {
        using SoftwareKey key = SoftwareKey.Issued(SigningAlgorithm.RsaSha256);
        DefterXException e = Assert.Throws<DefterXException>(
            () => GibService.Connect(new Uri("http://gib.example/ws"), s_settings, key, NullLogger.Instance));
        Assert.Equal(ErrorIds.GibUnreachable, e.ErrorId);
    }
}
