using System.Globalization;
using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Notebooks.Handouts.Code;
using Notebooks.Handouts.Formulas;
using Notebooks.Handouts.Outputs;
using Notebooks.Handouts.Page;
using Notebooks.Handouts.Prose;

namespace Notebooks.Handouts;

/// <summary>Writes notebooks as HTML pages that need no other file and no network.</summary>
/// <remarks>Make one and keep it: it loads KaTeX and Roslyn once and remembers each formula. It may be used from many threads.</remarks>
public sealed class HandoutRenderer
{
    private readonly Katex katex = new();
    private readonly CSharpColours csharp = new();
    private readonly MarkdownHtml markdown;
    private readonly OutputHtml outputs;

    /// <summary>Makes a renderer; what is slow to load waits for <see cref="WarmUp"/> or the first page.</summary>
    public HandoutRenderer()
    {
        markdown = new MarkdownHtml(csharp);
        outputs = new OutputHtml(markdown);
    }

    /// <summary>Loads now what the first page needs, some seconds' work: for a thread with nothing to do while notebooks run.</summary>
    public void WarmUp()
    {
        katex.WarmUp();
        csharp.WarmUp();
    }

    /// <summary>Writes a notebook, with the outputs that it holds, as one page; the same notebook gives the same page.</summary>
    /// <param name="notebook">The notebook, run or not.</param>
    /// <param name="name">Its name without folder and extension: the title where it has no heading, and the page's file name.</param>
    /// <param name="folder">The folder that it is in, for the pictures that it shows by relative address.</param>
    /// <exception cref="HandoutException">Formulas that KaTeX cannot read, or pictures that are not there; it names all of them.</exception>
    public Handout Render(Notebook notebook, string name, string? folder = null)
    {
        ArgumentNullException.ThrowIfNull(notebook);
        ArgumentException.ThrowIfNullOrEmpty(name);

        var problems = new List<HandoutProblem>();
        var formulas = new NotebookFormulas(katex);
        var document = new HtmlParser().ParseDocument("");
        var text = document.CreateElement("article");
        foreach (var (index, cell) in notebook.Cells.Index())
        {
            if (!string.IsNullOrWhiteSpace(cell.Source) || cell.Outputs.Count > 0)
                text.Append(Write(new CellContext(cell, index + 1, formulas, folder, problems), notebook, document), document.CreateTextNode("\n"));
        }
        if (problems.Count > 0)
            throw new HandoutException(name, problems);

        var (titleHeading, headings) = Outline.Make(text);
        var title = titleHeading is null ? name : Outline.PlainText(titleHeading);
        var summary = text.QuerySelector(".nb-cell-text > p");
        var main = document.CreateElement("div");
        main.Append(text);
        text.Insert(AdjacentPosition.AfterBegin, $"\n<h1>{titleHeading?.InnerHtml ?? WebUtility.HtmlEncode(name)}</h1>\n");

        var html = PageHtml.Write(
            title, summary is null ? "" : Outline.PlainText(summary), main, headings, $"<p>Made from the notebook <i>{WebUtility.HtmlEncode(name)}</i>.</p>");
        return new Handout(html, new HandoutEntry(name + ".html", title, summary?.InnerHtml ?? ""));
    }

    /// <summary>Writes the page that leads to the handouts, in the order given.</summary>
    public string RenderIndex(IReadOnlyList<HandoutEntry> entries, string title = "Handouts")
    {
        ArgumentNullException.ThrowIfNull(entries);

        var main = new HtmlParser().ParseDocument("").CreateElement("div");
        var items = entries.Select(entry =>
            $"<li><h2><a href=\"{Uri.EscapeDataString(entry.FileName)}\">{WebUtility.HtmlEncode(entry.Title)}</a></h2>"
            + (entry.Summary.Length == 0 ? "" : $"<p>{entry.Summary}</p>") + "</li>\n");
        main.InnerHtml = $"<h1>{WebUtility.HtmlEncode(title)}</h1>\n<ol class=\"nb-index\">\n{string.Concat(items)}</ol>";
        foreach (var reference in main.QuerySelectorAll(".nb-index p a").ToList())
            reference.Replace([.. reference.ChildNodes]);
        return PageHtml.Write(title, "", main, [], "");
    }

    private IElement Write(CellContext context, Notebook notebook, IDocument document) => context.Cell.Kind switch
    {
        CellKind.Markdown => Box(document, "nb-cell-text nb-prose", markdown.Write(context.Cell.Source, context), context),
        CellKind.Code => WriteCode(context, CellLanguage.Of(context.Cell, notebook), document),
        _ => Box(document, "nb-cell-raw nb-scroll", $"<pre>{WebUtility.HtmlEncode(context.Cell.Source)}</pre>", context),
    };

    private IElement WriteCode(CellContext context, string language, IDocument document)
    {
        var count = context.Cell.ExecutionCount?.ToString(CultureInfo.InvariantCulture);
        var cell = document.CreateElement("div");
        cell.ClassName = "nb-cell-code";
        cell.SetAttribute("role", "group");
        cell.SetAttribute("aria-label", count is null ? "Code that was not run" : $"Code {count}");
        if (!string.IsNullOrWhiteSpace(context.Cell.Source))
        {
            cell.InnerHtml = $"<div class=\"nb-prompt\" aria-hidden=\"true\">[{count ?? " "}]</div>"
                + CodeHtml.Write(context.Cell.Source, language, csharp);
        }
        foreach (var output in outputs.Write(context))
        {
            var box = Box(document, $"nb-output {output.Kind} nb-scroll", output.Html, context);
            box.SetAttribute("data-label", output.Label);
            cell.Append(document.CreateTextNode("\n"), box);
        }
        return cell;
    }

    /// <summary>A box of its own for HTML that may leave elements open: the browser closes them with the box, and so does the parser here.</summary>
    private static IElement Box(IDocument document, string classes, string html, CellContext context)
    {
        var box = document.CreateElement("div");
        box.ClassName = classes;
        box.InnerHtml = html;
        Enclosure.Enclose(box, context);
        if (box.ClassList.Contains("nb-prose"))
            Typography.Set(box, context.Number);
        return box;
    }
}
