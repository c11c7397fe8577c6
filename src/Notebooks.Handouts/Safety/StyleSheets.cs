using AngleSharp.Dom;

namespace Notebooks.Handouts.Safety;

/// <summary>
/// The style sheets that came with texts and outputs, each rule once: a kernel sends the same ones with every table. They
/// hold for the texts and outputs of the whole notebook, and never for the page around them. Of equal rules the last
/// decides, so an earlier one can go.
/// </summary>
internal sealed class StyleSheets
{
    private sealed record Sheet(string Start, List<CssRule> Rules);

    private readonly List<Sheet> sheets = [];

    public IEnumerable<string> Html => sheets.Where(sheet => sheet.Rules.Count > 0).Select(Write);

    /// <summary>Takes the sheets out of <paramref name="part"/>; what could make a request or end its element early stays out of them.</summary>
    /// <param name="part">The part of a page.</param>
    /// <param name="trust">Whether the rules may hold for the whole page.</param>
    public void Take(IElement part, bool trust)
    {
        foreach (var element in part.QuerySelectorAll("style").ToList())
        {
            element.Remove();
            if (QuietCss.Of(element.TextContent) is not { Length: > 0 } css || Rules(css, trust) is not { } rules)
                continue;
            var media = element.GetAttribute("media") is { Length: > 0 } query && !query.AsSpan().ContainsAny("<>\"&") ? $" media=\"{query}\"" : "";
            var sheet = new Sheet($"<style{media}>", rules);
            foreach (var earlier in sheets.Where(earlier => earlier.Start == sheet.Start))
                earlier.Rules.RemoveAll(sheet.Rules.Contains);
            sheets.Add(sheet);
        }
    }

    private static List<CssRule>? Rules(string css, bool trust)
    {
        if (trust)
            return [new CssRule(css, IsBound: true)];
        if (ScopedCss.Rules(css) is not { } rules)
            return null;
        // Layers mean something only in their order.
        return css.Contains("@layer", StringComparison.OrdinalIgnoreCase)
            ? [new CssRule(string.Join('\n', rules.Select(rule => rule.Text)), IsBound: false)]
            : [.. rules];
    }

    private static string Write(Sheet sheet)
    {
        var bound = string.Concat(sheet.Rules.Where(rule => rule.IsBound).Select(rule => rule.Text + "\n"));
        var scoped = string.Concat(sheet.Rules.Where(rule => !rule.IsBound).Select(rule => rule.Text + "\n"));
        return $"{sheet.Start}{bound}{(scoped.Length == 0 ? "" : $"{ScopedCss.Scope}{scoped}}}\n")}</style>";
    }
}
