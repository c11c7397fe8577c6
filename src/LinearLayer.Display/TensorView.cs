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
    private const int MostRows = 24;
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

        var rows = shape.Rank > 1 ? Ends(shape[shape.Rank - 2], MostRows) : [null];
        var columns = Ends(shape[shape.Rank - 1], MostColumns);
        var leading = shape.Take(Math.Max(0, shape.Rank - 2)).ToArray();
        var places = Ends(leading.Aggregate((nint)1, (product, size) => product * size), MostMatrices);
        var shown = places.OfType<nint>().Select(place => IndexOf(place, leading)).ToList();

        nint[] Index(nint[] place, nint? row, nint column) => shape.Rank == 1 ? [column] : [.. place, row!.Value, column];
        var numbers = NumberFormat.For(
            from place in shown
            from row in rows
            where row is not null || shape.Rank == 1
            from column in columns
            where column is not null
            select tensor[Index(place, row, column.Value)]);

        var matrices = shown.Select(place => new Matrix(
            place.Length == 0 ? "" : $"[{string.Join(", ", place)}, :, :]",
            shape.Rank == 1 ? [] : [.. rows.Select(row => row?.ToString())],
            [.. columns.Select(column => column?.ToString())],
            [.. rows.Select(row => columns.Select(column =>
                column is null || (row is null && shape.Rank > 1) ? null : numbers.Text(tensor[Index(place, row, column.Value)])).ToList())]));
        return new TensorView(name, shape, [.. matrices], leading.Aggregate((nint)1, (product, size) => product * size) - shown.Count);
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

    private static nint[] IndexOf(nint position, nint[] sizes)
    {
        var index = new nint[sizes.Length];
        for (var axis = sizes.Length - 1; axis >= 0; axis--)
            (position, index[axis]) = nint.DivRem(position, sizes[axis]);
        return index;
    }
}
