namespace LinearLayer.Display;

/// <summary>A matrix of formulas between brackets, with its shape below.</summary>
/// <param name="Rows">The cells, row by row.</param>
/// <param name="Caption">What stands below it; "" for nothing.</param>
internal sealed record SvgMatrix(IReadOnlyList<IReadOnlyList<SvgFormula>> Rows, string Caption)
{
    public const double RowHeight = 24;
    private const double ColumnGap = 16;
    private const double Padding = 9;
    private const double Serif = 5;
    private const double CaptionGap = 5;

    public double Height => Rows.Count * RowHeight;

    public double FullHeight => Height + (Caption.Length == 0 ? 0 : CaptionGap + TextStyle.SmallCode.Line);

    /// <summary>With the caption, which may be wider than the matrix.</summary>
    public double Width => Math.Max(BracketWidth, TextStyle.SmallCode.Width(Caption));

    private IReadOnlyList<double> ColumnWidths => [.. Enumerable.Range(0, Rows[0].Count).Select(column => Rows.Max(row => row[column].Width))];

    private double BracketWidth => ColumnWidths.Sum() + ColumnGap * (ColumnWidths.Count - 1) + 2 * Padding;

    public void Draw(SvgDrawing drawing, double left, double top)
    {
        var start = left + (Width - BracketWidth) / 2;
        var (right, bottom) = (start + BracketWidth, top + Height);
        drawing.Line(SvgDrawing.Path($"M {start + Serif} {top} H {start} V {bottom} H {start + Serif}"));
        drawing.Line(SvgDrawing.Path($"M {right - Serif} {top} H {right} V {bottom} H {right - Serif}"));

        var x = start + Padding;
        foreach (var (column, width) in ColumnWidths.Index())
        {
            foreach (var (row, cells) in Rows.Index())
                drawing.Formula(x + width / 2, top + (row + 0.5) * RowHeight, cells[column], Anchor.Middle);
            x += width + ColumnGap;
        }

        if (Caption.Length > 0)
            drawing.Text(left + Width / 2, bottom + CaptionGap + TextStyle.SmallCode.Line / 2, Caption, TextStyle.SmallCode, Anchor.Middle, "ll-muted");
    }
}
