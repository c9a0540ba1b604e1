using System;
using System.Collections.Generic;
using System.Security.Cryptography.X509Certificates;
using DefterX.Devices;
using DefterX.Filing;
using DefterX.Office;
using DefterX.Tests.Ledgers;
using DefterX.TestSupport;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace DefterX.Tests.Filing.Signing;

/// <summary>Which of several connected devices signs a firm's ledgers.</summary>
public sealed class SignerTests : IDisposable
{
    private const string Accountant = "48312007522";
    private static readonly DateTimeOffset s_now = DateTimeOffset.Now;
    private readonly TemporaryFolder _folder = new();

    private static Firm Firm => Books.Company;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void SignerOf_FirmsOwnAmongMany_IsChosen()
    {
        ConnectedDevice own = MaliMuhur(Firm.Identifier);

        Assert.Same(own, Context(MaliMuhur("9876543217"), MaliMuhur(Accountant), own).SignerOf(Firm));
    }

    [Fact]
    public void SignerOf_OwnBeforeTheAccountants_ThenTheListedOne()
    {
        Firm firm = Firm with { AuthorizedSigners = [Accountant] };
        ConnectedDevice accountant = MaliMuhur(Accountant);
        ConnectedDevice own = MaliMuhur(Firm.Identifier);

        Assert.Same(own, Context(accountant, own).SignerOf(firm));
        Assert.Same(accountant, Context(MaliMuhur("9876543217"), accountant).SignerOf(firm));
    }

    [Fact]
    public void SignerOf_TradersSealAndSignature_PrefersTheSeal()
    {
        Firm trader = Firm with { Identifier = Accountant };
        ConnectedDevice seal = MaliMuhur(Accountant);

        Assert.Same(seal, Context(EImza(Accountant), seal).SignerOf(trader));
        Assert.Equal(DeviceKind.EImza, Context(EImza(Accountant)).SignerOf(trader).Device.Kind);
    }

    [Fact]
    public void SignerOf_NobodyMay_IsSignerNotAuthorizedWithTheOwners()
    {
        DefterXException failure = Fails.With(
            ErrorIds.SignerNotAuthorized, () => Context(MaliMuhur("9876543217", "BAŞKA A.Ş.")).SignerOf(Firm));

        Assert.Contains("BAŞKA A.Ş.", failure.Message, StringComparison.Ordinal);
        Assert.Same(Firm, failure.Target);
    }

    [Fact]
    public void SignerOf_DeviceWithoutAnIdentifier_SignsForNobody()
    {
        ConnectedDevice nameless = MaliMuhur("abc");
        Assert.Equal("", nameless.Device.Identifier);

        Fails.With(ErrorIds.SignerNotAuthorized, () => Context(nameless).SignerOf(Firm with { AuthorizedSigners = [""] }));
    }

    [Theory]
    [InlineData("en-US", "expired")]
    [InlineData("tr-TR", "doldu")]
    public void SignerOf_ExpiredSinceItWasConnected_IsCertificateExpired(string culture, string word)
    {
        using CultureScope scope = new(culture);
        ConnectedDevice own = MaliMuhur(Firm.Identifier);
        FilingContext context = Context([own], () => own.Device.NotAfter.AddMinutes(1));

        DefterXException failure = Fails.With(ErrorIds.CertificateExpired, () => context.SignerOf(Firm));

        Assert.Contains(word, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SignerOf_OwnExpiredAndAccountantsValid_TakesTheValidOne()
    {
        ConnectedDevice own = MaliMuhur(Firm.Identifier);
        ConnectedDevice accountant = Connected(TestCertificates.CreateMaliMuhur(
            Accountant, "Ayşe Örnek", KeyKind.Ec, s_now.AddDays(-1), s_now.AddYears(10)));
        FilingContext context = Context([own, accountant], () => own.Device.NotAfter.AddMinutes(1));

        Assert.Same(accountant, context.SignerOf(Firm with { AuthorizedSigners = [Accountant] }));
    }

    private static ConnectedDevice MaliMuhur(string identifier, string title = "Örnek") =>
        Connected(TestCertificates.CreateMaliMuhur(identifier, title, KeyKind.Ec));

    private static ConnectedDevice EImza(string identifier) =>
        Connected(TestCertificates.CreateEImza(identifier, "Örnek", KeyKind.Ec));

    private static ConnectedDevice Connected(X509Certificate2 certificate)
    {
        PfxSigningKey key = new(certificate, SigningAlgorithm.EcdsaSha384, "kart");
        return new ConnectedDevice(TokenReader.Describe(certificate, "kart", "/kart"), key, key, isPinVerified: true);
    }

    private FilingContext Context(params ConnectedDevice[] devices) => Context(devices, () => s_now);

    private FilingContext Context(IReadOnlyList<ConnectedDevice> devices, Func<DateTimeOffset> clock) => new()
    {
        Office = OfficeFolder.Create(_folder[Guid.NewGuid().ToString()], new OfficeSettings
        {
            CustomerNumber = "1",
            Name = "Örnek",
            SourceApplication = new SourceApplication(Firm.Identifier, "ÖRNEK", "DefterX", "1"),
        }),
        Devices = () => devices,
        GibClients = _ => throw new InvalidOperationException(),
        Logger = NullLogger.Instance,
        Clock = clock,
    };
}
