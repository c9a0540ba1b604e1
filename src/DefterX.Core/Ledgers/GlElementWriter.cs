using System;
using System.Globalization;
using DefterX.Office;
using DefterX.Xml;

namespace DefterX.Ledgers;

/// <summary>Writes leaf elements.</summary>
internal static class GlElementWriter
{
    public static CanonicalBuffer Element(this CanonicalBuffer buffer, in GlElement element, string value) =>
        buffer.Raw(element.Start).Text(value).Raw(element.End);

    /// <summary>Nothing when the value is empty.</summary>
    public static CanonicalBuffer Optional(this CanonicalBuffer buffer, in GlElement element, string? value) =>
        string.IsNullOrEmpty(value) ? buffer : buffer.Element(element, value!);

    public static CanonicalBuffer Element(this CanonicalBuffer buffer, in GlElement element, long value) =>
        buffer.Raw(element.Start).Integer(value).Raw(element.End);

    public static CanonicalBuffer Element(this CanonicalBuffer buffer, in GlElement element, decimal value) =>
        buffer.Raw(element.Start).Amount(value).Raw(element.End);

    public static CanonicalBuffer Element(this CanonicalBuffer buffer, in GlElement element, DateTime value) =>
        buffer.Raw(element.Start).Date(value).Raw(element.End);

    /// <summary>A number with as many decimals as it has, such as a rate.</summary>
    public static CanonicalBuffer Number(this CanonicalBuffer buffer, in GlElement element, decimal value) =>
        buffer.Element(element, value.ToString("0.############", CultureInfo.InvariantCulture));

    /// <summary>An ISO 4217 code, such as <c>iso4217:EUR</c>.</summary>
    public static CanonicalBuffer Currency(this CanonicalBuffer buffer, in GlElement element, string code) =>
        buffer.Raw(element.Start).Raw("iso4217:"u8).Text(code).Raw(element.End);

    /// <summary>batchID and batchDescription, which name the branch in every entryHeader (Uygulama Kılavuzu 7-8).</summary>
    public static CanonicalBuffer Branch(this CanonicalBuffer buffer, GlVocabulary words, Branch? branch) => branch is null
        ? buffer
        : buffer.Element(words.BatchId, branch.Number).Element(words.BatchDescription, branch.Name);
}
