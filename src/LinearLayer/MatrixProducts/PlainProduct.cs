using System.Numerics;

namespace LinearLayer.MatrixProducts;

/// <summary>The three loops as they stand in a textbook: for small products, and for machines without vector registers.</summary>
internal static unsafe class PlainProduct
{
    /// <summary>Computes C = A·B, plus the bias in every row unless it is null.</summary>
    /// <remarks>
    /// Two rows by four columns at a time, since each addition to a sum waits for the one before. Where the rows or columns do
    /// not come out even, the last is computed more than once.
    /// </remarks>
    public static void Run<T>(in Matrix<T> a, in Matrix<T> b, in Matrix<T> c, T* bias)
        where T : unmanaged, INumberBase<T>
    {
        var (rows, columns) = (c.Rows, c.Columns);
        for (nint j = 0; j < columns; j += 4)
        {
            var last = columns - 1 - j;
            var (j1, j2, j3) = (nint.Min(1, last), nint.Min(2, last), nint.Min(3, last));
            var (b1, b2, b3) = (j1 * b.ColumnStride, j2 * b.ColumnStride, j3 * b.ColumnStride);
            for (nint i = 0; i < rows; i += 2)
            {
                nint below = i + 1 < rows ? 1 : 0;
                T s0 = T.Zero, s1 = s0, s2 = s0, s3 = s0, t0 = s0, t1 = s0, t2 = s0, t3 = s0;
                var (aColumn, bRow, aBelow) = (a.ColumnStride, b.RowStride, below * a.RowStride);
                var left = a.Start + i * a.RowStride;
                var right = b.Start + j * b.ColumnStride;
                for (var k = a.Columns; k > 0; k--, left += aColumn, right += bRow)
                {
                    var (x, y) = (left[0], left[aBelow]);
                    s0 += x * right[0];
                    t0 += y * right[0];
                    s1 += x * right[b1];
                    t1 += y * right[b1];
                    s2 += x * right[b2];
                    t2 += y * right[b2];
                    s3 += x * right[b3];
                    t3 += y * right[b3];
                }

                if (bias != null)
                {
                    var (bias0, bias1, bias2, bias3) = (bias[j], bias[j + j1], bias[j + j2], bias[j + j3]);
                    (s0, s1, s2, s3) = (s0 + bias0, s1 + bias1, s2 + bias2, s3 + bias3);
                    (t0, t1, t2, t3) = (t0 + bias0, t1 + bias1, t2 + bias2, t3 + bias3);
                }

                var to = c.Start + i * c.RowStride + j;
                (to[0], to[j1], to[j2], to[j3]) = (s0, s1, s2, s3);
                to += below * c.RowStride;
                (to[0], to[j1], to[j2], to[j3]) = (t0, t1, t2, t3);
            }
        }
    }
}
