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
using Notebooks.Handouts.Safety;

namespace Notebooks.Handouts;

/// <summary>Writes notebooks as HTML pages that need no network.</summary>
/// <remarks>Make one and keep it: it loads KaTeX and Roslyn once and remembers each formula. It may be used from many threads.</remarks>
public sealed class HandoutRenderer
{
    private readonly RenderedCache cache;
    private readonly Katex katex;
    private readonly CodeColours colours;
    private readonly MarkdownHtml markdown;
    private readonly OutputHtml outputs;

    /// <summary>Makes a renderer; what is slow to load waits for <see cref="Prepare"/> or the first page.</summary>
    /// <param name="cacheFolder">Where rendered formulas and coloured code are kept for the next time; null to keep none.</param>
    public HandoutRenderer(string? cacheFolder = null)
    {
        cache = new RenderedCache(cacheFolder);
        katex = new Katex(cache);
        colours = new CodeColours(cache);
        markdown = new MarkdownHtml(colours);
        outputs = new OutputHtml(markdown);
    }

    /// <summary>Renders now the formulas and the code of a notebook, some seconds' work: for a thread with nothing to do while the notebook runs.</summary>
    /// <param name="notebook">The notebook, run or not.</param>
    public void Prepare(Notebook notebook)
    {
        ArgumentNullException.ThrowIfNull(notebook);

        // KaTeX and Roslyn take seconds to load, and nothing from each other.
        Parallel.Invoke(
            () =>
            {
                var page = new PageContext(new NotebookFormulas(katex), null, new HandoutOptions { KeepGoing = true });
                foreach (var (index, cell) in notebook.Cells.Index().Where(cell => cell.Item.Kind == CellKind.Markdown))
                    markdown.Write(cell.Source, new CellContext(cell, index + 1, page));
            },
            () =>
            {
                foreach (var cell in notebook.Cells.Where(cell => cell.Kind == CellKind.Code))
                    CodeHtml.Write(cell.Source, CellLanguage.Of(cell, notebook), colours);
            });
    }

    /// <summary>Keeps the formulas and the code rendered so far for the next time, if it was said where.</summary>
    public void SaveCache() => cache.Save();

    /// <summary>Writes a notebook, with the outputs that it holds, as a page; the same notebook gives the same page.</summary>
    /// <param name="notebook">The notebook, run or not.</param>
    /// <param name="name">Its name without extension, <c>/</c> between folders: the last line shows it, and the title where there is no heading.</param>
    /// <param name="folder">The folder that it is in, for the pictures that it shows by relative address.</param>
    /// <param name="options">How it is shown; the default for null.</param>
    /// <exception cref="HandoutException">Formulas that KaTeX cannot read, or pictures that are not there; it names all of them.</exception>
    public Handout Render(Notebook notebook, string name, string? folder = null, HandoutOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(notebook);
        ArgumentException.ThrowIfNullOrEmpty(name);

        var page = new PageContext(new NotebookFormulas(katex), folder, options ?? new HandoutOptions()) { Pictures = folder is null ? null : new PictureFiles(folder, name) };
        var document = new HtmlParser().ParseDocument("");
        var text = document.CreateElement("article");
        foreach (var (index, cell) in notebook.Cells.Index())
        {
            if (Write(new CellContext(cell, index + 1, page), notebook, document) is { } box)
                text.Append(box, document.CreateTextNode("\n"));
        }
        if (page.Problems.Count > 0 && !page.Options.KeepGoing)
            throw new HandoutException($"{name}: the handout cannot be written.", page.Problems);

        var lengths = FormulaLengths.Gather(text);
        var (heading, headings) = Outline.Make(text);
        UniqueIds.Make(text);
        var title = heading is null ? name.Split('/')[^1] : Outline.PlainText(heading);
        var summary = text.QuerySelector(".nb-cell-text > p");
        var checks = CheckList.Find(text);
        var sections = SearchSections.Find(text, title);
        text.Insert(AdjacentPosition.AfterBegin, $"\n<h1>{heading?.InnerHtml ?? WebUtility.HtmlEncode(title)}</h1>\n");

        var parts = new PageParts
        {
            Title = title,
            Description = summary is null ? "" : Outline.PlainText(summary),
            Main = HtmlText.Of(text),
            Headings = headings,
            Footer = $"<p>Made from the notebook <i>{WebUtility.HtmlEncode(name)}</i>.</p>\n{checks.Html(page.Options)}",
            Formulas = KatexStyle.NeedsOf(text),
            FormulaLengths = lengths,
            Sheets = [.. page.Sheets.Html],
            Scripts = page.Scripts.Known,
            Plotly = page.Scripts.Plotly,
            Sections = sections,
            Options = page.Options,
        };
        return new Handout(name, parts, checks.Summary, page.Problems);
    }

    /// <summary>Writes the page that leads to the handouts, in the order given.</summary>
    public string RenderIndex(IReadOnlyList<HandoutEntry> entries, string title = "Handouts") =>
        PageHtml.Write(IndexParts(entries, title, new HandoutOptions()), PageFrame.SelfContained);

