using System;
using System.Linq;
using System.Text.RegularExpressions;

namespace DefterX.Tests.Signatures.Fuzz;

/// <summary>Changes in tags: those of spelling, which canonical XML levels, and others.</summary>
internal sealed partial class Mutations
{
    private static readonly string[] s_attributes =
    [
        " x=\"1\"", " xml:lang=\"tr\"", " xml:base='urn:x'", " xmlns=\"urn:x\"", " xmlns=\"\"", " xmlns:ds=\"urn:x\"",
        " xmlns:yeni=\"urn:y\""," Id=\"fiş-1\"", " Id='yeni'", " id='now'", " xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"",
        " xmlns:edefter=\"http://www.edefter.gov.tr\"", " xml:space='preserve'",
    ];

    private void AddTags()
    {
        _ofText["attributes in another order"] = text => ChangeTag(text, Attributes, (tag, attributes) =>
            Rewrite(tag, [.. attributes.Reverse()]));
        _ofText["other quotes"] = text => ChangeAttribute(text, attribute =>
        {
            char quote = attribute[^1];
            char other = quote == '"' ? '\'' : '"';
            return attribute.Contains(other, StringComparison.Ordinal) ? attribute : attribute.Replace(quote, other);
        });
        _ofText["white space in a start tag"] = text => ChangeAttribute(text, attribute =>
            Pick(["\n", "\t", "  ", "\r\n "]) + attribute.TrimStart());
        _ofText["white space around equal signs"] = text => ChangeAttribute(text, attribute =>
            ReplaceFirst(attribute, "=", Pick([" =", "= ", "\n=\t"])));
        _ofText["white space in an end tag"] = text => Change(text, Find(text, "</[^>]+>"), tag =>
            text.Insert(tag.Index + tag.Length - 1, Pick([" ", "\n", "\r\n"])));
        _ofText["empty element spelt otherwise"] = text => Change(text, Find(text, @"<([^\s/>!?]+)([^<>]*)/>"), tag =>
            text.Remove(tag.Index, tag.Length)
                .Insert(tag.Index, $"<{tag.Groups[1].Value}{tag.Groups[2].Value}></{tag.Groups[1].Value}>"));
        _ofText["attribute value changed"] = text => ChangeAttribute(text, attribute =>
            attribute.Insert(_random.Next(attribute.IndexOf('=', StringComparison.Ordinal) + 2, attribute.Length), "x"));
        _ofText["attribute removed"] = text => ChangeAttribute(text, _ => "");
        _ofText["attribute renamed"] = text => ChangeAttribute(text, attribute =>
            attribute.Contains("Id", StringComparison.Ordinal) ? ReplaceFirst(attribute, "Id", Pick(["ID", "id", "xml:id"]))
            : ReplaceFirst(attribute, "=", "x="));
        _ofText["attribute added"] = text => Change(text, new Markup(text).StartTags, tag =>
            text.Insert(tag.Groups["start"].Index + tag.Groups["start"].Length, Pick(s_attributes)));
        _ofText["prefix renamed"] = text => Change(text, ["ds", "xades", "gl-cor", "edefter"], prefix =>
            Regex.Replace(text, $@"(?<=</?|xmlns:){prefix}(?=[:=])", "yeni"));
        _ofText["namespace changed"] = text => Change(text, Find(text, "xmlns:[^=]*=[\"']"), declaration =>
            text.Insert(declaration.Index + declaration.Length + 4, Pick(["x", "/"])));
        _ofText["Id repeated"] = text => Change(text, Find(text, " Id=[\"']([^\"']*)"), id =>
            text.Remove(id.Groups[1].Index, id.Groups[1].Length)
                .Insert(id.Groups[1].Index, Pick(Find(text, " Id=[\"']([^\"']*)")).Groups[1].Value));
    }

    private static string[] Attributes(Match tag) => [.. tag.Groups["attribute"].Captures.Select(capture => capture.Value)];

    private string ChangeTag(string text, Func<Match, string[]> parts, Func<Match, string[], string> change) =>
        Change(text, [.. new Markup(text).StartTags.Where(tag => parts(tag).Length > 1)], tag =>
            text.Remove(tag.Index, tag.Length).Insert(tag.Index, change(tag, parts(tag))));

    private static string Rewrite(Match tag, string[] attributes) =>
        $"<{tag.Groups["start"].Value}{string.Concat(attributes)}{tag.Groups["empty"].Value}>";

    private string ChangeAttribute(string text, Func<string, string> change) =>
        Change(text, [.. new Markup(text).StartTags.SelectMany(tag => tag.Groups["attribute"].Captures)], attribute =>
            text.Remove(attribute.Index, attribute.Length).Insert(attribute.Index, change(attribute.Value)));

    private static string ReplaceFirst(string text, string original, string by)
    {
        int at = text.IndexOf(original, StringComparison.Ordinal);
        return at < 0 ? text : text.Remove(at, original.Length).Insert(at, by);
    }
}
