using System.Numerics.Tensors;

namespace LinearLayer.MatrixProducts;

/// <summary>A matrix in pinned memory, in any layout: cell [i, j] lies at <c>Start[i * RowStride + j * ColumnStride]</c>.</summary>
internal readonly unsafe struct Matrix<T>(T* start, nint rows, nint columns, nint rowStride, nint columnStride)
    where T : unmanaged
{
    public T* Start { get; } = start;

    public nint Rows { get; } = rows;

    public nint Columns { get; } = columns;

    public nint RowStride { get; } = rowStride;

    public nint ColumnStride { get; } = columnStride;

    public Matrix<T> Transposed => new(Start, Columns, Rows, ColumnStride, RowStride);

    /// <summary>Row-major, without gaps.</summary>
    public static Matrix<T> Dense(T* start, nint rows, nint columns) => new(start, rows, columns, columns, 1);

    /// <summary>The cells of a tensor of two axes that is pinned at <paramref name="start"/>.</summary>
    public static Matrix<T> Of(Tensor<T> tensor, T* start)
    {
        var (rows, columns) = (tensor.Lengths[0], tensor.Lengths[1]);
        // An axis of one cell has no stride of its own: it gets the one that it would have in a dense matrix.
        var columnStride = columns > 1 ? tensor.Strides[1] : 1;
        return new(start, rows, columns, rows > 1 ? tensor.Strides[0] : columns, columnStride);
    }

    /// <summary>The part that begins at row i and column j.</summary>
    public Matrix<T> Part(nint i, nint j, nint rows, nint columns) =>
        new(Start + i * RowStride + j * ColumnStride, rows, columns, RowStride, ColumnStride);
}
