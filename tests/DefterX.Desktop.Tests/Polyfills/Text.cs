using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace System;

/// <summary>What tests call of strings and .NET Framework lacks.</summary>
internal static class TextPolyfills
{
    extension(string text)
    {
        public static string Create(IFormatProvider provider, FormattableString formattable) => formattable.ToString(provider);

        public static string Join(char separator, IEnumerable<string> parts) => string.Join(separator.ToString(), parts);

        public bool Contains(string value, StringComparison comparison) => text.IndexOf(value, comparison) >= 0;

        public bool Contains(char value, StringComparison comparison) => text.IndexOf(value.ToString(), comparison) >= 0;

        public int IndexOf(char value, StringComparison comparison) => text.IndexOf(value.ToString(), comparison);

        public bool StartsWith(char value) => text.Length > 0 && text[0] == value;

        public bool EndsWith(char value) => text.Length > 0 && text[text.Length - 1] == value;

        public string[] Split(string separator, StringSplitOptions options = StringSplitOptions.None) => text.Split([separator], options);

        public string[] Split(char separator, StringSplitOptions options = StringSplitOptions.None)
        {
            bool trims = (options & StringSplitOptions.TrimEntries) != 0;
            bool removes = (options & StringSplitOptions.RemoveEmptyEntries) != 0;
            return [.. text.Split([separator]).Select(part => trims ? part.Trim() : part).Where(part => !removes || part.Length > 0)];
        }

        public string[] Split(char separator, int count) => text.Split([separator], count);

        public string Replace(string old, string replacement, StringComparison comparison) => comparison == StringComparison.Ordinal
            ? text.Replace(old, replacement)
            : throw new ArgumentOutOfRangeException(nameof(comparison));

        public static int GetHashCode(string value, StringComparison comparison) => comparison == StringComparison.Ordinal
            ? StringComparer.Ordinal.GetHashCode(value)
            : throw new ArgumentOutOfRangeException(nameof(comparison));

        public static string Concat(ReadOnlySpan<char> first, ReadOnlySpan<char> second, ReadOnlySpan<char> third) =>
            first.ToString() + second.ToString() + third.ToString();

        public string ReplaceLineEndings(string ending) => text.Replace("\r\n", "\n").Replace("\n", ending);
    }

    extension(StringBuilder builder)
    {
        public StringBuilder AppendJoin(char separator, IEnumerable<string> parts) => builder.Append(string.Join(separator.ToString(), parts));

        public StringBuilder AppendJoin(string separator, IEnumerable<string> parts) => builder.Append(string.Join(separator, parts));

        public StringBuilder Append(IFormatProvider provider, FormattableString formattable) => builder.Append(formattable.ToString(provider));
    }

    extension(Encoding encoding)
    {
        public static Encoding Latin1 => Encoding.GetEncoding(28591);

        public string GetString(ReadOnlySpan<byte> bytes) => encoding.GetString(bytes.ToArray());
    }

    extension(Enum)
    {
        public static T Parse<T>(string text)
            where T : struct, Enum => (T)Enum.Parse(typeof(T), text);

        public static string[] GetNames<T>()
            where T : struct, Enum => Enum.GetNames(typeof(T));

        public static T[] GetValues<T>()
            where T : struct, Enum => (T[])Enum.GetValues(typeof(T));
    }

    extension(StringSplitOptions)
    {
        public static StringSplitOptions TrimEntries => (StringSplitOptions)2;
    }

    extension(int)
    {
        public static int Parse(ReadOnlySpan<char> text, NumberStyles style, CultureInfo culture) => int.Parse(text.ToString(), style, culture);

        public static int Parse(ReadOnlySpan<char> text, CultureInfo culture) => int.Parse(text.ToString(), culture);
    }
}
