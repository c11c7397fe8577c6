using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Parsers.Inlines;
using Markdig.Renderers;
using Markdig.Renderers.Html;

namespace Notebooks.Handouts.Prose;

/// <summary>Teaches Markdig formulas. The renderers come a document at a time: see <see cref="Markdown"/>.</summary>
internal sealed class FormulaExtension : IMarkdownExtension
{
    public void Setup(MarkdownPipelineBuilder pipeline)
    {
        pipeline.BlockParsers.Insert(0, new FormulaBlockParser());
        pipeline.InlineParsers.InsertBefore<EscapeInlineParser>(new FormulaInlineParser());
    }

    public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer)
    {
    }
}

/// <summary>Gives a formula's HTML; hears the formula and the line of the Markdown that it stands on, from 0.</summary>
internal delegate string WriteFormula(string tex, bool display, int line);

internal sealed class FormulaInlineRenderer(WriteFormula write) : HtmlObjectRenderer<FormulaInline>
{
    protected override void Write(HtmlRenderer renderer, FormulaInline formula)
    {
        var inTable = false;
        for (var parent = formula.Parent; parent is not null && !inTable; parent = parent.Parent)
            inTable = parent.ParentBlock?.Parent is TableCell;
        // In a table a bar must be written \|, or it would part the cells.
        var tex = inTable ? formula.Tex.Replace(@"\|", "|", StringComparison.Ordinal) : formula.Tex;
        renderer.Write(write(tex, formula.Display, formula.Line));
    }
}

internal sealed class FormulaBlockRenderer(WriteFormula write, Action<FormulaBlock> reportUnclosed) : HtmlObjectRenderer<FormulaBlock>
{
    protected override void Write(HtmlRenderer renderer, FormulaBlock formula)
    {
        if (formula.Closed)
            renderer.WriteLine(write(formula.Tex, display: true, formula.Line));
        else
            reportUnclosed(formula);
    }
}
