using System.Numerics.Tensors;

namespace LinearLayer.Display;

/// <summary>The numbers of a small tensor as rows of texts, to be written into a drawing.</summary>
/// <param name="Rows">Row by row; of a tensor with more than two axes the matrices below each other, an empty row between them.</param>
internal sealed record NumberGrid(IReadOnlyList<IReadOnlyList<string>> Rows)
{
    private const int MostCells = 30;
    private const double ColumnGap = 9;

    private static readonly TextStyle Style = TextStyle.SmallCode;

    public LayoutSize Size => new(Widths.Sum() + ColumnGap * (Widths.Count - 1), Rows.Count * Style.Line);

    private IReadOnlyList<double> Widths => [.. Enumerable.Range(0, Rows.Max(row => row.Count)).Select(column => Rows.Where(row => row.Count > column).Max(row => Style.Width(row[column])))];

    /// <summary>The numbers; null if there are none or too many to read.</summary>
    public static NumberGrid? Of(IReadOnlyTensor tensor)
    {
        Shape shape = [.. tensor.Lengths];
        if (shape.CellCount is 0 or > MostCells)
            return null;

        List<IReadOnlyList<string>> rows = [];
        foreach (var matrix in TensorView.Of(tensor).Matrices)
        {
            if (rows.Count > 0)
                rows.Add([]);
            rows.AddRange(matrix.Cells.Select(row => row.Select(cell => cell?.Text ?? "…").ToList()));
        }

        return new NumberGrid(rows);
    }

    /// <summary>On one line, such as [[1, 2], [3, 4]]; a single number as it is.</summary>
    public override string ToString() => Rows is [[var number]] ? number : Rows.Count == 1 ? Row(Rows[0]) : $"[{string.Join(", ", Rows.Where(row => row.Count > 0).Select(Row))}]";

    /// <summary>Draws the numbers, with brackets around them, from the upper left corner.</summary>
    public void Draw(SvgDrawing drawing, double left, double top, string? fill = null)
    {
        var right = left;
        foreach (var (column, width) in Widths.Index())
        {
            right += width;
            foreach (var (row, cells) in Rows.Index().Where(row => row.Item.Count > column))
                drawing.Text(right, top + (row + 0.5) * Style.Line, cells[column], Style, Anchor.End, fill: fill);
            right += ColumnGap;
        }
    }

    private static string Row(IReadOnlyList<string> cells) => $"[{string.Join(", ", cells)}]";
}
