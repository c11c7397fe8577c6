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
            var widths = Enumerable.Range(0, matrix.ColumnNames.Count).Select(column => matrix.Cells.Max(row => (row[column] ?? Gap).Length)).ToList();
            lines.AddRange(matrix.Cells.Select(row => "  " + string.Join("  ", row.Select((cell, column) => (cell ?? Gap).PadLeft(widths[column])))));
        }

        return string.Join('\n', lines);
    }
}
