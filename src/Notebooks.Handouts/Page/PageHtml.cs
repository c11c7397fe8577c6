using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using AngleSharp.Dom;
using Notebooks.Handouts.Formulas;

namespace Notebooks.Handouts.Page;

/// <summary>The page around a handout's text: head, styles, script, contents.</summary>
internal static class PageHtml
{
    private static readonly Lazy<string> Style = new(() => Asset.Text("handout.css"));
    private static readonly Lazy<string> Script = new(() => Asset.Text("handout.js"));

    /// <param name="title">The title as text, for the window.</param>
    /// <param name="description">What the page is about, as text.</param>
    /// <param name="main">What stands in the page's <c>main</c>.</param>
    /// <param name="headings">What the table of contents leads to.</param>
    /// <param name="footer">The last line, as HTML.</param>
    /// <param name="behaviour">The script of this kind of page, beside that of all pages.</param>
    public static string Write(string title, string description, IElement main, IReadOnlyList<Heading> headings, string footer, string behaviour = "")
    {
        var script = Script.Value + behaviour;
        var scriptHash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)));
        var styles = OutputStyles(main);
        return $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'; script-src 'sha256-{scriptHash}'; base-uri 'none'; form-action 'none'">
            <meta http-equiv="x-dns-prefetch-control" content="off">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="referrer" content="no-referrer">
            <title>{WebUtility.HtmlEncode(title)}</title>
            {(description.Length == 0 ? "" : $"<meta name=\"description\" content=\"{WebUtility.HtmlEncode(description)}\">\n")}<style>
            {KatexStyle.For(main)}{Style.Value}</style>
            {styles}<script>{script}</script>
            </head>
            <body>
            <a class="nb-skip" href="#nb-main">Skip to the text</a>
            <header class="nb-bar"><button class="nb-theme" type="button" hidden>Light or dark</button></header>
            {Contents(headings)}<main class="nb-main" id="nb-main" tabindex="-1">
            {main.InnerHtml.Trim()}
            </main>
            <footer class="nb-footer">{footer}</footer>
            </body>
            </html>

            """.Replace("\r\n", "\n", StringComparison.Ordinal);
    }

    /// <summary>
    /// Takes the style sheets out of the text, each once: a kernel sends the same one with every table. They hold for
    /// the whole page wherever they stand, and of equal ones the last decides.
    /// </summary>
    private static string OutputStyles(IElement main)
    {
        var sheets = new List<string>();
        foreach (var sheet in main.QuerySelectorAll("style:not(svg style)").ToList())
        {
            sheets.Remove(sheet.OuterHtml);
            sheets.Add(sheet.OuterHtml);
            sheet.Remove();
        }
        return string.Concat(sheets.Select(sheet => sheet + "\n"));
    }

    private static string Contents(IReadOnlyList<Heading> headings)
    {
        // A list of one leads nowhere that the eye does not.
        var listed = headings.Where(heading => heading.Level <= 3).ToList();
        if (listed.Count < 2)
            return "";

        var html = new StringBuilder("<nav class=\"nb-contents\" aria-label=\"Contents\"><details><summary>Contents</summary>\n<ol>\n");
        var open = false;
        foreach (var (heading, next) in listed.Zip(listed.Skip(1).Append(null)))
        {
            html.Append(CultureInfo.InvariantCulture, $"<li><a href=\"#{Uri.EscapeDataString(heading.Id)}\">{heading.Html}</a>");
            if (heading.Level == 2 && next?.Level == 3)
            {
                html.Append("\n<ol>\n");
                open = true;
            }
            else
                html.Append("</li>\n");
            if (open && next?.Level != 3 && heading.Level == 3)
            {
                html.Append("</ol></li>\n");
                open = false;
            }
        }
        return html.Append("</ol>\n</details></nav>\n").ToString();
    }
}
