using System.Numerics.Tensors;

namespace LinearLayer.Display;

/// <summary>A tensor laid out for reading: its matrices, their cells as text, and what was left out in the middle of a large one.</summary>
/// <param name="Name">The tensor's name, or "" where it is not known.</param>
/// <param name="Shape">Its shape, in numbers.</param>
/// <param name="Matrices">One for each index of the leading axes; a vector is one row, and a tensor without cells has none.</param>
/// <param name="HiddenMatrices">How many matrices are left out, behind the first half of those shown.</param>
internal sealed record TensorView(string Name, Shape Shape, IReadOnlyList<TensorView.Matrix> Matrices, nint HiddenMatrices)
{
    private const int MostMatrices = 6;
    private const int MostRows = 20;
    private const int MostColumns = 16;

    /// <summary>The last two axes at one index of the others.</summary>
    /// <param name="Place">Where it lies, such as "[1, :, :]", or "" where it is the whole tensor.</param>
    /// <param name="RowNames">The index of each row, null for the gap; no names at all for a vector.</param>
    /// <param name="ColumnNames">The index of each column, null for the gap.</param>
    /// <param name="Cells">The cells as text, row by row, null in a gap.</param>
    internal sealed record Matrix(string Place, IReadOnlyList<string?> RowNames, IReadOnlyList<string?> ColumnNames, IReadOnlyList<IReadOnlyList<string?>> Cells);

    /// <summary>The name and the shape, and how much of a large tensor is shown.</summary>
    public string Title => (Name == "" ? "" : Name + " ") + Shape + (Matrices.Count == 0 ? ", no cells" : "");

    /// <summary>Lays a tensor out; a large one loses its middle.</summary>
    public static TensorView Of(IReadOnlyTensor tensor, string name = "")
    {
        Shape shape = [.. tensor.Lengths];
        if (shape.Rank == 0 || shape.Contains(0))
            return new TensorView(name, shape, [], 0);

        var isVector = shape.Rank == 1;
        Shape leading = [.. shape.Take(shape.Rank - 2)];
        var places = Ends(leading.CellCount, MostMatrices).OfType<nint>().Select(leading.IndexAt).ToList();
        var rows = isVector ? [0] : Ends(shape[shape.Rank - 2], MostRows);
        var columns = Ends(shape[shape.Rank - 1], MostColumns);

        var numbers = NumberFormat.For(
            from place in places
            from row in rows.OfType<nint>()
            from column in columns.OfType<nint>()
            select Value(place, row, column));

        var matrices = places.Select(place => new Matrix(
            leading.Rank == 0 ? "" : $"[{string.Join(", ", place)}, :, :]",
            isVector ? [] : [.. rows.Select(row => row?.ToString())],
            [.. columns.Select(column => column?.ToString())],
            [.. rows.Select(row => columns.Select(column => row is { } r && column is { } c ? numbers.Text(Value(place, r, c)) : null).ToList())]));
        return new TensorView(name, shape, [.. matrices], leading.CellCount - places.Count);

        object? Value(nint[] place, nint row, nint column) => tensor[isVector ? [column] : (ReadOnlySpan<nint>)[.. place, row, column]];
    }

    /// <summary>All indices below the length, or those at both ends with a gap (null) between them.</summary>
    private static IReadOnlyList<nint?> Ends(nint length, int most)
    {
        if (length <= most)
            return [.. Range(0, length)];
        return [.. Range(0, most / 2), null, .. Range(length - most / 2, length)];

        static IEnumerable<nint?> Range(nint start, nint end)
        {
            for (var i = start; i < end; i++)
                yield return i;
        }
    }
}
