using System.Globalization;
using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Notebooks.Handouts.Cards;
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
    /// <param name="name">Its name without extension, <c>/</c> between folders: the last line shows it, and the title where there is no heading.</param>
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
            throw new HandoutException($"{name}: the handout cannot be written.", problems);

        var (heading, headings) = Outline.Make(text);
        var title = heading is null ? name.Split('/')[^1] : Outline.PlainText(heading);
        var summary = text.QuerySelector(".nb-cell-text > p");
        var main = document.CreateElement("div");
        main.Append(text);
        text.Insert(AdjacentPosition.AfterBegin, $"\n<h1>{heading?.InnerHtml ?? WebUtility.HtmlEncode(title)}</h1>\n");

        var html = PageHtml.Write(
            title, summary is null ? "" : Outline.PlainText(summary), main, headings, $"<p>Made from the notebook <i>{WebUtility.HtmlEncode(name)}</i>.</p>");
        return new Handout(title, html);
    }

    /// <summary>Writes the page that leads to the handouts, in the order given.</summary>
    public string RenderIndex(IReadOnlyList<HandoutEntry> entries, string title = "Handouts")
    {
        ArgumentNullException.ThrowIfNull(entries);

        var document = new HtmlParser().ParseDocument("");
        var main = document.CreateElement("div");
        main.Insert(AdjacentPosition.BeforeEnd, $"<h1>{WebUtility.HtmlEncode(title)}</h1>\n");
        var list = document.CreateElement("ol");
        list.ClassName = "nb-index";
        foreach (var entry in entries)
        {
            var item = document.CreateElement("li");
            var address = string.Join('/', entry.Name.Split('/').Select(Uri.EscapeDataString)) + ".html";
            item.InnerHtml = $"<h2><a href=\"{address}\">{Words(entry.Title, document).QuerySelector("p")?.InnerHtml}</a></h2>";
            item.Append(Words(entry.Summary, document));
            list.Append(item, document.CreateTextNode("\n"));
        }
        main.Append(list);
        return PageHtml.Write(title, "", main, [], "");
    }

    /// <summary>Writes flashcards as one page: to go through one by one, or to read and print as a list.</summary>
    /// <exception cref="HandoutException">Cards with formulas that KaTeX cannot read.</exception>
    public string RenderDeck(IReadOnlyList<Flashcard> cards, string title)
    {
        ArgumentNullException.ThrowIfNull(cards);

        var problems = new List<HandoutProblem>();
        var document = new HtmlParser().ParseDocument("");
        var main = document.CreateElement("div");
        main.Insert(AdjacentPosition.BeforeEnd, $"<h1>{WebUtility.HtmlEncode(title)}</h1>\n<p class=\"nb-deck-intro\">{cards.Count} cards. Answer each before you turn it.</p>\n");
        foreach (var (index, card) in cards.Index())
        {
            var article = document.CreateElement("article");
            article.ClassName = "nb-card";
            article.SetAttribute("aria-label", $"Card {index + 1}");
            article.Append(CardSide(card, card.Question, "nb-card-question"));
            var fold = document.CreateElement("details");
            fold.InnerHtml = "<summary>Answer</summary>";
            fold.Append(CardSide(card, card.Answer, "nb-card-answer"));
            article.Append(fold);
            article.Insert(AdjacentPosition.BeforeEnd, $"<p class=\"nb-card-source\">{WebUtility.HtmlEncode(card.Notebook)}</p>");
            main.Append(article, document.CreateTextNode("\n"));

            IElement CardSide(Flashcard card, string text, string kind)
            {
                var cell = new Cell(card.Id, CellKind.Markdown, text);
                var context = new CellContext(cell, index + 1, new NotebookFormulas(katex), null, problems);
                return Box(document, $"nb-prose {kind}", markdown.Write(text, context), context);
            }
        }

        if (problems.Count > 0)
            throw new HandoutException($"{title}: the cards cannot be written.", problems);
        return PageHtml.Write(title, "", main, [], "", Asset.Text("cards.js"));
    }

    /// <summary>The Markdown without its links and pictures: it stands beside a link of its own.</summary>
    private IElement Words(string text, IDocument document)
    {
        var problems = new List<HandoutProblem>();
        var context = new CellContext(new Cell("index", CellKind.Markdown, text), 1, new NotebookFormulas(katex), null, problems);
        var words = document.CreateElement("div");
        words.ClassName = "nb-prose";
        words.InnerHtml = markdown.Write(text, context);
        // The index also lists handouts of earlier exports, whose notebooks may no longer be right.
        if (problems.Count > 0)
            words.InnerHtml = $"<p>{WebUtility.HtmlEncode(text)}</p>";
        foreach (var picture in words.QuerySelectorAll("img, script").ToList())
            picture.Remove();
        foreach (var link in words.QuerySelectorAll("a").ToList())
            link.Replace([.. link.ChildNodes]);
        Typography.Set(words, cellNumber: 1);
        return words;
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
        else
            Typography.SetHeads(box);
        return box;
    }
}
