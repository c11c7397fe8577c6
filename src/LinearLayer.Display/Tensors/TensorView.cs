using System.Numerics;
using System.Numerics.Tensors;

namespace LinearLayer.Display;

/// <summary>A tensor laid out for reading: its matrices, their cells as text, and what was left out in the middle of a large one.</summary>
/// <param name="Name">The tensor's name, or "" where it is not known.</param>
/// <param name="Axes">Its axes: by name, where the notebook has given them names.</param>
/// <param name="Shape">Its shape, in numbers.</param>
/// <param name="Matrices">One for each index of the leading axes; a vector is one row, and a tensor without cells has none.</param>
/// <param name="HiddenMatrices">How many matrices are left out, behind the first half of those shown.</param>
/// <param name="Numbers">How its cells are written.</param>
internal sealed record TensorView(
    string Name, Axes Axes, Shape Shape, IReadOnlyList<TensorView.Matrix> Matrices, nint HiddenMatrices, NumberFormat Numbers)
{
    private const int MostMatrices = 6;
    private const int MostRows = 20;
    private const int MostColumns = 16;
    private const int LongestRow = 77; // letters: what a terminal of 80 shows in one line beside the gap, and a handout without scrolling
    private const int MostCounted = 1_000_000;

    /// <summary>The last two axes at one index of the others.</summary>
    /// <param name="Place">Where it lies, such as "[1, :, :]", or "" where it is the whole tensor.</param>
    /// <param name="RowNames">The index of each row, null for the gap; no names at all for a vector.</param>
    /// <param name="ColumnNames">The index of each column, null for the gap.</param>
    /// <param name="Cells">The cells, row by row, null in a gap.</param>
    internal sealed record Matrix(string Place, IReadOnlyList<string?> RowNames, IReadOnlyList<string?> ColumnNames, IReadOnlyList<IReadOnlyList<Cell?>> Cells);

    /// <summary>A cell.</summary>
    /// <param name="Index">Its index, such as "1, 2".</param>
    /// <param name="Text">Its value in as many digits as the other cells have.</param>
    /// <param name="Exact">Its value in all digits.</param>
    /// <param name="Number">Its value as a real number; null where it is none.</param>
    internal sealed record Cell(string Index, string Text, string Exact, double? Number);

    /// <summary>The colours of the cells; null where they have none.</summary>
    public HeatScale? Heat { get; init; }

    /// <summary>How many cells of a tensor with a hidden middle are NaN or infinite, in words; "" where all are finite, or there are too many to look at.</summary>
    public string Odd { get; init; } = "";

    /// <summary>The name and the shape, and how much of a large tensor is shown.</summary>
    public string Title => Prefix + AxisNames.Text(Axes, Shape) + Suffix;

    /// <summary>The title, with each axis in its colour.</summary>
    public string TitleHtml => Figure.Html(Prefix) + AxisNames.Html(Axes, Shape) + Suffix;

    private string Prefix => Name == "" ? "" : Name + " ";

    private string Suffix => Matrices.Count == 0 ? ", no cells" : "";

    /// <summary>Lays a tensor out; a large one loses its middle.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="name">Its name, or "".</param>
    /// <param name="isColoured">Whether its cells get a colour by their value.</param>
    /// <param name="limit">The magnitude of the full colour; that of the largest cell where it is left out.</param>
    public static TensorView Of(IReadOnlyTensor tensor, string name = "", bool isColoured = false, double? limit = null)
    {
        Shape shape = [.. tensor.Lengths];
        var axes = Shapes.Scope.AxesOf(tensor);
        if (shape.Rank == 0 || shape.Contains(0))
            return new TensorView(name, axes, shape, [], 0, NumberFormat.For([]));

        var isVector = shape.Rank == 1;
        Shape leading = [.. shape.Take(shape.Rank - 2)];
        var places = Ends(leading.CellCount, MostMatrices).OfType<nint>().Select(leading.IndexAt).ToList();
        var rows = isVector ? [0] : Ends(shape[shape.Rank - 2], MostRows);
        var columns = Ends(shape[shape.Rank - 1], MostColumns);
        var values = Values();
        var numbers = NumberFormat.For(values);
        if (columns.Contains(null))
        {
            var widest = 2 + values.Max(value => numbers.Text(value).Length);
            columns = Ends(shape[shape.Rank - 1], Math.Clamp(LongestRow / widest / 2 * 2, 4, MostColumns));
            values = Values();
        }

        var matrices = places.Select(place => new Matrix(
            leading.Rank == 0 ? "" : $"[{string.Join(", ", place)}, :, :]",
            isVector ? [] : [.. rows.Select(row => row?.ToString())],
            [.. columns.Select(column => column?.ToString())],
            [.. rows.Select(row => columns.Select(column => row is { } r && column is { } c ? CellAt(Index(place, r, c)) : null).ToList())]));
        return new TensorView(name, axes, shape, [.. matrices], leading.CellCount - places.Count, numbers)
        {
            Heat = !isColoured ? null : limit is { } full ? new HeatScale(full) : HeatScale.For(values.Select(NumberFormat.Number).OfType<double>()),
            Odd = values.Count < shape.CellCount ? NotFinite(tensor, shape) : "",
        };

        List<object?> Values() => [.. from place in places
                                      from row in rows.OfType<nint>()
                                      from column in columns.OfType<nint>()
                                      select tensor[Index(place, row, column)]];

        nint[] Index(nint[] place, nint row, nint column) => isVector ? [column] : [.. place, row, column];

        Cell CellAt(nint[] index)
        {
            var value = tensor[index];
            return new Cell(string.Join(", ", index), numbers.Text(value), NumberFormat.Exact(value), NumberFormat.Number(value));
        }
    }

    /// <summary>All indices below the length, or those at both ends with a gap (null) between them.</summary>
    public static IReadOnlyList<nint?> Ends(nint length, int most)
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

    /// <summary>A NaN in the hidden middle of a large tensor is the one that a learner looks for.</summary>
    private static string NotFinite(IReadOnlyTensor tensor, Shape shape)
    {
        if (tensor is not (IEnumerable<double> or IEnumerable<float> or IEnumerable<Half> or IEnumerable<Complex>) || shape.CellCount > MostCounted)
            return "";
        var (nans, infinities) = tensor switch
        {
            IEnumerable<double> cells => Count(cells),
            IEnumerable<float> cells => Count(cells),
            IEnumerable<Half> cells => Count(cells),
            _ => Count((IEnumerable<Complex>)tensor),
        };
        if (nans + infinities == 0)
            return "";
        string[] counts = [nans > 0 ? $"{nans} NaN" : "", infinities > 0 ? $"{infinities} infinite" : ""];
        return $"not finite: {string.Join(", ", counts.Where(count => count != ""))}";

        static (int NaNs, int Infinities) Count<T>(IEnumerable<T> cells) where T : INumberBase<T>
        {
            var (nans, infinities) = (0, 0);
            foreach (var cell in cells)
            {
                nans += T.IsNaN(cell) ? 1 : 0;
                infinities += !T.IsFinite(cell) && !T.IsNaN(cell) ? 1 : 0;
            }

            return (nans, infinities);
        }
    }
}
