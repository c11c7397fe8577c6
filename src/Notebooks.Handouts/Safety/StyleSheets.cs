using AngleSharp.Dom;

namespace Notebooks.Handouts.Safety;

/// <summary>
/// The style sheets that came with texts and outputs, each rule once: a kernel sends the same ones with every table. They
/// hold for the whole page wherever they stand, and of equal rules the last decides, so an earlier one can go.
/// </summary>
internal sealed class StyleSheets
{
    private sealed record Sheet(string Start, List<string> Rules);

    private readonly List<Sheet> sheets = [];

    public IEnumerable<string> Html => sheets.Where(sheet => sheet.Rules.Count > 0).Select(sheet => $"{sheet.Start}{string.Concat(sheet.Rules)}</style>");

    /// <summary>Takes the sheets out of <paramref name="part"/>; what could make a request or end its element early stays out of them.</summary>
    public void Take(IElement part)
    {
        foreach (var element in part.QuerySelectorAll("style").ToList())
        {
            element.Remove();
            if (QuietCss.Of(element.TextContent) is not { Length: > 0 } css)
                continue;
            var media = element.GetAttribute("media") is { Length: > 0 } query && !query.AsSpan().ContainsAny("<>\"&") ? $" media=\"{query}\"" : "";
            var sheet = new Sheet($"<style{media}>", Rules(css));
            foreach (var earlier in sheets.Where(earlier => earlier.Start == sheet.Start))
                earlier.Rules.RemoveAll(sheet.Rules.Contains);
            sheets.Add(sheet);
        }
    }

    /// <summary>The rules, each with its blocks; the whole sheet as one where that cannot be told.</summary>
    private static List<string> Rules(string css)
    {
        // A brace that is no block's, or a rule that means something only in its place.
        if (css.AsSpan().ContainsAny("\"'\\") || css.Contains("/*", StringComparison.Ordinal) || css.Contains("@layer", StringComparison.OrdinalIgnoreCase))
            return [css];

        var rules = new List<string>();
        var (start, depth) = (0, 0);
        foreach (var (index, letter) in css.Index())
        {
            depth += letter switch { '{' => 1, '}' => -1, _ => 0 };
            if (depth < 0)
                return [css];
            if (depth == 0 && letter == '}')
            {
                rules.Add(css[start..(index + 1)].Trim() + "\n");
                start = index + 1;
            }
        }
        return depth == 0 && string.IsNullOrWhiteSpace(css[start..]) ? rules : [css];
    }
}
