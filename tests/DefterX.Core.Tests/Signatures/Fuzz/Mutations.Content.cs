using System;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;

namespace DefterX.Tests.Signatures.Fuzz;

/// <summary>Elements moved, doubled and removed; comments, instructions, characters and line ends.</summary>
internal sealed partial class Mutations
{
    private void AddElements()
    {
        _ofText["element removed"] = text => ChangeElement(text, element =>
            text.Remove(element.Start, element.End - element.Start));
        _ofText["element doubled"] = text => ChangeElement(text, element =>
            text.Insert(element.End, text[element.Start..element.End]));
        _ofText["element copied elsewhere"] = text => ChangeElement(text, element =>
            text.Insert(Pick(new Markup(text).Elements).Content, text[element.Start..element.End]));
        _ofText["element moved"] = text => ChangeElement(text, element =>
        {
            Markup.Element[] others = [.. new Markup(text).Elements.Where(other => !element.Holds(other) && !other.IsEmpty)];
            return Change(text, others, other => Move(text, element, _random.Next(2) == 0 ? other.Content : other.End));
        });
        _ofText["element renamed"] = text => ChangeElement(text, element =>
        {
            string renamed = text.Insert(element.Start + 1 + element.Name.Length, "x");
            return element.IsEmpty ? renamed : renamed.Insert(element.Close + 1 + 2 + element.Name.Length, "x");
        });
        _ofText["element wrapped"] = text => ChangeElement(text, element =>
            text.Insert(element.End, "</w>").Insert(element.Start, "<w>"));
        _ofText["element unwrapped"] = text => ChangeElement(text, element => element.IsEmpty
            ? text
            : text.Remove(element.Close, element.End - element.Close).Remove(element.Start, element.Content - element.Start));
        _ofText["element emptied"] = text => ChangeElement(text, element => element.IsEmpty
            ? text
            : text.Remove(element.Content, element.Close - element.Content));
    }

    private void AddCharacters()
    {
        _ofText["comment between"] = text => ChangeElement(text, element =>
            text.Insert(_random.Next(2) == 0 ? element.Start : element.Content, "<!-- yeni -->"));
        _ofText["comment in characters"] = text => ChangeText(text, characters =>
            characters.Insert(_random.Next(characters.Length), "<!---->"));
        _ofText["comment removed"] = text => Regex.Replace(text, "<!--.*?-->", "");
        _ofText["instruction inserted"] = text => ChangeElement(text, element => text.Insert(element.End, "<?yeni?>"));
        _ofText["instruction removed"] = text => Change(text, Find(text, @"<\?[^x].*?\?>"), instruction =>
            text.Remove(instruction.Index, instruction.Length));
        _ofText["around the root"] = text => _random.Next(2) == 0
            ? text + Pick(["<!-- son -->", "\n", "\r\n ", "<?son?>"])
            : ReplaceFirst(text, "<edefter:", Pick(["<!-- ön -->", "\n", "<?ön?>"]) + "<edefter:");
        _ofText["XML declaration changed"] = text => ReplaceFirst(text, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>", Pick(
        [
            "", "<?xml version='1.0'?>", "<?xml version=\"1.0\" encoding='utf-8' standalone='yes' ?>", "<?xml version=\"1.1\"?>",
            "<?xml version=\"1.0\" encoding=\"ISO-8859-9\"?>", "\n<?xml version=\"1.0\"?>",
        ]));
        _ofText["DTD"] = text => ReplaceFirst(text, "<edefter:", Pick(
        [
            "<!DOCTYPE edefter>\n", "<!DOCTYPE edefter:defter [<!ENTITY e 'x'>]>", "<!DOCTYPE r SYSTEM 'file:///dev/null'>",
        ]) + "<edefter:");
        _ofText["character reference"] = text => ChangeText(text, characters =>
        {
            int at = _random.Next(characters.Length);
            return "&;".Contains(characters[at], StringComparison.Ordinal) || characters.Contains('&', StringComparison.Ordinal)
                ? characters
                : characters.Remove(at, 1).Insert(at, string.Create(CultureInfo.InvariantCulture, $"&#x{(int)characters[at]:X};"));
        });
        _ofText["character reference in an attribute"] = text => ChangeAttribute(text, attribute =>
        {
            int at = _random.Next(attribute.IndexOf('=', StringComparison.Ordinal) + 2, attribute.Length);
            return at == attribute.Length - 1 || attribute.Contains('&', StringComparison.Ordinal)
                ? attribute
                : attribute.Remove(at, 1).Insert(at, string.Create(CultureInfo.InvariantCulture, $"&#{(int)attribute[at]};"));
        });
        _ofText["CDATA"] = text => ChangeText(text, characters =>
            characters.Contains('&', StringComparison.Ordinal) ? characters : $"<![CDATA[{characters}]]>");
        _ofText["characters changed"] = text => ChangeText(text, characters =>
            characters.Insert(_random.Next(characters.Length), Pick(["x", " ", "&#13;", "\t", "\u00A0"])));
        _ofText["line ends"] = text => text.Replace("\r", "", StringComparison.Ordinal)
            .Replace("\n", Pick(["\r\n", "\r", "\n"]), StringComparison.Ordinal);
    }

    // Not the root.
    private string ChangeElement(string text, Func<Markup.Element, string> change) =>
        Change(text, [.. new Markup(text).Elements.Where(element => element.Depth > 0)], change);

    private string ChangeText(string text, Func<string, string> change) => Change(text, new Markup(text).Texts, characters =>
        text[..characters.Start] + change(text[characters.Start..characters.End]) + text[characters.End..]);

    private static string Move(string text, Markup.Element element, int to)
    {
        string moved = text[element.Start..element.End];
        string without = text.Remove(element.Start, moved.Length);
        return without.Insert(to > element.Start ? to - moved.Length : to, moved);
    }
}