    /// <summary>Writes handouts as a site: pages that share their styles, scripts and fonts, lead to one another and can be searched, from files and without a network.</summary>
    /// <param name="handouts">The pages, in reading order.</param>
    /// <param name="entries">What the first page says of each.</param>
    /// <param name="title">The title of the first page.</param>
    /// <param name="options">The language of the first page.</param>
    /// <returns>The files: those that pages need before the pages, <c>index.html</c> last.</returns>
    public IReadOnlyList<SiteFile> RenderSite(IReadOnlyList<Handout> handouts, IReadOnlyList<HandoutEntry> entries, string title = "Handouts", HandoutOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(handouts);
        ArgumentNullException.ThrowIfNull(entries);

        return HandoutSite.Files(handouts, IndexParts(entries, title, options ?? new HandoutOptions()));
    }

    /// <summary>Writes flashcards as one page: to go through one by one, or to read and print as a list.</summary>
    /// <exception cref="HandoutException">Cards with formulas that KaTeX cannot read.</exception>
    public string RenderDeck(IReadOnlyList<Flashcard> cards, string title)
    {
        ArgumentNullException.ThrowIfNull(cards);

        var page = new PageContext(new NotebookFormulas(katex), null, new HandoutOptions());
        var document = new HtmlParser().ParseDocument("");
        var main = document.CreateElement("div");
        main.Insert(AdjacentPosition.BeforeEnd, $"<h1>{WebUtility.HtmlEncode(title)}</h1>\n<p class=\"nb-deck-intro\">{cards.Count} cards. Answer each before you turn it.</p>\n");
        foreach (var (index, card) in cards.Index())
        {
            var article = document.CreateElement("article");
            article.ClassName = "nb-card";
            article.SetAttribute("aria-label", $"Card {index + 1}");
            var fold = document.CreateElement("details");
            fold.InnerHtml = "<summary>Answer</summary>";
            article.Append(CardSide(card.Question, "nb-card-question"), fold);
            fold.Append(CardSide(card.Answer, "nb-card-answer"));
            article.Insert(AdjacentPosition.BeforeEnd, $"<p class=\"nb-card-source\">{WebUtility.HtmlEncode(card.Notebook)}</p>");
            main.Append(article, document.CreateTextNode("\n"));

            IElement CardSide(string text, string kind)
            {
                var context = new CellContext(new Cell(card.Id, CellKind.Markdown, text), index + 1, page);
                return Box(document, $"nb-prose {kind}", markdown.Write(text, context), isForeign: true, context);
            }
        }

        if (page.Problems.Count > 0)
            throw new HandoutException($"{title}: the cards cannot be written.", page.Problems);
        var parts = new PageParts
        {
            Title = title,
            FormulaLengths = FormulaLengths.Gather(main),
            Main = HtmlText.OfChildren(main),
            Formulas = KatexStyle.NeedsOf(main),
            Scripts = [Asset.Text("cards.js")],
        };
        return PageHtml.Write(parts, PageFrame.SelfContained);
    }

