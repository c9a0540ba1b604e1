using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using DefterX.Cmdlets.Formatting;
using DefterX.Devices;
using Xunit;

namespace DefterX.Cmdlets.Tests.Formatting;

public sealed class CheckViewTests
{
    private const string Red = "\u001b[31m";
    private const string Yellow = "\u001b[33m";

    private static readonly DeviceCheck s_failed = new()
    {
        Check = DeviceCheckKind.Library,
        Status = DeviceCheckStatus.Failed,
        Subject = "/usr/lib/libakisp11.so",
        Message = "Kütüphane 32 bit (x86), bu PowerShell 64 bit (x64).",
        Remedy = "Sürücünün 64 bit (x64) sürümünü kurun; ya da Windows PowerShell (x86) ile çalışın.",
    };

    private static readonly DeviceCheck s_passed = new()
    {
        Check = DeviceCheckKind.SmartCardService,
        Status = DeviceCheckStatus.Passed,
        Subject = "pcscd",
        Message = "Akıllı kart hizmeti çalışıyor.",
    };

    [Theory]
    [InlineData(80, "tr-TR", "Hata", "Kütüphane", "Geçti", "Hizmet")]
    [InlineData(120, "tr-TR", "Hata", "Kütüphane", "Geçti", "Hizmet")]
    [InlineData(80, "en-US", "Failed", "Library", "Passed", "Service")]
    [InlineData(120, "en-US", "Failed", "Library", "Passed", "Service")]
    public void Table_AtAnyWidth_ShowsAllOfTheFindingAndTheRemedy(int width, string culture, params string[] expected)
    {
        string[] lines = [.. Render([s_passed, s_failed], width, culture).Split('\n').Select(static line => line.TrimEnd())];
        string text = string.Join('\n', lines);
        Assert.All(lines, line => Assert.True(line.Length <= width, line));
        Assert.All([.. expected, "libakisp11.so", "pcscd"], value => Assert.Contains(value, text, StringComparison.Ordinal));
        Assert.DoesNotContain("…", text, StringComparison.Ordinal);
        string findings = string.Join(' ', lines.Where(static line => line.Length > 39).Select(static line => line[39..].Trim()));
        Assert.Contains(s_failed.Message + " → " + s_failed.Remedy, findings, StringComparison.Ordinal); // the words are whole
    }

    [Theory]
    [InlineData("bir iki üç", 7, "bir iki|üç")]
    [InlineData("bir iki üç", 10, "bir iki üç")]
    [InlineData("https://ornek.example/uzun bir", 9, "https://ornek.example/uzun|bir")]
    [InlineData("a https://ornek.example/uzun", 9, "a|https://ornek.example/uzun")]
    [InlineData("", 9, "")]
    public void Wrap_AtAWidth_BreaksBetweenWords(string text, int width, string expected) =>
        Assert.Equal(expected, WordWrap.Wrap(text, width).Replace(Environment.NewLine, "|", StringComparison.Ordinal));

    [Fact]
    public void Status_WhereTheHostHasColours_IsColoured()
    {
        Assert.Equal(Red + CheckView.Status(s_failed, null, null) + "\u001b[0m", CheckView.Status(s_failed, Red, Yellow));
        Assert.StartsWith(
            Yellow, CheckView.Status(s_failed with { Status = DeviceCheckStatus.Warning }, Red, Yellow), StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', CheckView.Status(s_passed, Red, Yellow));
        Assert.DoesNotContain('\u001b', CheckView.Status(s_failed, "", "")); // Windows PowerShell has no $PSStyle
    }

    [Theory]
    [InlineData("en-US")]
    [InlineData("tr-TR")]
    public void Name_OfEveryCheck_IsTranslatedAndFitsItsColumn(string culture)
    {
        using Engine engine = new(culture);
        Assert.All(Enum.GetValues<DeviceCheckKind>(), static kind =>
        {
            Assert.DoesNotContain("Check", CheckView.Name(kind), StringComparison.Ordinal);
            Assert.True(CheckView.Name(kind).Length <= 11);
        });
    }

    private static string Render(IReadOnlyList<DeviceCheck> checks, int width, string culture)
    {
        TextHost host = new(width);
        using Engine engine = new(culture, host, formats: true);
        using PowerShell shell = engine.Create();
        shell.AddCommand("Out-Default").Invoke(checks);
        return host.Text;
    }
}
