using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Security;
using System.Text;
using System.Threading;
using DefterX.Office;
using Xunit;

namespace DefterX.Tests.Office;

public sealed class LoginKeyTests : IDisposable
{
    private readonly OfficeFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("tr-TR")]
    public void Parse_WhenUpperCaseOrPadded_GivesTheSameKey(string culture) => CultureScope.Run(culture, () =>
    {
        foreach (string text in new[] { "dft-ini-ofi-s26", " DFT-INI-OFI-S26\t" })
        {
            using LoginKey fromString = LoginKey.Parse(text);
            using LoginKey fromSecure = LoginKey.Parse(new NetworkCredential("", text).SecurePassword);
            Assert.Equal("dft-ini-ofi-s26", Show(fromString));
            Assert.Equal("dft-ini-ofi-s26", Show(fromSecure));
        }
    });

    [Theory]
    [InlineData("")]
    [InlineData("dft-dem-ofi")]
    [InlineData("dft-dem-ofi-s2")]
    [InlineData("dft-dem-ofi-s267")]
    [InlineData("dft_dem_ofi_s26")]
    [InlineData("dft-dem-ofi-ş26")]
    [InlineData("dft-dem-of İ-s26")]
    [InlineData("d-t-dem-ofi-s26")]
    public void Parse_WhenOfAnotherForm_FailsWithoutRepeatingIt(string text)
    {
        DefterXException failure = Fails.With(ErrorIds.InvalidLoginKey, () => LoginKey.Parse(text));
        Assert.Null(failure.Target);
        if (text.Length > 0) Assert.DoesNotContain(text, failure.ToString(), StringComparison.OrdinalIgnoreCase);
        Fails.With(
            ErrorIds.InvalidLoginKey, () => LoginKey.Parse(new NetworkCredential("", text).SecurePassword));
    }

    [Fact]
    public void Generate_WhenManyTimes_IsWellFormedAndEven()
    {
        Dictionary<char, int> counts = [];
        HashSet<string> keys = [];
        for (int i = 0; i < 2000; i++)
        {
            using LoginKey key = LoginKey.Generate();
            string text = Show(key);
            Assert.Matches("^([a-z0-9]{3}-){3}[a-z0-9]{3}$", text);
            Assert.True(keys.Add(text));
            foreach (char c in text.Where(c => c != '-')) counts[c] = counts.GetValueOrDefault(c) + 1;
        }

        // 31 characters, 24,000 draws: 774 each, standard deviation 27; six of them leave no false alarm.
        Assert.Equal(31, counts.Count);
        Assert.All(counts.Values, count => Assert.InRange(count, 774 - 165, 774 + 165));
    }

    [Fact]
    public void ToString_WhenAsked_HidesTheKey()
    {
        using LoginKey key = LoginKey.Parse("dft-dem-ofi-s26");
        Assert.Equal("***-***-***-***", key.ToString());
    }

    [Fact]
    public void Dispose_RefusesFromThenOnAndLeavesCopiesAlone()
    {
        LoginKey key = LoginKey.Parse("dft-ini-ofi-s26");
        using LoginKey copy = key.Copy();
        key.Dispose();
        key.Dispose();
        Assert.Throws<ObjectDisposedException>(key.ToSecureString);
        Assert.Throws<ObjectDisposedException>(() => key.Hash(new byte[16], 1));
        Assert.Equal("dft-ini-ofi-s26", Show(copy));
    }

    [Theory]
    [InlineData("passwd", "salt", 1, "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc")]
    [InlineData("Password", "NaCl", 80000, "4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56")]
    public void Compute_WhenGivenTheVectorsOfRfc7914_GivesTheirHash(string secret, string salt, int rounds, string expected) =>
        Assert.Equal(
            expected,
            Convert.ToHexStringLower(
                PasswordHash.Compute(Encoding.ASCII.GetBytes(secret), Encoding.ASCII.GetBytes(salt), rounds)));

    [Fact]
    public void Create_WhenKept_IsVerifiedUntilRemovedAndNeverStored()
    {
        LoginKeyStore keys = _fixture.Office.LoginKeys;
        (LoginKeyInfo ayse, LoginKey key) = keys.Create(" Ayşe ");
        (LoginKeyInfo other, LoginKey otherKey) = keys.Create("Işıl");
        Assert.Equal([ayse, other], keys.List());
        Assert.Equal("Ayşe", ayse.Name);

        string json = File.ReadAllText(Path.Combine(_fixture.Office.Path, "office.json"));
        Assert.DoesNotContain(Show(key), json, StringComparison.Ordinal);
        Assert.Contains("\"iterations\": 600000", json, StringComparison.Ordinal);
        Assert.Contains("\"customerNumber\": \"7654321\"", json, StringComparison.Ordinal);

        Assert.Equal(ayse, keys.Verify(key, CancellationToken.None));
        Assert.Equal(other, keys.Verify(otherKey, CancellationToken.None));
        Fails.With(ErrorIds.LoginKeyNotFound, () => keys.Remove("00000000"));
        keys.Remove(ayse.Id.ToUpperInvariant());
        Assert.Null(keys.Verify(key, CancellationToken.None));
        Assert.Equal(other, keys.Verify(otherKey, CancellationToken.None));
        Assert.Equal([other], keys.List());
    }

    [Theory]
    [InlineData("")]
    [InlineData("tr-TR")]
    public void Create_WhenNameIsTaken_FailsWithLoginKeyExists(string culture) => CultureScope.Run(culture, () =>
    {
        LoginKeyStore keys = _fixture.Office.LoginKeys;
        LoginKeyInfo isil = keys.Create("Işıl").Info;
        foreach (string name in new[] { "Işıl", " IŞIL ", "işil" })
        {
            DefterXException failure = Fails.With(ErrorIds.LoginKeyExists, () => keys.Create(name));
            Assert.Contains(isil.Id, failure.Message, StringComparison.Ordinal);
        }

        LoginKeyInfo wide = keys.Create("I*").Info; // as a name it is like no other
        Assert.Equal([isil, wide], keys.List());
    });

    [Fact]
    public void List_WhenAnOlderFileHasANameTwice_StillWorks()
    {
        LoginKeyStore keys = _fixture.Office.LoginKeys;
        (LoginKeyInfo first, LoginKey firstKey) = keys.Create("Ayşe");
        (LoginKeyInfo second, LoginKey secondKey) = keys.Create("Işıl");
        string file = Path.Combine(_fixture.Office.Path, "office.json");
        File.WriteAllText(file, File.ReadAllText(file).Replace("Işıl", "Ayşe", StringComparison.Ordinal));

        Assert.Equal(second with { Name = "Ayşe" }, keys.Verify(secondKey, CancellationToken.None));
        Assert.Equal(2, keys.Find("ayşe").Count);
        keys.Remove(second.Id);
        Assert.Equal(first, keys.Verify(firstKey, CancellationToken.None));
        Assert.Null(keys.Verify(secondKey, CancellationToken.None));
    }

    [Fact]
    public void Find_ByNameOrWildcard_GivesTheKeys()
    {
        LoginKeyStore keys = _fixture.Office.LoginKeys;
        LoginKeyInfo ayse = keys.Create("Ayşe").Info;
        Assert.Equal([ayse], keys.Find(" AY* "));
        Assert.Empty(keys.Find("x*"));
        Assert.Equal(ayse, keys.Get($" {ayse.Id} "));
        Fails.With(ErrorIds.LoginKeyNotFound, () => keys.Find("Işıl"));
        Fails.With(ErrorIds.LoginKeyNotFound, () => keys.Get("Ayşe"));
    }

    [Fact]
    public void List_WhenAStoredKeyIsDamaged_FailsWithOfficeInvalid()
    {
        _fixture.Office.LoginKeys.Create("Ayşe").Key.Dispose();
        string file = Path.Combine(_fixture.Office.Path, "office.json");
        File.WriteAllText(file, File.ReadAllText(file).Replace("PBKDF2", "MD5", StringComparison.Ordinal));
        Fails.With(ErrorIds.OfficeInvalid, () => _fixture.Office.LoginKeys.List());
    }

    private static string Show(LoginKey key)
    {
        using SecureString secure = key.ToSecureString();
        return new NetworkCredential("", secure).Password;
    }
}