    private PageParts IndexParts(IReadOnlyList<HandoutEntry> entries, string title, HandoutOptions options)
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
            item.InnerHtml = $"<h2><a href=\"{HandoutSite.Address(entry.Name)}\">{Words(entry.Title, document).QuerySelector("p")?.InnerHtml}</a></h2>";
            item.Append(Words(entry.Summary, document));
            list.Append(item, document.CreateTextNode("\n"));
        }
        main.Append(list);
        return new PageParts { Title = title, FormulaLengths = FormulaLengths.Gather(main), Main = HtmlText.OfChildren(main), Formulas = KatexStyle.NeedsOf(main), Options = options };
    }

    /// <summary>The Markdown without its links and pictures: it stands beside a link of its own.</summary>
    private IElement Words(string text, IDocument document)
    {
        var page = new PageContext(new NotebookFormulas(katex), null, new HandoutOptions());
        var words = document.CreateElement("div");
        words.ClassName = "nb-prose";
        words.InnerHtml = markdown.Write(text, new CellContext(new Cell("index", CellKind.Markdown, text), 1, page));
        // The index also lists handouts of earlier exports, whose notebooks may no longer be right.
        if (page.Problems.Count > 0)
            words.InnerHtml = $"<p>{WebUtility.HtmlEncode(text)}</p>";
        foreach (var element in words.QuerySelectorAll("img, script, style").ToList())
            element.Remove();
        Sanitiser.Clean(words);
        page.PutFormulas(words);
        foreach (var link in words.QuerySelectorAll("a").ToList())
            link.Replace([.. link.ChildNodes]);
        Typography.Set(words, cellNumber: 1);
        return words;
    }

    /// <summary>The cell's part of the page; null where it shows nothing.</summary>
    private IElement? Write(CellContext context, Notebook notebook, IDocument document) => context.Cell switch
    {
        { Kind: CellKind.Code } => WriteCode(context, CellLanguage.Of(context.Cell, notebook), document),
        { Source: var source } when string.IsNullOrWhiteSpace(source) => null,
        { Kind: CellKind.Markdown, Source: var source } => Box(document, "nb-cell-text nb-prose", markdown.Write(source, context), isForeign: true, context),
        { Source: var source } => Box(document, "nb-cell-raw nb-scroll", $"<pre>{WebUtility.HtmlEncode(source)}</pre>", isForeign: false, context),
    };

    private IElement? WriteCode(CellContext context, string language, IDocument document)
    {
        var count = context.Cell.ExecutionCount?.ToString(CultureInfo.InvariantCulture);
        var cell = document.CreateElement("div");
        cell.ClassName = "nb-cell-code";
        cell.SetAttribute("role", "group");
        cell.SetAttribute("aria-label", count is null ? "Code that was not run" : $"Code {count}");
        var exercise = context.Page.Options.Exercises.FirstOrDefault(exercise => exercise.CellId == context.Cell.Id);
        if (!string.IsNullOrWhiteSpace(context.Cell.Source) && (context.Page.Options.Code != CodeView.Hidden || exercise is not null))
        {
            var code = $"<div class=\"nb-prompt\" aria-hidden=\"true\">[{count ?? " "}]</div>" + CodeHtml.Write(context.Cell.Source, language, colours);
            cell.InnerHtml = context.Page.Options.Code == CodeView.Folded && exercise is null
                ? $"<details class=\"nb-fold\"><summary>Code{(count is null ? "" : " " + count)}</summary>{code}</details>"
                : code;
        }
        if (exercise is not null)
            cell.Insert(AdjacentPosition.BeforeEnd, string.Create(CultureInfo.InvariantCulture, $"<div class=\"nb-room\" aria-hidden=\"true\" style=\"--nb-lines: {Math.Clamp(exercise.Lines * 2, 6, 24)}\"></div>"));
        foreach (var forms in outputs.Write(context))
        {
            // HTML may hold nothing but a script that a page does not run: then the next form has its turn.
            if (forms.Select(form => Box(form, document, context)).FirstOrDefault(box => !IsEmpty(box)) is { } box)
                cell.Append(document.CreateTextNode("\n"), box);
        }
        WriteCaptions(cell, document, context);
        return cell.HasChildNodes ? cell : null;
    }

    /// <summary>Puts what the author says of a picture and of a table below the first of each that the cell shows.</summary>
    private void WriteCaptions(IElement cell, IDocument document, CellContext context)
    {
        var (figure, table, _) = CellCaptions.Of(context.Cell);
        Caption(table, ":scope > .nb-html:has(table)");
        Caption(figure, ":scope > .nb-picture, :scope > .nb-html:has(img, svg, figure)");

        void Caption(string? text, string shown)
        {
            if (text is null || cell.QuerySelector(shown) is not { } box)
                return;
            var captioned = document.CreateElement("figure");
            captioned.ClassName = "nb-captioned";
            captioned.Append([.. box.ChildNodes]);
            var caption = document.CreateElement("figcaption");
            caption.Append(Box(document, "nb-prose", markdown.Write(text, context, "a caption"), isForeign: true, context));
            captioned.Append(caption);
            box.Append(captioned);
        }
    }

    private static IElement Box(OutputBox output, IDocument document, CellContext context)
    {
        var box = Box(document, $"nb-output {output.Kind} nb-scroll", output.Html, output.IsForeign, context);
        box.SetAttribute("data-label", output.Label);
        box.SetAttribute("role", "group");
        box.SetAttribute("aria-label", context.Cell.ExecutionCount is { } count
            ? string.Create(CultureInfo.InvariantCulture, $"{output.Label} of code {count}")
            : output.Label);
        return box;
    }

    /// <summary>A box of its own for HTML that may leave elements open: the browser closes them with the box, and so does the parser here.</summary>
    private static IElement Box(IDocument document, string classes, string html, bool isForeign, CellContext context)
    {
        var box = document.CreateElement("div");
        box.ClassName = classes;
        box.InnerHtml = html;
        if (isForeign)
            MakeSafe(box, context);
        context.Page.PutFormulas(box);
        if (box.ClassList.Contains("nb-prose"))
            Typography.Set(box, context.Number);
        else
            Typography.SetHeads(box);
        return box;
    }

    private static void MakeSafe(IElement box, CellContext context)
    {
        var options = context.Page.Options;
        Enclosure.Enclose(box, context);
        context.Page.Scripts.Take(box, options.Trust);
        if (options.Answers == AnswerView.Hidden && box.ClassList.Contains("nb-cell-text"))
        {
            foreach (var answer in box.QuerySelectorAll("details").ToList())
                answer.Remove();
        }
        context.Page.Sheets.Take(box, options.Trust);
        if (!options.Trust)
            Sanitiser.Clean(box);
    }

    private static bool IsEmpty(IElement box) =>
        string.IsNullOrWhiteSpace(box.TextContent) && box.QuerySelector("img, svg, math, canvas, hr, table, input, button, progress, meter, script") is null;
}
