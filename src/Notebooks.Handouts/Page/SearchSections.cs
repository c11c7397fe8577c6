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
                    words.Append(Outline.PlainText(block)).Append(' ');
            }
        }
        sections.Add(new SearchSection(id, heading, words.ToString().Trim()));
        return sections;
    }

    private static string HeadingText(IElement heading)
    {
        var copy = (IElement)heading.Clone();
        copy.QuerySelector(".nb-anchor")?.Remove();
        return Outline.PlainText(copy);
    }
}
