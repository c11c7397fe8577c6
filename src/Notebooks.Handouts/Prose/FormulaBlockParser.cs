using System.Text.RegularExpressions;
using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Syntax;

namespace Notebooks.Handouts.Prose;

/// <summary>
/// Reads formulas that begin a line: <c>$$ ... $$</c> over one or more lines, and LaTeX environments with no dollars
/// around them, which Jupyter and VS Code render too.
/// </summary>
internal sealed partial class FormulaBlockParser : BlockParser
{
    public FormulaBlockParser() => OpeningCharacters = ['$', '\\'];

    public override bool CanInterrupt(BlockProcessor processor, Block block) => true;

    public override BlockState TryOpen(BlockProcessor processor)
    {
        if (processor.IsCodeIndent)
            return BlockState.None;

        var line = processor.Line.AsSpan();
        FormulaBlock block;
        if (line.StartsWith("$$") && !line.StartsWith("$$$"))
        {
            var inside = line[2..];
            var end = Dollars.IndexOfUnescaped(inside, "$$");
            // `$$x$$ and more` is a line of text that a formula begins: the inline parser's.
            if (end >= 0 && !inside[(end + 2)..].IsWhiteSpace())
                return BlockState.None;
            block = new FormulaBlock(this, "$$", closerBelongs: false);
            processor.Line.Start += 2;
        }
        else if (Environment().Match(line.ToString()) is { Success: true } environment)
            block = new FormulaBlock(this, $@"\end{{{environment.Groups[1].Value}}}", closerBelongs: true);
        else
            return BlockState.None;

        block.Line = processor.LineIndex;
        block.Column = processor.Column;
        block.Span = new SourceSpan(processor.Start, processor.Line.End);
        processor.NewBlocks.Push(block);
        return Take(processor, block);
    }

    public override BlockState TryContinue(BlockProcessor processor, Block block) => Take(processor, (FormulaBlock)block);

    /// <summary>Adds the line, up to the closer where it has one; what follows the closer begins a new block.</summary>
    private static BlockState Take(BlockProcessor processor, FormulaBlock block)
    {
        ref var line = ref processor.Line;
        var end = Dollars.IndexOfUnescaped(line.AsSpan(), block.Closer);
        if (block.CloserBelongs)
            end = line.AsSpan().IndexOf(block.Closer, StringComparison.Ordinal);
        if (end < 0)
        {
            Add(block, line);
            return BlockState.ContinueDiscard;
        }

        block.Closed = true;
        var kept = end + (block.CloserBelongs ? block.Closer.Length : 0);
        Add(block, new StringSlice(line.Text, line.Start, line.Start + kept - 1));
        line.Start += end + block.Closer.Length;
        line.TrimStart();
        return line.IsEmpty ? BlockState.BreakDiscard : BlockState.None;
    }

    private static void Add(FormulaBlock block, StringSlice line) => block.Lines.Add(line);

    [GeneratedRegex(@"^\\begin\{([A-Za-z]+\*?)\}")]
    private static partial Regex Environment();
}
