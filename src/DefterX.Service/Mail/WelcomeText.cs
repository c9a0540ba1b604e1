using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Text;
using DefterX.Secrets;

namespace DefterX.Service.Mail;

/// <summary>A text of the welcome mail with its values filled in, the key last and in pinned memory.</summary>
internal static class WelcomeText
{
    private const string KeyPlace = "{key}";
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Fills in one of the two templates that lie in the assembly.</summary>
    /// <param name="template"><c>Welcome.txt</c> or <c>Welcome.html</c>; in the latter values are escaped.</param>
    /// <param name="values">By place, without braces.</param>
    /// <param name="key">The key in ASCII; stays the caller's.</param>
    /// <returns>UTF-8; zeroed when disposed.</returns>
    public static PinnedBytes Fill(string template, IReadOnlyDictionary<string, string> values, byte[] key)
    {
        bool isHtml = template.EndsWith(".html", StringComparison.Ordinal);
        List<byte[]> parts = [];
        int length = 0;
        foreach (string part in Read(template).Split(KeyPlace))
        {
            byte[] bytes = s_utf8.GetBytes(Replace(part, values, isHtml));
            length += bytes.Length + (parts.Count > 0 ? key.Length : 0);
            parts.Add(bytes);
        }

        PinnedBytes text = new(length);
        int position = 0;
        for (int i = 0; i < parts.Count; i++)
        {
            if (i > 0) Copy(key, text.Bytes, ref position);
            Copy(parts[i], text.Bytes, ref position);
        }

        return text;
    }

    private static void Copy(byte[] source, byte[] target, ref int position)
    {
        source.CopyTo(target, position);
        position += source.Length;
    }

    // One pass, so that a value with a place's name in it stays as it is.
    private static string Replace(string text, IReadOnlyDictionary<string, string> values, bool isHtml)
    {
        StringBuilder result = new();
        int done = 0;
        for (int open = text.IndexOf('{', StringComparison.Ordinal); open >= 0; open = text.IndexOf('{', done))
        {
            int close = text.IndexOf('}', open);
            string value = OneLine(values[text[(open + 1)..close]]);
            result.Append(text, done, open - done).Append(isHtml ? WebUtility.HtmlEncode(value) : value);
            done = close + 1;
        }

        return result.Append(text, done, text.Length - done).ToString();
    }

    // A name of several lines could write lines of its own into the mail.
    private static string OneLine(string value)
    {
        StringBuilder line = new(value.Length);
        foreach (char c in value) line.Append(char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c);
        return line.ToString();
    }

    private static string Read(string template)
    {
        Stream stream = typeof(WelcomeText).Assembly.GetManifestResourceStream($"{typeof(WelcomeText).Namespace}.{template}")!;
        using StreamReader reader = new(stream, s_utf8);
        // As mails have them, however the source was checked out.
        return reader.ReadToEnd().ReplaceLineEndings("\r\n");
    }
}
