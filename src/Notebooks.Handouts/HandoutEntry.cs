using Markdig.Syntax;
using Notebooks.Handouts.Prose;

namespace Notebooks.Handouts;

/// <summary>What an index says of a handout.</summary>
/// <param name="Name">The notebook's name without extension, as for <see cref="HandoutRenderer.Render"/>; the index leads to <c>Name.html</c>.</param>
/// <param name="Title">The notebook's first heading of level 1, in Markdown; its name where it has none.</param>
/// <param name="Summary">The notebook's first paragraph, with the list that it introduces if it does, in Markdown; empty where there is none.</param>
public sealed record HandoutEntry(string Name, string Title, string Summary)
{
    /// <summary>Finds title and summary in a notebook's text.</summary>
    public static HandoutEntry Of(Notebook notebook, string name)
    {
        ArgumentNullException.ThrowIfNull(notebook);
        ArgumentException.ThrowIfNullOrEmpty(name);

        string? title = null;
        string? summary = null;
        foreach (var cell in notebook.Cells.Where(cell => cell.Kind == CellKind.Markdown))
        {
            var blocks = MarkdownHtml.Parse(cell.Source)?.ToList() ?? [];
            if (title is null && blocks.OfType<HeadingBlock>().FirstOrDefault(heading => heading.Level == 1) is { Inline.FirstChild: not null } heading)
                title = cell.Source[heading.Inline.FirstChild.Span.Start..(heading.Inline.LastChild!.Span.End + 1)];
            if (summary is null && blocks.FindIndex(block => block is ParagraphBlock) is var first and >= 0)
            {
                var last = first + 1 < blocks.Count && blocks[first + 1] is ListBlock ? first + 1 : first;
                summary = cell.Source[blocks[first].Span.Start..(blocks[last].Span.End + 1)];
            }
            if (title is not null && summary is not null)
                break;
        }
        return new HandoutEntry(name, title ?? name.Split('/')[^1], summary ?? "");
    }
}
