using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Text.Json;
using DefterX.Tests.Checks;
using Xunit;

namespace DefterX.Tests.Reports;

/// <summary>How a page came out in a browser, on a screen of a width.</summary>
/// <param name="Width">Of the screen, in CSS pixels.</param>
/// <param name="ScrollWidth">Of what is on it.</param>
/// <param name="Cut">Elements whose text is wider than they.</param>
/// <param name="Faint">Texts whose contrast is under 4.5, what WCAG 2.1 asks for.</param>
/// <param name="Requests">Addresses that the page asked for.</param>
/// <param name="Corner">Where the table's first header cell is, from its frame's corner, when both were scrolled.</param>
/// <param name="Found">How many rows the filter leaves for a name typed without Turkish letters.</param>
/// <param name="Text">The text as it is shown.</param>
internal sealed record PageFacts(
    int Width, int ScrollWidth, string[] Cut, string[] Faint, string[] Requests, int[] Corner, int Found, string Text)
{
    private const string Script = """
        const numbers = color => color.match(/[\d.]+/g).map(Number);
        const light = color => numbers(color).slice(0, 3).map(c => c / 255)
          .map(c => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4).reduce((sum, c, i) => sum + c * [.2126, .7152, .0722][i], 0);
        addEventListener('load', () => {
          const facts = [...document.querySelectorAll('iframe')].map(frame => {
            const page = frame.contentDocument, style = box => frame.contentWindow.getComputedStyle(box);
            const boxes = [...page.querySelectorAll('main *')].filter(box => box.getClientRects().length > 0);
            const ground = box => !box ? 'rgb(255, 255, 255)' : numbers(style(box).backgroundColor)[3] === 0 ? ground(box.parentElement) : style(box).backgroundColor;
            const contrast = box => { const [a, b] = [light(style(box).color), light(ground(box))].sort((a, b) => b - a); return (a + .05) / (b + .05); };
            const texts = boxes.filter(box => !box.closest('header, .notice') && [...box.childNodes].some(n => n.nodeType === 3 && n.data.trim()));
            const result = {
              Width: frame.clientWidth,
              ScrollWidth: page.documentElement.scrollWidth,
              Cut: boxes.filter(box => box.matches('td, th, p, h1, h2, h3, .card, li') && box.scrollWidth > box.clientWidth + 1).map(box => box.outerHTML),
              Faint: texts.filter(box => contrast(box) < 4.5).map(box => contrast(box).toFixed(2) + ' ' + box.outerHTML),
              Requests: frame.contentWindow.performance.getEntriesByType('resource').map(entry => entry.name),
              Text: page.body.innerText,
              Corner: [], Found: 0,
            };
            const scroll = page.querySelector('.scroll'), corner = page.querySelector('th.firm');
            if (scroll) {
              scroll.scrollTo(60, 60);
              const [outer, inner] = [scroll.getBoundingClientRect(), corner.getBoundingClientRect()];
              result.Corner = [Math.round(inner.left - outer.left), Math.round(inner.top - outer.top)];
              const search = page.querySelector('input');
              search.value = 'GULSEREN isik';
              search.dispatchEvent(new frame.contentWindow.Event('input'));
              result.Found = [...page.querySelectorAll('.grid tbody tr')].filter(row => row.getClientRects().length > 0).length;
            }
            return result;
          });
          document.getElementById('facts').textContent = JSON.stringify(facts);
        });
        """;

    /// <inheritdoc/>
    public override string ToString() => $"{Width} px";

    /// <summary>Looks at a page at each of the widths; the browser's console must stay empty unless messages are wanted.</summary>
    /// <param name="page">The file.</param>
    /// <param name="isDark">Whether the screen is a dark one.</param>
    /// <param name="messages">Takes the lines of the console.</param>
    public static IReadOnlyList<PageFacts> Of(string page, bool isDark, List<string> messages, params int[] widths)
    {
        string path = Path.Combine(Path.GetDirectoryName(page)!, "look.html");
        IEnumerable<string> frames = widths.Select(width =>
            $"<iframe src='{Path.GetFileName(page)}' style='border:0;width:{width}px;height:500px'></iframe>");
        File.WriteAllText(
            path, $"<!DOCTYPE html><meta charset='utf-8'><body>{string.Concat(frames)}<pre id='facts'></pre><script>{Script}</script>");
        ExternalTool run = Chromium.Open(
            path, "--dump-dom", "--enable-logging=stderr", "--blink-settings=preferredColorScheme=" + (isDark ? "0" : "1"));
        messages.AddRange(run.Errors.Split('\n').Where(line => line.Contains("CONSOLE", System.StringComparison.Ordinal)));
        string dom = System.Text.Encoding.UTF8.GetString(run.Output);
        const string Mark = "<pre id=\"facts\">";
        int start = dom.IndexOf(Mark, System.StringComparison.Ordinal) + Mark.Length;
        string json = WebUtility.HtmlDecode(dom[start..dom.IndexOf("</pre>", start, System.StringComparison.Ordinal)]);
        PageFacts[] facts = JsonSerializer.Deserialize<PageFacts[]>(json)!;
        Assert.Equal(widths, facts.Select(fact => fact.Width));
        return facts;
    }
}
