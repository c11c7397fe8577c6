namespace LinearLayer.Display;

/// <summary>Writes tensors as text/plain: the shape, then the rows, their columns right-aligned.</summary>
internal static class TensorTextWriter
{
    private const string Gap = "…";

    public static void Write(IReadOnlyList<TensorView> tensors, TextWriter writer) =>
        writer.Write(string.Join("\n\n", tensors.Select(Text)));

    private static string Text(TensorView tensor)
    {
        List<string> lines = [tensor.Title];
        for (var i = 0; i < tensor.Matrices.Count; i++)
        {
            if (tensor.HiddenMatrices > 0 && i == tensor.Matrices.Count / 2)
                lines.Add($"{Gap} {tensor.HiddenMatrices} more");

            var matrix = tensor.Matrices[i];
            if (matrix.Place != "")
                lines.Add(matrix.Place);
            lines.AddRange(Rows(matrix));
        }

        if (tensor.Odd != "")
            lines.Add(tensor.Odd);
        return string.Join('\n', lines);
    }

    /// <summary>The rows of one matrix; a chosen cell gets a mark behind it.</summary>
    public static IEnumerable<string> Rows(TensorView.Matrix matrix, Func<TensorView.Cell, string>? mark = null)
    {
        string Word(TensorView.Cell? cell) => cell is null ? Gap : cell.Text + mark?.Invoke(cell);
        var widths = Enumerable.Range(0, matrix.ColumnNames.Count).Select(column => matrix.Cells.Max(row => Word(row[column]).Length)).ToList();
        return matrix.Cells.Select(row => "  " + string.Join("  ", row.Select((cell, column) => Word(cell).PadLeft(widths[column]))));
    }
}
