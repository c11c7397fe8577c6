using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using LinearLayer.MatrixProducts;

namespace LinearLayer;

/// <summary>Work on the cells of tensors in row-major order, for any type of cell.</summary>
/// <remarks>System.Numerics.Tensors has no tensor of rank 0; a single number, of shape (), is a tensor of one cell here.</remarks>
internal static class Cells
{
    public static Tensor<T> Number<T>(T number) => Tensor.Create([number], [1]);

    public static Tensor<T> Map<T>(Tensor<T> tensor, Func<T, T> function)
    {
        var cells = ArrayOf(tensor);
        for (var cell = 0; cell < cells.Length; cell++)
            cells[cell] = function(cells[cell]);
        return Of(tensor.Shape, cells);
    }

    /// <summary>Cell by cell; a single number on either side goes with every cell of the other.</summary>
    public static Tensor<T> Zip<T>(Tensor<T> left, Tensor<T> right, Func<T, T, T> function)
    {
        var (leftCells, rightCells) = (ArrayOf(left), ArrayOf(right));
        if (left.Shape != right.Shape)
        {
            return rightCells.Length == 1
                ? Map(left, cell => function(cell, rightCells[0]))
                : Map(right, cell => function(leftCells[0], cell));
        }

        for (var cell = 0; cell < leftCells.Length; cell++)
            leftCells[cell] = function(leftCells[cell], rightCells[cell]);
        return Of(left.Shape, leftCells);
    }

    public static Tensor<T> Fill<T>(Shape shape, T cell)
    {
        var cells = new T[shape.Product(fromAxis: 0)];
        Array.Fill(cells, cell);
        return Of(shape, cells);
    }

    public static Tensor<T> Copy<T>(Tensor<T> tensor) => Of(tensor.Shape, ArrayOf(tensor));

    // Tensor.Reshape (System.Numerics.Tensors 10.0) refuses a source that is not dense or has an axis of size 1 or 0.
    public static Tensor<T> Reshape<T>(Tensor<T> tensor, Shape shape) => Of(shape, ArrayOf(tensor));

    /// <summary>Copies along axes that are missing on the left or have size 1.</summary>
    /// <remarks>
    /// Our own, since the operators of System.Numerics.Tensors 10 take the shape of their left side if the ranks are equal:
    /// there (N, M) + (1, M) is (1, M).
    /// </remarks>
    public static Tensor<T> Broadcast<T>(Tensor<T> tensor, Shape shape)
    {
        var cells = ArrayOf(tensor);
        return Of(shape, [.. Positions(shape, tensor.Shape).Select(position => cells[position])]);
    }

    /// <summary>Adds up the copies: the way back from <see cref="Broadcast"/>.</summary>
    public static Tensor<T> SumTo<T>(Tensor<T> tensor, Shape shape)
        where T : IAdditionOperators<T, T, T>, IAdditiveIdentity<T, T>
    {
        var sums = new T[shape.Product(fromAxis: 0)];
        Array.Fill(sums, T.AdditiveIdentity);
        foreach (var (position, cell) in Positions(tensor.Shape, shape).Zip(ArrayOf(tensor)))
            sums[position] += cell;
        return Of(shape, sums);
    }

    /// <summary>For each cell of a shape, the cell of the smaller shape that is copied there.</summary>
    private static IEnumerable<int> Positions(Shape shape, Shape smaller)
    {
        var strides = new nint[shape.Rank];
        nint stride = 1;
        for (var fromEnd = 1; fromEnd <= smaller.Rank; fromEnd++)
        {
            var size = smaller[smaller.Rank - fromEnd];
            strides[^fromEnd] = size == 1 ? 0 : stride;
            stride *= size;
        }

        var index = new nint[shape.Rank];
        for (var cell = shape.Product(fromAxis: 0); cell > 0; cell--)
        {
            nint position = 0;
            for (var axis = 0; axis < index.Length; axis++)
                position += index[axis] * strides[axis];
            yield return (int)position;
            for (var axis = shape.Rank - 1; axis >= 0 && ++index[axis] == shape[axis]; axis--)
                index[axis] = 0;
        }
    }

    /// <summary>The cells of a dense tensor where they lie, to be read and written.</summary>
    public static Span<T> Of<T>(Tensor<T> dense) =>
        dense.IsEmpty ? default : MemoryMarshal.CreateSpan(ref dense.AsTensorSpan().GetPinnableReference(), checked((int)dense.FlattenedLength));

    private static T[] ArrayOf<T>(Tensor<T> tensor)
    {
        if (tensor.IsDense)
            return Destination.MemoryOf(tensor).ToArray(); // many times as fast as cell by cell

        var cells = new T[tensor.FlattenedLength];
        tensor.FlattenTo(cells); // row-major, whatever the layout in memory
        return cells;
    }

    private static Tensor<T> Of<T>(Shape shape, T[] cells) => Tensor.Create(cells, shape.Rank == 0 ? [1] : shape.AsSpan());
}
