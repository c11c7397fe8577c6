using System.Numerics;
using System.Numerics.Tensors;

namespace LinearLayer.MatrixProducts;

/// <summary>Products that meet each number of their matrix once, as the backward pass of a single example: memory is their limit, and packing would only add to it.</summary>
internal static unsafe class ThinProduct
{
    /// <summary>One row times a matrix whose columns lie in lines: a dot product for each column.</summary>
    public static void OfRowAndColumns<T>(in Matrix<T> a, in Matrix<T> b, in Matrix<T> c, T* bias)
        where T : unmanaged, INumberBase<T>
    {
        var row = Line(a.Start, a.Columns);
        for (nint j = 0; j < b.Columns; j++)
        {
            var sum = TensorPrimitives.Dot(row, Line(b.Start + j * b.ColumnStride, b.Rows));
            c.Start[j * c.ColumnStride] = bias != null ? sum + bias[j] : sum;
        }
    }

    /// <summary>One column times one row that lies in a line: a multiple of the row for each number of the column.</summary>
    public static void OfColumnAndRow<T>(in Matrix<T> a, in Matrix<T> b, in Matrix<T> c, T* bias)
        where T : unmanaged, INumberBase<T>
    {
        var row = Line(b.Start, b.Columns);
        for (nint i = 0; i < a.Rows; i++)
        {
            var to = new Span<T>(c.Start + i * c.RowStride, row.Length);
            if (bias != null)
                TensorPrimitives.MultiplyAdd(row, a.Start[i * a.RowStride], Line(bias, b.Columns), to);
            else
                TensorPrimitives.Multiply(row, a.Start[i * a.RowStride], to);
        }
    }

    private static ReadOnlySpan<T> Line<T>(T* start, nint length)
        where T : unmanaged => new(start, checked((int)length));
}
