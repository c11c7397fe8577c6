using System.Numerics;

namespace LinearLayer.MatrixProducts;

/// <summary>The three loops as they stand in a textbook: for small products, and for machines without vector registers.</summary>
internal static unsafe class PlainProduct
{
    /// <summary>Computes C = A·B, plus the bias in every row unless it is null.</summary>
    public static void Run<T>(in Matrix<T> a, in Matrix<T> b, in Matrix<T> c, T* bias)
        where T : unmanaged, INumberBase<T>
    {
        var (aRow, aColumn, bRow, bColumn, cRow, cColumn) = (a.RowStride, a.ColumnStride, b.RowStride, b.ColumnStride, c.RowStride, c.ColumnStride);
        var (rows, columns, depth) = (c.Rows, c.Columns, a.Columns);
        // Two rows by two columns at a time, since each addition to a sum waits for the one before. Where the number of rows or
        // columns is odd, the last is computed twice.
        for (nint i = 0; i < rows; i += 2)
        {
            nint nextRow = i + 1 < rows ? 1 : 0;
            for (nint j = 0; j < columns; j += 2)
            {
                nint nextColumn = j + 1 < columns ? 1 : 0;
                var (sum00, sum01, sum10, sum11) = (T.Zero, T.Zero, T.Zero, T.Zero);
                var left = a.Start + i * aRow;
                var right = b.Start + j * bColumn;
                var (below, beside) = (nextRow * aRow, nextColumn * bColumn);
                for (var k = depth; k > 0; k--, left += aColumn, right += bRow)
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

                var to = c.Start + i * cRow + j * cColumn;
                (below, beside) = (nextRow * cRow, nextColumn * cColumn);
                to[0] = sum00;
                to[beside] = sum01;
                to[below] = sum10;
                to[below + beside] = sum11;
            }
        }
    }
}
