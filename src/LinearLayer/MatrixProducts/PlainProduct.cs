using System.Numerics;

namespace LinearLayer.MatrixProducts;

/// <summary>The three loops as they stand in a textbook: for small products, and for machines without vector registers.</summary>
internal static unsafe class PlainProduct
{
    /// <summary>Computes C = A·B, plus the bias in every row unless it is null.</summary>
    public static void Run<T>(in Matrix<T> a, in Matrix<T> b, in Matrix<T> c, T* bias)
        where T : unmanaged, INumberBase<T>
    {
        // Two rows by two columns at a time, since each addition to a sum waits for the one before. Where the number of rows or
        // columns is odd, the last is computed twice.
        for (nint i = 0; i < c.Rows; i += 2)
        {
            var nextRow = i + 1 < c.Rows ? 1 : 0;
            for (nint j = 0; j < c.Columns; j += 2)
            {
                var nextColumn = j + 1 < c.Columns ? 1 : 0;
                var (sum00, sum01, sum10, sum11) = (T.Zero, T.Zero, T.Zero, T.Zero);
                var left = a.Start + i * a.RowStride;
                var right = b.Start + j * b.ColumnStride;
                var (below, beside) = (nextRow * a.RowStride, nextColumn * b.ColumnStride);
                for (var k = a.Columns; k > 0; k--, left += a.ColumnStride, right += b.RowStride)
                {
                    var (x0, x1, y0, y1) = (left[0], left[below], right[0], right[beside]);
                    sum00 += x0 * y0;
                    sum01 += x0 * y1;
                    sum10 += x1 * y0;
                    sum11 += x1 * y1;
                }

                if (bias != null)
                {
                    var (bias0, bias1) = (bias[j], bias[j + nextColumn]);
                    (sum00, sum01, sum10, sum11) = (sum00 + bias0, sum01 + bias1, sum10 + bias0, sum11 + bias1);
                }

                var to = c.Start + i * c.RowStride + j * c.ColumnStride;
                (below, beside) = (nextRow * c.RowStride, nextColumn * c.ColumnStride);
                (to[0], to[beside], to[below], to[below + beside]) = (sum00, sum01, sum10, sum11);
            }
        }
    }
}
