using System;
using System.IO;
using DefterX.Certificates;
using DefterX.Office;
using DefterX.Tests.Checks;
using DefterX.Tests.Office;
using DefterX.TestSupport;
using Xunit;

namespace DefterX.Tests.Certificates;

public sealed class TrustedRootsTests : IDisposable
{
    private readonly OfficeFixture _fixture = new();
    private readonly TestAuthority _root = TestAuthority.Root();

    private string Roots => Path.Combine(_fixture.Office.Path, "roots");

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public void Read_OfANewOffice_IsEmpty() => Assert.True(_fixture.Office.ReadTrustedRoots().IsEmpty);

    [Fact]
    public void Read_WithFilesOfEachKind_SortsAnchorsFromIntermediates()
    {
        TestAuthority issuer = _root.Authority();
        TestAuthority other = TestAuthority.Root("Öteki Kök", KeyKind.Rsa);
        string pem = Path.Combine(Roots, "demet.PEM");
        string bundle = $"# {issuer.Certificate.Subject}\r\n{issuer.Certificate.ExportCertificatePem()}\n\n";
        File.WriteAllText(pem, bundle + _root.Certificate.ExportCertificatePem());
        string der = Path.Combine(Roots, "kok.cer");
        string source = other.WriteCertificate(Path.Combine(_fixture.Root, "o.pem"));
        Assert.Equal(0, ExternalTool.Run("openssl", "x509", "-in", source, "-outform", "DER", "-out", der).ExitCode);
        File.WriteAllText(Path.Combine(Roots, "oku.txt"), "no certificate");

        TrustedRoots roots = _fixture.Office.ReadTrustedRoots();
        Assert.Equal([_root.Certificate, other.Certificate], roots.Anchors);
        Assert.Equal([issuer.Certificate], roots.Intermediates);
    }

    [Fact]
    public void Read_WhenTheSettingsNameFiles_TakesThemToo()
    {
        TestAuthority other = TestAuthority.Root("Öteki");
        string absolute = other.WriteCertificate(Path.Combine(_fixture.Root, "mutlak.pem"));
        OfficeFolder office = Named("başka/kök.txt", absolute);
        Directory.CreateDirectory(Path.Combine(office.Path, "başka"));
        _root.WriteCertificate(Path.Combine(office.Path, "başka", "kök.txt"));
        Assert.Equal([_root.Certificate, other.Certificate], office.ReadTrustedRoots().Anchors);
    }

    [Theory]
    [InlineData("", "trusted root")]
    [InlineData("tr-TR", "Güvenilen kök")]
    public void Read_WhenAFileIsMissing_NamesIt(string culture, string words)
    {
        using CultureScope scope = new(culture);
        DefterXException failure = Fails.With(ErrorIds.OfficeInvalid, () => Named("yok.pem").ReadTrustedRoots());
        Assert.Contains("yok.pem", failure.Message, StringComparison.Ordinal);
        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_WhenAFileIsBroken_NamesIt()
    {
        string good = _root.Certificate.ExportCertificatePem();
        byte[] der = _root.Certificate.RawData;
        TestAuthority.Root().WriteKey(Path.Combine(Roots, "a.pem"));
        AssertBroken("a.pem", null);
        AssertBroken("b.pem", "");
        AssertBroken("c.pem", good[..(good.Length / 2)]);
        AssertBroken("d.pem", good + good.Replace("MII", "!!!", StringComparison.Ordinal));
        AssertBroken("e.pem", good + "\n-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        File.WriteAllBytes(Path.Combine(Roots, "f.der"), der[..^1]);
        AssertBroken("f.der", null);
        File.WriteAllBytes(Path.Combine(Roots, "g.crt"), [.. der, 0]);
        AssertBroken("g.crt", null);
        TestCertificates.CreatePfx(TestCertificates.Authority, Path.Combine(Roots, "h.cer"), "");
        AssertBroken("h.cer", null);
    }

    [Fact]
    public void Create_WithRoots_CopiesThem()
    {
        string pem = _root.WriteCertificate(Path.Combine(_fixture.Root, "kök.txt"));
        string path = Path.Combine(_fixture.Root, "yeni");
        OfficeFolder office = OfficeFolder.Create(path, OfficeFixture.Settings(), [pem]);
        Assert.Equal([_root.Certificate], office.ReadTrustedRoots().Anchors);
        Assert.Equal(File.ReadAllText(pem), File.ReadAllText(Path.Combine(path, "roots", "kök.txt.cer")));
    }

    [Fact]
    public void Create_WhenARootIsBrokenOrThereTwice_MakesNothing()
    {
        string path = Path.Combine(_fixture.Root, "yeni");
        string broken = Path.Combine(_fixture.Root, "bozuk.pem");
        File.WriteAllText(broken, "bozuk");
        string good = _root.WriteCertificate(Path.Combine(_fixture.Root, "kök.pem"));
        Fails.With(ErrorIds.OfficeInvalid, () => OfficeFolder.Create(path, OfficeFixture.Settings(), [good, broken]));
        DefterXException twice = Fails.With(
            ErrorIds.OfficeInvalid, () => OfficeFolder.Create(path, OfficeFixture.Settings(), [good, good]));
        Assert.Contains("kök.pem", twice.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(path));
    }

    private OfficeFolder Named(params string[] files) => OfficeFolder.Create(
        Path.Combine(_fixture.Root, "adlı"), OfficeFixture.Settings() with { TrustedRoots = files });

    private void AssertBroken(string name, string? text)
    {
        string path = Path.Combine(Roots, name);
        if (text is not null) File.WriteAllText(path, text);
        DefterXException failure = Fails.With(ErrorIds.OfficeInvalid, () => _fixture.Office.ReadTrustedRoots());
        Assert.Contains(path, failure.Message, StringComparison.Ordinal);
        File.Delete(path);
    }
}
