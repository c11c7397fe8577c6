namespace LinearLayer.Display;

/// <summary>Draws db = 1ᵀ·dout in Falk's scheme: dout above, the ones on the left, and each sum below its column.</summary>
/// <param name="rows">N, the rows of dout.</param>
/// <param name="columns">M, the columns of dout.</param>
/// <param name="cell">What stands in dout at n and m.</param>
/// <param name="sum">What stands in db at m.</param>
/// <param name="terms">The sum of column m written out; null where the terms stand in db already.</param>
internal sealed class BiasGradientDiagram(int rows, int columns, Func<int, int, SvgFormula> cell, Func<int, SvgFormula> sum, Func<IReadOnlyList<int?>, int, SvgFormula> terms)
{
    private const double RowHeight = 26;
    private const double CellPadding = 9;
    private const double Gap = 12;
    private const double ArrowHeight = 34;
    private const string Product = "· dout =";
    private const int MostRows = 6;
    private const int MostColumns = 8;

    private readonly IReadOnlyList<int?> _rows = Shortened.Indices(rows, MostRows);
    private readonly IReadOnlyList<int?> _columns = Shortened.Indices(columns, MostColumns);
    private readonly SvgDrawing _drawing = new();

    private static string Rules { get; } = SvgDrawing.Rules + """

        .ll-drawing .ll-column { fill: var(--ll-panel-color); stroke: var(--ll-rule-color); }
        .ll-drawing .ll-sum { fill: var(--ll-panel-color); stroke: currentColor; stroke-width: 1.3; }
        """.ReplaceLineEndings("\n");

    public SvgPicture Draw(string text)
    {
        var ones = _rows.Select(n => (SvgFormula)(n is null ? "…" : "1")).ToList();
        var onesCaption = Invariant($"1ᵀ  (1, N) = (1, {rows})");
        var onesCell = TextStyle.Code.Width("1") + 2 * CellPadding;
        var onesWidth = ones.Count * onesCell;
        var onesLabel = TextStyle.Code.Width("1ᵀ") + Gap;
        var left = Math.Max(onesLabel + onesWidth, TextStyle.SmallCode.Width(onesCaption)) + TextStyle.Code.Width(Product) + 2 * Gap;
        var widths = _columns.Select(m => m is { } column ? 2 * CellPadding + _rows.Select(n => Cell(n, column).Width).Append(sum(column).Width).Append(terms(_rows, column).Width).Max() : 2 * CellPadding + 8).ToList();
        var columnLefts = widths.Select((_, i) => left + widths.Take(i).Sum() + i * Gap).ToList();
        var width = columnLefts[^1] + widths[^1];

        // dout, a strip a column.
        var top = TextStyle.SmallCode.Line + 6;
        var bottom = top + _rows.Count * RowHeight;
        _drawing.Text(left, TextStyle.SmallCode.Line / 2, Invariant($"dout  (N, M) = ({rows}, {columns})"), TextStyle.SmallCode, classes: "ll-muted");
        var result = bottom + ArrowHeight;
        foreach (var (i, m) in _columns.Index())
        {
            var middle = columnLefts[i] + widths[i] / 2;
            if (m is not { } column)
            {
                _drawing.Text(middle, (top + bottom) / 2, "…", TextStyle.Code, Anchor.Middle);
                _drawing.Text(middle, result + RowHeight / 2, "…", TextStyle.Code, Anchor.Middle);
                continue;
            }

            _drawing.Box(new LayoutBox(columnLefts[i], top, widths[i], bottom - top), "ll-column", 4);
            foreach (var (row, n) in _rows.Index())
                _drawing.Formula(middle, top + (row + 0.5) * RowHeight, Cell(n, column), Anchor.Middle);
            _drawing.Line(SvgDrawing.Path($"M {middle} {bottom} V {result}"));
            _drawing.Head(new(middle, result), Direction.Down);
            _drawing.Text(middle + 7, bottom + ArrowHeight / 2 - 3, "Σ", TextStyle.Code);
            _drawing.Box(new LayoutBox(columnLefts[i], result, widths[i], RowHeight), "ll-sum", 4);
            _drawing.Formula(middle, result + RowHeight / 2, sum(column), Anchor.Middle);
            _drawing.Formula(middle, result + RowHeight + 14, terms(_rows, column), Anchor.Middle);
        }

        // The ones, as long as a column of dout.
        var onesLeft = left - TextStyle.Code.Width(Product) - 2 * Gap - onesWidth;
        _drawing.Text(onesLeft - Gap, result + RowHeight / 2, "1ᵀ", TextStyle.Code, Anchor.End);
        _drawing.Box(new LayoutBox(onesLeft, result, onesWidth, RowHeight), "ll-column", 4);
        foreach (var (i, one) in ones.Index())
            _drawing.Formula(onesLeft + (i + 0.5) * onesCell, result + RowHeight / 2, one, Anchor.Middle);
        _drawing.Text(left - Gap, result + RowHeight / 2, Product, TextStyle.Code, Anchor.End);
        var foot = result + RowHeight + 28 + TextStyle.SmallCode.Line / 2;
        _drawing.Text(0, foot, onesCaption, TextStyle.SmallCode, classes: "ll-muted");
        _drawing.Text(left, foot, Invariant($"db  (M,) = ({columns},)"), TextStyle.SmallCode, classes: "ll-muted");

        var svg = _drawing.ToSvg(
            new[] { width, left + TextStyle.SmallCode.Width(Invariant($"dout  (N, M) = ({rows}, {columns})")) }.Max(), foot + TextStyle.SmallCode.Line / 2);
        return new SvgPicture(
            "The gradient of the bias: db sums the columns of dout",
            Invariant($"dout with {rows} rows and {columns} columns. An arrow leads from each column down to its sum, which is the entry of db below it. On the left stands a row of {rows} ones, one for each example: times dout it makes the same sums."),
            svg, text)
        {
            Rules = Rules,
        };
    }

    private SvgFormula Cell(int? n, int m) => n is { } row ? cell(row, m) : "⋮";

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
