using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Notebooks.Handouts.Formulas;

namespace Notebooks.Handouts.Page;

/// <summary>The page around a handout's text: head, styles, scripts, contents.</summary>
internal static class PageHtml
{
    public static string Write(PageParts parts, PageFrame frame)
    {
        var bundle = parts.Plotly ? PlotlyBundle.Text : null;
        var own = frame.Shared is null ? new[] { SharedFiles.Script } : [];
        // Known scripts run last, when every figure is there; with Plotly they wait until it is unpacked.
        var last = bundle is null ? string.Concat(parts.Scripts.Select(script => $"<script>{script}</script>\n")) : Charts(parts.Scripts, frame);
        string[] hashed = [.. own, .. parts.Scripts, .. bundle is null ? [] : new[] { SharedFiles.ChartsScript }, .. bundle is not null && frame.Shared is null ? new[] { bundle } : []];
        return $"""
            <!DOCTYPE html>
            <html lang="{WebUtility.HtmlEncode(parts.Options.Language)}" data-nb-answers="{parts.Options.Answers.ToString().ToLowerInvariant()}">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{Policy(hashed, parts.Options.Trust, frame)}">
            <meta http-equiv="x-dns-prefetch-control" content="off">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="referrer" content="no-referrer">
            <title>{WebUtility.HtmlEncode(parts.Title)}</title>
            {(parts.Description.Length == 0 ? "" : $"<meta name=\"description\" content=\"{WebUtility.HtmlEncode(parts.Description)}\">\n")}{Head(parts, frame)}{string.Concat(parts.Sheets.Select(sheet => sheet + "\n"))}</head>
            <body>
            <a class="nb-skip" href="#nb-main">Skip to the text</a>
            <header class="nb-bar">{Bar(frame)}<button class="nb-theme" type="button" hidden>Light or dark</button></header>
            {Contents(parts.Headings)}<main class="nb-main" id="nb-main" tabindex="-1">
            {parts.Main.Trim()}
            </main>
            <footer class="nb-footer">{Neighbours(frame)}{parts.Footer}</footer>
            {last}</body>
            </html>

            """.Replace("\r\n", "\n", StringComparison.Ordinal);
    }

    /// <summary>Allows the page's own scripts by content, and no request at all; a site's page may ask for the site's own files.</summary>
    private static string Policy(IEnumerable<string> scripts, bool trust, PageFrame frame)
    {
        var site = frame.Shared is null ? "" : " 'self'";
        var script = trust
            ? "'unsafe-inline' 'unsafe-eval'"
            : string.Join(' ', scripts.Select(text => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'"));
        return $"default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'{site}; script-src {$"{script}{site}".Trim()}; base-uri 'none'; form-action 'none'";
    }

    private static string Head(PageParts parts, PageFrame frame) => frame.Shared is { } shared
        ? $"<link rel=\"stylesheet\" href=\"{shared}{SharedFiles.StyleName}\">\n<script src=\"{shared}{SharedFiles.ScriptName}\"></script>\n{(parts.FormulaLengths.Length == 0 ? "" : $"<style>{parts.FormulaLengths}</style>\n")}"
        : $"<style>\n{KatexStyle.For(parts.Formulas)}{parts.FormulaLengths}{SharedFiles.Style}</style>\n<script>{SharedFiles.Script}</script>\n";

    private static string Bar(PageFrame frame) => frame.Shared is null
        ? ""
        : (frame.Index is { } index ? $"<a class=\"nb-home\" href=\"{index.Address}\">{WebUtility.HtmlEncode(index.Title)}</a>" : "")
            + $"<search class=\"nb-search\" data-index=\"{frame.Shared}{SharedFiles.SearchIndexName}\" data-top=\"{frame.Top}\" hidden>"
            + "<input type=\"search\" id=\"nb-query\" aria-label=\"Search all pages\" placeholder=\"Search\" autocomplete=\"off\" role=\"combobox\" aria-expanded=\"false\" aria-controls=\"nb-found\">"
            + "<div class=\"nb-found\" id=\"nb-found\" role=\"listbox\" aria-label=\"Found\" hidden></div><span class=\"nb-count\" role=\"status\"></span></search>";

    private static string Neighbours(PageFrame frame)
    {
        if (frame.Previous is null && frame.Next is null)
            return "";
        return "<nav class=\"nb-neighbours\" aria-label=\"Pages\">"
            + Link(frame.Previous, "prev", "Previous")
            + Link(frame.Next, "next", "Next")
            + "</nav>\n";

        static string Link(PageLink? link, string rel, string word) => link is null
            ? ""
            : $"<a rel=\"{rel}\" href=\"{link.Address}\"><small>{word}</small> {WebUtility.HtmlEncode(link.Title)}</a>";
    }

    private static string Charts(IReadOnlyList<string> scripts, PageFrame frame)
    {
        var html = new StringBuilder();
        html.Append(frame.Shared is { } shared
            ? $"<script src=\"{shared}{SharedFiles.PlotlyName}\"></script>\n"
            : $"<script class=\"nb-packed\" type=\"text/plain\">{PlotlyBundle.Packed}</script>\n");
        foreach (var script in scripts)
            html.Append($"<script class=\"nb-afterwards\" type=\"text/plain\">{script}</script>\n");
        return html.Append($"<script>{SharedFiles.ChartsScript}</script>\n").ToString();
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
