using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Syntax;

namespace Notebooks.Handouts.Prose;

/// <summary>
/// Reads <c>$...$</c> by pandoc's rule, so that prices stay prices: no white space inside the dollars, and no digit
/// after the closing one. <c>$$...$$</c> may have white space inside. <c>\$</c> is a dollar sign, in a formula too.
/// </summary>
internal sealed class FormulaInlineParser : InlineParser
{
    public FormulaInlineParser() => OpeningCharacters = ['$'];

    public override bool Match(InlineProcessor processor, ref StringSlice slice)
    {
        var text = slice.AsSpan();
        var dollars = text.Length - text.TrimStart('$').Length;
        var delimiter = text[..dollars];
        var inside = text[dollars..];
        var length = dollars <= 2 ? Dollars.IndexOfUnescaped(inside, delimiter) : -1;
        if (length < 0 || !IsFormula(inside[..length], inside[(length + dollars)..], dollars))
        {
            // A run of dollars that opens nothing is text as a whole: `$$5` must not be tried again from its second dollar.
            if (dollars == 1)
                return false;
            processor.Inline = new Markdig.Syntax.Inlines.LiteralInline(delimiter.ToString());
            slice.Start += dollars;
            return true;
        }

        var start = processor.GetSourcePosition(slice.Start, out var line, out var column);
        processor.Inline = new FormulaInline(inside[..length].Trim().ToString(), display: dollars == 2)
        {
            Line = line,
            Column = column,
            Span = new SourceSpan(start, start + length + 2 * dollars - 1),
        };
        slice.Start += length + 2 * dollars;
        return true;
    }

    private static bool IsFormula(ReadOnlySpan<char> inside, ReadOnlySpan<char> after, int dollars) => dollars == 2
        ? !inside.IsWhiteSpace()
        : inside.Length > 0
            && !char.IsWhiteSpace(inside[0])
            && !char.IsWhiteSpace(inside[^1])
            && !(after.Length > 0 && char.IsAsciiDigit(after[0]));
}
