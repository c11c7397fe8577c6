namespace LinearLayer.MatrixProducts;

/// <summary>The three loops as they stand in a textbook: for small products, and for machines without vector registers.</summary>
internal static unsafe class PlainProduct
{
    /// <summary>Computes C = A·B, plus the bias in every row unless it is null.</summary>
    public static void Run<T>(Matrix<T> a, Matrix<T> b, Matrix<T> c, T* bias)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
            Loops(a.As<float>(), b.As<float>(), c.As<float>(), (float*)bias);
        else
            Loops(a.As<double>(), b.As<double>(), c.As<double>(), (double*)bias);
    }

    private static void Loops<T>(Matrix<T> a, Matrix<T> b, Matrix<T> c, T* bias)
        where T : unmanaged, System.Numerics.INumberBase<T>
    {
        for (nint i = 0; i < c.Rows; i++)
        {
            for (nint j = 0; j < c.Columns; j++)
            {
                var sum = T.Zero;
                var left = a.Start + i * a.RowStride;
                var right = b.Start + j * b.ColumnStride;
                for (var k = a.Columns; k > 0; k--, left += a.ColumnStride, right += b.RowStride)
                    sum += *left * *right;
                c.Start[i * c.RowStride + j * c.ColumnStride] = bias != null ? sum + bias[j] : sum;
            }
        }
    }
}
