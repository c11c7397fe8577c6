using System.Runtime.CompilerServices;

namespace LinearLayer.MatrixProducts;

/// <summary>Products that are over before a block is packed: A and B are read as they lie in memory, and the last columns are masked.</summary>
internal static unsafe class SmallProduct<T, TVector, TLanes>
    where T : unmanaged
    where TVector : struct
    where TLanes : ILanes<TVector, T>
{
    /// <summary>Computes C = A·B, plus the bias in every row unless it is null; the columns of a row of B lie side by side.</summary>
    /// <remarks>
    /// Two rows at a time, and two sums for each: with so few, each addition would wait for the one before. A last row that has
    /// no partner is computed twice.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(in Matrix<T> a, in Matrix<T> b, in Matrix<T> c, T* bias)
    {
        var (rows, K, aStep, bStep) = (a.Rows, a.Columns, a.ColumnStride, b.RowStride);
        for (nint j = 0; j < b.Columns; j += TLanes.Count)
        {
            var columns = nint.Min(TLanes.Count, b.Columns - j);
            var addend = bias == null ? TLanes.Zero : TLanes.Load(bias + j, columns);
            for (nint i = 0; i < rows; i += 2)
            {
                nint below = i + 1 < rows ? 1 : 0;
                var x = a.Start + i * a.RowStride;
                var y = x + below * a.RowStride;
                var row = b.Start + j;
                TVector even0 = TLanes.Zero, even1 = even0, odd0 = even0, odd1 = even0;
                var k = K;
                for (; k > 1; k -= 2, x += 2 * aStep, y += 2 * aStep, row += 2 * bStep)
                {
                    var even = TLanes.Load(row, columns);
                    even0 = TLanes.MultiplyAdd(TLanes.Broadcast(x[0]), even, even0);
                    even1 = TLanes.MultiplyAdd(TLanes.Broadcast(y[0]), even, even1);
                    var odd = TLanes.Load(row + bStep, columns);
                    odd0 = TLanes.MultiplyAdd(TLanes.Broadcast(x[aStep]), odd, odd0);
                    odd1 = TLanes.MultiplyAdd(TLanes.Broadcast(y[aStep]), odd, odd1);
                }

                if (k == 1)
                {
                    var last = TLanes.Load(row, columns);
                    even0 = TLanes.MultiplyAdd(TLanes.Broadcast(x[0]), last, even0);
                    even1 = TLanes.MultiplyAdd(TLanes.Broadcast(y[0]), last, even1);
                }

                var to = c.Start + i * c.RowStride + j;
                TLanes.Store(TLanes.Add(TLanes.Add(even0, odd0), addend), to, columns);
                TLanes.Store(TLanes.Add(TLanes.Add(even1, odd1), addend), to + below * c.RowStride, columns);
            }
        }
    }
}
