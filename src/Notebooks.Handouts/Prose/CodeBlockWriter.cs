using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Notebooks.Handouts.Code;

namespace Notebooks.Handouts.Prose;

/// <summary>Writes the code blocks of Markdown, in colours.</summary>
internal sealed class CodeBlockWriter(CodeColours colours) : HtmlObjectRenderer<CodeBlock>
{
    protected override void Write(HtmlRenderer renderer, CodeBlock block)
    {
        var language = (block as FencedCodeBlock)?.Info ?? "";
        renderer.WriteLine(CodeHtml.Write(block.Lines.ToString(), language, colours));
    }
}
