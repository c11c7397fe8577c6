using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Notebooks.Handouts.Prose;

/// <summary>A formula in a line of text: <c>$...$</c>, or <c>$$...$$</c> for one that stands apart.</summary>
internal sealed class FormulaInline(string tex, bool display) : LeafInline
{
    public string Tex { get; } = tex;

    public bool Display { get; } = display;
}

/// <summary>A formula of its own lines: <c>$$ ... $$</c> or <c>\begin{...} ... \end{...}</c>.</summary>
internal sealed class FormulaBlock : LeafBlock
{
    public FormulaBlock(BlockParser parser, string closer, bool closerBelongs)
        : base(parser)
    {
        Closer = closer;
        CloserBelongs = closerBelongs;
        Lines = new StringLineGroup(4);
    }

    /// <summary>What ends the block.</summary>
    public string Closer { get; }

    /// <summary>Whether the closer is LaTeX itself, as <c>\end{align}</c> is.</summary>
    public bool CloserBelongs { get; }

    /// <summary>Whether the closer was found.</summary>
    public bool Closed { get; set; }

    public string Tex => Lines.ToString().Trim();
}

/// <summary>Finds where a formula ends.</summary>
internal static class Dollars
{
    /// <summary>The index of the first <paramref name="closer"/> that no backslash escapes, or -1.</summary>
    public static int IndexOfUnescaped(ReadOnlySpan<char> text, ReadOnlySpan<char> closer)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i..].StartsWith(closer))
                return i;
            if (text[i] == '\\')
                i++;
        }
        return -1;
    }
}
