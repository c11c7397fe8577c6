using System.Globalization;
using System.Text;
using AngleSharp.Dom;

namespace Notebooks.Handouts.Page;

/// <summary>A heading of a handout.</summary>
/// <param name="Level">2 for a section, 3 for a part of one, and so on; 1 is the title alone.</param>
/// <param name="Id">The fragment that leads to it.</param>
/// <param name="Html">Its content.</param>
internal sealed record Heading(int Level, string Id, string Html);

/// <summary>Makes the headings of a notebook's cells one outline: one title, no level skipped, an address each.</summary>
internal static class Outline
{
    /// <summary>
    /// Takes the first heading of level 1 out of the text, as the title, and numbers the others' levels under it.
    /// Where a notebook has several of level 1, the others are its sections.
    /// </summary>
    public static (IElement? Title, IReadOnlyList<Heading> Headings) Make(IElement text)
    {
        var all = text.QuerySelectorAll(".nb-cell-text h1, .nb-cell-text h2, .nb-cell-text h3, .nb-cell-text h4, .nb-cell-text h5, .nb-cell-text h6").ToList();
        var title = all.FirstOrDefault(heading => Level(heading) == 1);
        if (title is not null)
        {
            all.Remove(title);
            title.Remove();
        }

        var shift = all.Any(heading => Level(heading) == 1) ? 1 : 0;
        // An anchor that the author set keeps its name.
        var ids = text.QuerySelectorAll(".nb-cell-text [id]").Select(anchor => anchor.Id!).Distinct().ToDictionary(id => id, _ => 0, StringComparer.Ordinal);
        var headings = new List<Heading>();
        var above = 1;
        foreach (var heading in all)
        {
            var level = Math.Clamp(Level(heading) + shift, 2, Math.Min(above + 1, 6));
            above = level;
            var id = Unique(Slug(PlainText(heading)), ids);
            headings.Add(new Heading(level, id, WithoutLinks(heading)));
            heading.Replace(Renamed(heading, level, id));
        }
        LeadLinksTo(headings, text);
        return (title, headings);
    }

    /// <summary>The <c>#address</c> of the heading that <paramref name="link"/> means, be it written as Jupyter does, with capitals, or as VS Code does.</summary>
    public static string Address(string link) => "#" + Uri.EscapeDataString(Slug(Uri.UnescapeDataString(link[1..])));

    /// <summary>The text of an element, formulas as LaTeX.</summary>
    public static string PlainText(IElement element)
    {
        var copy = (IElement)element.Clone();
        foreach (var formula in copy.QuerySelectorAll(".katex").ToList())
            formula.Replace(copy.Owner!.CreateTextNode(formula.QuerySelector("annotation")?.TextContent ?? ""));
        return string.Join(' ', copy.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>The heading's content as it may stand in a link.</summary>
    private static string WithoutLinks(IElement heading)
    {
        var copy = (IElement)heading.Clone();
        foreach (var link in copy.QuerySelectorAll("a").ToList())
            link.Replace([.. link.ChildNodes]);
        return copy.InnerHtml;
    }

    private static int Level(IElement heading) => heading.LocalName[1] - '0';

    private static IElement Renamed(IElement heading, int level, string id)
    {
        var renamed = heading.Owner!.CreateElement("h" + level.ToString(CultureInfo.InvariantCulture));
        renamed.Id = id;
        renamed.InnerHtml = heading.InnerHtml;
        // For the mouse alone: a keyboard reaches the same addresses in the table of contents.
        renamed.Insert(AdjacentPosition.BeforeEnd, $" <a class=\"nb-anchor\" href=\"#{Uri.EscapeDataString(id)}\" tabindex=\"-1\" aria-hidden=\"true\">#</a>");
        return renamed;
    }

    /// <summary>As GitHub and VS Code make addresses of headings: lower case, words joined by hyphens.</summary>
    private static string Slug(string text)
    {
        var slug = new StringBuilder(text.Length);
        foreach (var letter in text.ToLowerInvariant())
        {
            if (char.IsLetterOrDigit(letter) || letter is '-' or '_')
                slug.Append(letter);
            else if (letter == ' ')
                slug.Append('-');
        }
        return slug.Length == 0 ? "section" : slug.ToString();
    }

    private static string Unique(string slug, Dictionary<string, int> taken)
    {
        if (taken.TryAdd(slug, 0))
            return slug;
        string id;
        do
            id = string.Create(CultureInfo.InvariantCulture, $"{slug}-{++taken[slug]}");
        while (!taken.TryAdd(id, 0));
        return id;
    }

    /// <summary>Jupyter's addresses of headings keep capitals, VS Code's do not: links in either way find the heading.</summary>
    private static void LeadLinksTo(List<Heading> headings, IElement text)
    {
        foreach (var link in text.QuerySelectorAll("a[href^='#']:not(.nb-anchor)"))
        {
            var address = Address(link.GetAttribute("href")!);
            if (headings.Any(heading => Address("#" + heading.Id) == address))
                link.SetAttribute("href", address);
        }
    }
}
