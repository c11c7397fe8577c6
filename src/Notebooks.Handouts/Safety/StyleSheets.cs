using AngleSharp.Dom;

namespace Notebooks.Handouts.Safety;

/// <summary>
/// The style sheets that came with texts and outputs, each once: a kernel sends the same one with every table. They
/// hold for the whole page wherever they stand, and of equal ones the last decides.
/// </summary>
internal sealed class StyleSheets
{
    private readonly List<string> sheets = [];

    public IReadOnlyList<string> Html => sheets;

    /// <summary>Takes the sheets out of <paramref name="part"/>; what could make a request or end its element early stays out of them.</summary>
    public void Take(IElement part)
    {
        foreach (var sheet in part.QuerySelectorAll("style").ToList())
        {
            sheet.Remove();
            if (QuietCss.Of(sheet.TextContent) is not { Length: > 0 } css)
                continue;
            var media = sheet.GetAttribute("media") is { Length: > 0 } query && !query.AsSpan().ContainsAny("<>\"&") ? $" media=\"{query}\"" : "";
            var html = $"<style{media}>{css}</style>";
            sheets.Remove(html);
            sheets.Add(html);
        }
    }
}
