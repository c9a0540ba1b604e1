using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using DefterX.Cmdlets.Formatting;
using Xunit;
using Signature = DefterX.Signatures.Signature;
using SignatureStatus = DefterX.Signatures.SignatureStatus;

namespace DefterX.Cmdlets.Tests.Formatting;

public sealed class SignatureViewTests
{
    private const string Red = "\u001b[31m";
    private const string Yellow = "\u001b[33m";
    private const string Longest = "GIB-12345678901-202609-YB-000012-0001.xml";

    private static readonly Signature s_valid = new()
    {
        Path = "/x/5123400670-202609-Y-000012.xml",
        Status = SignatureStatus.Valid,
        StatusMessage = "İmza geçerli. Kimse: iptal edilip edilmediği bilinmiyor: sertifika sorulacak bir adres bildirmiyor.",
        Signer = "ÖRNEK IŞIK İNŞAAT SANAYİ VE TİCARET LİMİTED ŞİRKETİ",
        SigningTime = new DateTimeOffset(2026, 10, 15, 21, 30, 0, TimeSpan.Zero),
    };

    private static readonly Signature s_approved = s_valid with { Path = "/x/" + Longest, CounterSigner = "Gelir İdaresi Başkanlığı" };

    private static readonly Signature s_invalid = s_approved with
    {
        Status = SignatureStatus.Invalid,
        StatusMessage = "İmza doğrulanıyor; ancak 'GIB-12345678901-202609-YB-000012-0001.xml' beratı, yanındaki"
            + " '12345678901-202609-Y-000012-0001.xml' defterinin beratı değil: o defterin imza değerini taşımıyor.",
    };

    [Theory]
    [InlineData(80, "tr-TR", "Geçerli", "Geçersiz")]
    [InlineData(120, "tr-TR", "Geçerli", "Geçersiz")]
    [InlineData(80, "en-US", "Valid", "Invalid")]
    [InlineData(120, "en-US", "Valid", "Invalid")]
    public void Table_AtAnyWidth_ShowsWholeNamesAndReasonsOfTheBadOnesAlone(int width, string culture, string valid, string invalid)
    {
        string[] lines = Render([s_valid, s_invalid, s_approved], width, culture);
        Assert.All(lines, line => Assert.True(line.Length <= width, line));
        string[] rows = [.. lines.Where(line => line.Split(' ')[0] == valid || line.Split(' ')[0] == invalid)];
        Assert.Equal(3, rows.Length);
        Assert.All(rows, static row => Assert.Contains("ÖRNEK IŞIK", row, StringComparison.Ordinal));
        Assert.Contains("5123400670-202609-Y-000012.xml", rows[0], StringComparison.Ordinal);
        Assert.StartsWith(invalid, rows[1], StringComparison.Ordinal);
        Assert.Contains(Longest, rows[1], StringComparison.Ordinal);
        Assert.Contains(Longest, rows[2], StringComparison.Ordinal);

        // The good rows are one line each; the words of the reason are whole.
        int at = Array.IndexOf(lines, rows[1]);
        Assert.Equal(rows[0], lines[at - 1]);
        int end = Array.IndexOf(lines, rows[2]);
        string reason = string.Join(' ', lines[(at + 1)..end].Select(static line => line.Trim()));
        Assert.Equal(s_invalid.StatusMessage, reason);
        Assert.All(lines[(end + 1)..], static line => Assert.Equal("", line));
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("en-US")]
    public void Table_WhereThereIsRoom_ShowsTimeAndCounterSigner(string culture)
    {
        string wide = string.Join('\n', Render([s_approved], 120, culture));
        Assert.Contains(" " + Display.Time(s_approved.SigningTime) + " ", wide, StringComparison.Ordinal);
        Assert.Contains("Gelir İdaresi B…", wide, StringComparison.Ordinal);
        Assert.DoesNotContain("Gelir", string.Join('\n', Render([s_approved], 80, culture)), StringComparison.Ordinal);
        Assert.Contains(s_approved.Signer + " ", SignatureView.Facts(s_approved, 0), StringComparison.Ordinal); // no window
    }

    [Fact]
    public void Status_WhereTheHostHasColours_MakesTheBadOnesStandOut()
    {
        Assert.Equal(Red + SignatureView.Status(s_invalid, null, null) + "\u001b[0m", SignatureView.Status(s_invalid, Red, Yellow));
        SignatureStatus[] open = [SignatureStatus.Untrusted, SignatureStatus.Expired, SignatureStatus.Unsigned];
        Assert.All(open, status => Assert.StartsWith(Yellow, StatusOf(status, Red, Yellow), StringComparison.Ordinal));
        Assert.DoesNotContain('\u001b', SignatureView.Status(s_valid, Red, Yellow));
        Assert.DoesNotContain('\u001b', SignatureView.Status(s_invalid, "", "")); // Windows PowerShell has no $PSStyle
    }

    [Theory]
    [InlineData("en-US")]
    [InlineData("tr-TR")]
    public void Status_OfEveryKind_IsTranslatedAndFitsItsColumn(string culture)
    {
        using Engine engine = new(culture);
        string[] names = [.. Enum.GetValues<SignatureStatus>().Select(status => StatusOf(status, "", ""))];
        Assert.All(names, static name => Assert.InRange(name.Length, 1, 13));
        Assert.Equal(culture == "en-US", names.SequenceEqual(Enum.GetNames<SignatureStatus>()));
    }

    private static string StatusOf(SignatureStatus status, string errorColour, string warningColour) =>
        SignatureView.Status(s_valid with { Status = status }, errorColour, warningColour);

    private static string[] Render(IReadOnlyList<Signature> signatures, int width, string culture)
    {
        TextHost host = new(width);
        using Engine engine = new(culture, host, formats: true);
        using PowerShell shell = engine.Create();
        shell.AddCommand("Out-Default").Invoke(signatures);
        return [.. host.Text.Split('\n').Select(static line => line.TrimEnd())];
    }
}
