using System;
using System.Text;
using System.Text.RegularExpressions;

namespace DefterX.GibSimulator.Faults;

/// <summary>Spoils the counter-signature of an approved berat and leaves every other byte as it was.</summary>
internal static partial class WrongBerat
{
    public static byte[] WithoutCounterSignature(byte[] berat) =>
        Edit(berat, text => EmptyProperties().Replace(CounterSignature().Replace(text, ""), ""));

    public static byte[] WithBrokenCounterSignature(byte[] berat) => Edit(berat, text => CounterSignature().Replace(
        text,
        match => SignatureValue().Replace(match.Value, value => value.Value[..^1] + (value.Value[^1] == 'A' ? 'B' : 'A'))));

    private static byte[] Edit(byte[] berat, Func<string, string> edit)
    {
        string text = Encoding.UTF8.GetString(berat);
        string edited = edit(text);
        return edited != text
            ? Encoding.UTF8.GetBytes(edited)
            : throw new ArgumentException("the berat has no counter-signature", nameof(berat));
    }

    [GeneratedRegex("<xades:CounterSignature>.*</xades:CounterSignature>", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex CounterSignature();

    [GeneratedRegex(
        @"<xades:UnsignedProperties[^>]*>\s*<xades:UnsignedSignatureProperties>\s*</xades:UnsignedSignatureProperties>\s*</xades:UnsignedProperties>",
        RegexOptions.CultureInvariant)]
    private static partial Regex EmptyProperties();

    /// <summary>Up to the first character of the value.</summary>
    [GeneratedRegex("<ds:SignatureValue[^>]*>.", RegexOptions.CultureInvariant)]
    private static partial Regex SignatureValue();
}
