using System;
using System.IO;

namespace DefterX.Reports;

/// <summary>Writes HTML; every text that is not markup goes through <see cref="Text"/>.</summary>
internal sealed class HtmlOutput(TextWriter writer)
{
    /// <summary>Writes markup as it is.</summary>
    public HtmlOutput Markup(string markup)
    {
        writer.Write(markup);
        return this;
    }

    /// <summary>Writes a text, in an element or in an attribute with double quotes.</summary>
    public HtmlOutput Text(string text)
    {
        foreach (char c in text)
        {
            switch (c)
            {
                case '&': writer.Write("&amp;"); break;
                case '<': writer.Write("&lt;"); break;
                case '>': writer.Write("&gt;"); break;
                case '"': writer.Write("&quot;"); break;
                case '\'': writer.Write("&#39;"); break;
                case '\t' or '\n' or (>= ' ' and not '\u007f'): writer.Write(c); break;
                case '\r': break;
                default: writer.Write('\ufffd'); break; // no character of HTML
            }
        }

        return this;
    }

    /// <summary>Writes an element that holds a text alone.</summary>
    /// <param name="start">Name and attributes, such as <c>td class="id"</c>; the first word is the name.</param>
    /// <param name="text">The text.</param>
    public HtmlOutput Element(string start, string text)
    {
        int end = start.IndexOf(" ", StringComparison.Ordinal);
        string name = end < 0 ? start : start.Substring(0, end);
        return Markup("<" + start + ">").Text(text).Markup("</" + name + ">");
    }
}
