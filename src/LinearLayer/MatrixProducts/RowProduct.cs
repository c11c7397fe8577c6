using System.Numerics;
using System.Runtime.CompilerServices;

namespace LinearLayer.MatrixProducts;

/// <summary>One row times a matrix, as for a single example. Each number of B is used once, so B is read as it lies in memory.</summary>
internal static unsafe class RowProduct<T, TVector, TLanes>
    where T : unmanaged, INumberBase<T>
    where TVector : struct
    where TLanes : ILanes<TVector, T>
{
    /// <summary>Computes c = a·B, plus the bias unless it is null; the columns of a row of B lie side by side.</summary>
    public static void Run(in Matrix<T> a, in Matrix<T> b, in Matrix<T> c, T* bias)
    {
        var whole = b.Columns / TLanes.Count * TLanes.Count;
        for (nint j = 0; j < whole; j += TLanes.Count)
            TLanes.Store(bias == null ? TLanes.Zero : TLanes.Load(bias + j), c.Start + j);

        nint k = 0;
        // Four rows of B at a time, so that c is loaded and stored a quarter as often.
        for (; k + 4 <= b.Rows; k += 4)
            AddFour(a.Part(0, k, 1, 4), b.Part(k, 0, 4, whole), c.Start);
        for (; k < b.Rows; k++)
            AddOne(a.Start[k * a.ColumnStride], b.Part(k, 0, 1, whole), c.Start);

        if (whole < b.Columns)
            PlainProduct.Run(a, b.Part(0, whole, b.Rows, b.Columns - whole), c.Part(0, whole, 1, b.Columns - whole), bias == null ? null : bias + whole);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddFour(Matrix<T> a, Matrix<T> rows, T* c)
    {
        var (x0, x1) = (TLanes.Broadcast(a.Start[0]), TLanes.Broadcast(a.Start[a.ColumnStride]));
        var (x2, x3) = (TLanes.Broadcast(a.Start[2 * a.ColumnStride]), TLanes.Broadcast(a.Start[3 * a.ColumnStride]));
        var (r1, r2, r3) = (rows.RowStride, 2 * rows.RowStride, 3 * rows.RowStride);
        var b = rows.Start;
        for (nint j = 0; j < rows.Columns; j += TLanes.Count, b += TLanes.Count)
        {
            var sum = TLanes.MultiplyAdd(x0, TLanes.Load(b), TLanes.Load(c + j));
            sum = TLanes.MultiplyAdd(x1, TLanes.Load(b + r1), sum);
            sum = TLanes.MultiplyAdd(x2, TLanes.Load(b + r2), sum);
            TLanes.Store(TLanes.MultiplyAdd(x3, TLanes.Load(b + r3), sum), c + j);
        }
    }

    private static void AddOne(T a, Matrix<T> row, T* c)
    {
        var x = TLanes.Broadcast(a);
        for (nint j = 0; j < row.Columns; j += TLanes.Count)
            TLanes.Store(TLanes.MultiplyAdd(x, TLanes.Load(row.Start + j), TLanes.Load(c + j)), c + j);
    }
}
