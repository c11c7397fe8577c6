using System.Globalization;
using System.Net;
using Markdig;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Notebooks.Handouts.Code;

namespace Notebooks.Handouts.Prose;

/// <summary>Markdown as Jupyter and VS Code read it, to HTML.</summary>
internal sealed class MarkdownHtml(CodeColours colours)
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UsePipeTables()
        .UseTaskLists()
        .UseFootnotes()
        .UseAutoLinks()
        .UseEmphasisExtras(Markdig.Extensions.EmphasisExtras.EmphasisExtraOptions.Strikethrough)
        .Use<FormulaExtension>()
        .UsePreciseSourceLocation()
        .Build();

    /// <summary>The text's blocks; null where it is nested more deeply than Markdig follows.</summary>
    public static MarkdownDocument? Parse(string markdown)
    {
        try
        {
            return Markdown.Parse(markdown, Pipeline);
        }
        catch (ArgumentException) // Markdig's only answer to too deep a nest.
        {
            return null;
        }
    }

    /// <summary>Problems are placed at <paramref name="where"/>; without it, at the text's own lines.</summary>
    public string Write(string markdown, CellContext cell, string? where = null)
    {
        string Place(int line) => where ?? string.Create(CultureInfo.InvariantCulture, $"line {line + 1}");
        string Formula(string tex, bool display, int line) => cell.Formula(tex, display, Place(line));

        var html = new StringWriter(CultureInfo.InvariantCulture);
        var renderer = Renderer(html, Formula, block =>
            cell.Report(Place(block.Line), block.Tex, $"the formula is never closed: put {block.Closer} at its end"));
        renderer.ObjectRenderers.ReplaceOrAdd<CodeBlockRenderer>(new CodeBlockWriter(colours));
        try
        {
            renderer.Render(Markdown.Parse(markdown, Pipeline));
        }
        catch (ArgumentException) // As above; of text that is nested within a line, the renderer is the one to say so.
        {
            cell.Report(where ?? "its text", markdown.Length <= 40 ? markdown : markdown[..40] + "...", "the text is nested too deeply");
        }
        return html.ToString();
    }

    /// <summary>The same Markdown for a program that sets formulas itself; <paramref name="formula"/> says how it wants them.</summary>
    public static string WriteFor(WriteFormula formula, string markdown)
    {
        var html = new StringWriter(CultureInfo.InvariantCulture);
        Renderer(html, formula, block => html.WriteLine(WebUtility.HtmlEncode("$$" + block.Tex))).Render(Markdown.Parse(markdown, Pipeline));
        return html.ToString();
    }

    private static HtmlRenderer Renderer(StringWriter html, WriteFormula formula, Action<FormulaBlock> reportUnclosed)
    {
        var renderer = new HtmlRenderer(html);
        Pipeline.Setup(renderer);
        renderer.ObjectRenderers.Add(new FormulaInlineRenderer(formula));
        renderer.ObjectRenderers.Add(new FormulaBlockRenderer(formula, reportUnclosed));
        return renderer;
    }
}
