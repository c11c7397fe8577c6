namespace LinearLayer.Display;

/// <summary>The numbers of a chart as a table, for those who do not see the chart. A long one loses its middle.</summary>
/// <param name="Caption">What the rows are.</param>
/// <param name="Columns">The names of the columns; the first column names the rows.</param>
/// <param name="Rows">The rows that are shown, as text.</param>
/// <param name="HiddenRows">How many rows are left out, behind the first half of those shown.</param>
internal sealed record ChartTable(string Caption, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows, int HiddenRows)
{
    private const int MostRows = 40;

    /// <param name="caption">What the rows are.</param>
    /// <param name="count">How many rows there are.</param>
    /// <param name="columns">For each column its name, and for a row number what stands there: text, or a number.</param>
    public static ChartTable Of(string caption, int count, params IReadOnlyList<(string Name, Func<int, object> Cell)> columns)
    {
        int[] shown = count <= MostRows
            ? [.. Enumerable.Range(0, count)]
            : [.. Enumerable.Range(0, MostRows / 2), .. Enumerable.Range(count - MostRows / 2, MostRows / 2)];
        var texts = columns.Select(column => shown.Select(column.Cell).Select(Text).ToList()).ToList();
        return new ChartTable(
            caption, [.. columns.Select(column => column.Name)],
            [.. Enumerable.Range(0, shown.Length).Select(row => (IReadOnlyList<string>)[.. texts.Select(column => column[row])])],
            count - shown.Length);
    }

    private static string Text(object cell) => cell is double number ? ChartNumber.Text(number) : cell.ToString()!;
}
