using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Text.Json;
using DefterX.Tests.Checks;

namespace DefterX.Tests.Ledgers.Views;

/// <summary>Measures pages in a browser: each in a frame of a width of its own, as on a screen of that width.</summary>
internal static class LayoutPage
{
    private const string Script = """
        addEventListener('load', () => {
          const facts = [...document.querySelectorAll('iframe')].map(frame => {
            const page = frame.contentDocument;
            const boxes = [...page.querySelectorAll('main *')].filter(box => box.getClientRects().length > 0);
            const cells = boxes.filter(box => box.matches('td, th, dd, p, h1, h2'));
            return {
              Page: frame.name,
              Width: frame.clientWidth,
              ScrollWidth: page.documentElement.scrollWidth,
              Outside: boxes.filter(box => box.getBoundingClientRect().right > frame.clientWidth + 1).map(box => box.outerHTML),
              Cut: cells.filter(box => box.scrollWidth > box.clientWidth + 1).map(box => box.outerHTML),
              Text: page.body.innerText,
            };
          });
          document.getElementById('facts').textContent = JSON.stringify(facts);
        });
        """;

    /// <summary>The facts of each page at each width.</summary>
    public static IReadOnlyList<LayoutFacts> Measure(string folder, IEnumerable<string> pages, params int[] widths)
    {
        IEnumerable<string> frames = pages.SelectMany(_ => widths, (page, width) =>
            $"<iframe name='{Path.GetFileName(page)}' src='{Path.GetFileName(page)}' style='border:0;width:{width}px;height:700px'></iframe>");
        string path = Path.Combine(folder, "layout.html");
        File.WriteAllText(
            path,
            $"<!DOCTYPE html><meta charset='utf-8'><body>{string.Concat(frames)}<pre id='facts'></pre><script>{Script}</script>");
        string dom = Chromium.Run(path, "--dump-dom");
        const string Mark = "<pre id=\"facts\">";
        int start = dom.IndexOf(Mark, System.StringComparison.Ordinal) + Mark.Length;
        string json = WebUtility.HtmlDecode(dom[start..dom.IndexOf("</pre>", start, System.StringComparison.Ordinal)]);
        return JsonSerializer.Deserialize<LayoutFacts[]>(json)!;
    }
}

/// <summary>How a page came out.</summary>
/// <param name="Page">Its file name.</param>
/// <param name="Width">Of the screen, in CSS pixels.</param>
/// <param name="ScrollWidth">Of what is on it.</param>
/// <param name="Outside">Elements that reach beyond the right edge.</param>
/// <param name="Cut">Cells and paragraphs whose text is wider than they.</param>
/// <param name="Text">The text as it is shown, letters changed by the style too.</param>
internal sealed record LayoutFacts(string Page, int Width, int ScrollWidth, string[] Outside, string[] Cut, string Text);
