using System.Text;
using AngleSharp.Dom;

namespace Notebooks.Handouts.Page;

/// <summary>Cuts the text of a page at its headings, for the search.</summary>
internal static class SearchSections
{
    public static IReadOnlyList<SearchSection> Find(IElement text, string title)
    {
        var sections = new List<SearchSection>();
        var (id, heading, words) = ("", title, new StringBuilder());
        foreach (var cell in text.Children)
        {
            // Outputs are numbers and pictures: what one looks for stands in text and code.
            IEnumerable<IElement> blocks = cell.ClassList.Contains("nb-cell-text") ? cell.Children : cell.QuerySelectorAll(".nb-code");
            foreach (var block in blocks)
            {
                if (block.LocalName is "h2" or "h3" or "h4" or "h5" or "h6" && block.Id is { Length: > 0 } address)
                {
                    sections.Add(new SearchSection(id, heading, words.ToString().Trim()));
                    (id, heading, words) = (address, HeadingText(block), new StringBuilder());
                }
                else
                    words.Append(Words(block)).Append(' ');
            }
        }
        sections.Add(new SearchSection(id, heading, words.ToString().Trim()));
        return sections;
    }

    private static string HeadingText(IElement heading)
    {
        var copy = (IElement)heading.Clone();
        copy.QuerySelector(".nb-anchor")?.Remove();
        return Words(copy);
    }

    /// <summary>The text of an element, formulas as one would type them.</summary>
    private static string Words(IElement element)
    {
        var copy = (IElement)element.Clone();
        foreach (var formula in copy.QuerySelectorAll(".katex").ToList())
            formula.Replace(copy.Owner!.CreateTextNode(formula.QuerySelector("semantics > :first-child") is { } math ? Typed(math) : ""));
        return string.Join(' ', copy.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static string Typed(INode math) => math switch
    {
        IElement { LocalName: "mfrac", Children: [var above, var below] } => $"{Typed(above)}/{Typed(below)}",
        IElement { LocalName: "msup", Children: [var number, var power] } => $"{Typed(number)}^{Typed(power)}",
        IElement { LocalName: "mspace" } => " ",
        IElement { LocalName: "mo" } sign when !IsInvisible(sign.TextContent) && sign.TextContent is not ("(" or ")" or "[" or "]") => $" {sign.TextContent} ",
        IElement element => string.Concat(element.ChildNodes.Select(Typed)),
        _ => IsInvisible(math.TextContent) ? "" : math.TextContent,
    };

    // Such as U+2061, which says that a function is applied.
    private static bool IsInvisible(string text) => text.All(letter => letter is >= '\u2061' and <= '\u2064' or '\u200B');
}
