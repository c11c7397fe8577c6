using System.Globalization;
using AngleSharp.Dom;

namespace Notebooks.Handouts.Page;

/// <summary>Gives the HTML of prose what a page of ours needs around it.</summary>
internal static class Typography
{
    public static void Set(IElement prose, int cellNumber)
    {
        foreach (var table in prose.QuerySelectorAll("table").ToList())
            InScrollBox(table);
        SetHeads(prose);
        foreach (var box in prose.QuerySelectorAll("input[type=checkbox]").ToList())
            box.Replace(Mark(box.Owner!, box.HasAttribute("checked")));
        foreach (var part in prose.QuerySelectorAll("td, th, td code, th code"))
            KeepWhole(part);
        foreach (var formula in prose.QuerySelectorAll(":not(.katex-display) > .katex").ToList())
            KeepWithPunctuation(formula);
        KeepNotesApart(prose, cellNumber);
    }

    /// <summary>A column may be as narrow as its words are, and <c>(N, D)</c> is one.</summary>
    private static void KeepWhole(IElement part)
    {
        if (part.LocalName == "code" ? part.TextContent.Length <= 20 : part.TextContent is { Length: <= 8 } text && text.Contains(' '))
            part.ClassList.Add("nb-whole");
    }

    /// <summary>A browser may break a line before and behind a formula, whatever stands there: a line would begin with the full stop.</summary>
    private static void KeepWithPunctuation(IElement formula)
    {
        var before = formula.PreviousSibling as IText is { } left ? left.Data.Length - left.Data.AsSpan().TrimEnd("([\"'“‘„«").Length : 0;
        var behind = formula.NextSibling as IText is { } right ? right.Data.Length - right.Data.AsSpan().TrimStart(".,;:!?)]\"'”’»…").Length : 0;
        if (before + behind == 0)
            return;

        var together = formula.Owner!.CreateElement("span");
        together.ClassName = "nb-together";
        formula.Before(together);
        if (before > 0)
            together.Append(((IText)together.PreviousSibling!).Split(((IText)together.PreviousSibling!).Length - before));
        together.Append(formula);
        if (behind > 0)
        {
            // Whether a line may break behind one of its parts, the element says that holds the part.
            if (formula.QuerySelectorAll(".katex-base") is { Length: > 1 } parts)
            {
                var breaks = formula.Owner!.CreateElement("span");
                breaks.ClassName = "nb-breaks";
                parts[0].Before(breaks);
                breaks.Append([.. parts.SkipLast(1)]);
            }
            ((IText)together.NextSibling!).Split(behind);
            together.Append(together.NextSibling!);
        }
    }

    /// <summary>A wide table scrolls in its own box, never the page.</summary>
    private static void InScrollBox(IElement table)
    {
        var box = table.Owner!.CreateElement("div");
        box.ClassName = "nb-scroll";
        box.SetAttribute("data-label", "Table");
        table.Replace(box);
        box.Append(table);
    }

    /// <summary>Says of the heads of tables that they are heads of columns.</summary>
    public static void SetHeads(IElement part)
    {
        foreach (var head in part.QuerySelectorAll("thead th").ToList())
        {
            // The corner over the row names is no head of anything.
            if (head.TextContent.Trim().Length == 0 && head.ChildElementCount == 0)
                head.Replace(part.Owner!.CreateElement("td"));
            else
                head.SetAttribute("scope", "col");
        }
    }

    private static IElement Mark(IDocument document, bool done)
    {
        var mark = document.CreateElement("span");
        mark.ClassName = "nb-task";
        mark.SetAttribute("role", "img");
        mark.SetAttribute("aria-label", done ? "done" : "to do");
        mark.TextContent = done ? "☑" : "☐";
        return mark;
    }

    /// <summary>Each cell counts its footnotes from 1, so their addresses carry the cell's number.</summary>
    private static void KeepNotesApart(IElement prose, int cellNumber)
    {
        var prefix = string.Create(CultureInfo.InvariantCulture, $"cell-{cellNumber}-");
        foreach (var note in prose.QuerySelectorAll("[id^='fn:'], [id^='fnref:']"))
            note.Id = prefix + note.Id!.Replace(':', '-');
        foreach (var link in prose.QuerySelectorAll("a[href^='#fn:'], a[href^='#fnref:']"))
            link.SetAttribute("href", "#" + prefix + link.GetAttribute("href")![1..].Replace(':', '-'));
    }
}
