using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace LinearLayer.MatrixProducts;

/// <summary>How many sums a micro-kernel keeps in registers. The compiler knows both numbers, and leaves out what a smaller tile lacks.</summary>
internal interface ITileSize
{
    /// <summary>At most 8.</summary>
    static abstract int Rows { get; }

    /// <summary>Vectors side by side, at most 3.</summary>
    static abstract int Vectors { get; }
}

/// <summary>The micro-kernel: a tile of C stays in registers while k runs. It is written once, and compiled for each size and width of vector.</summary>
/// <remarks>
/// A step of k loads the vectors of B once, and one number of A for each row, and multiplies all with all: the larger the tile,
/// the more often each number that was loaded is used. Two multipliers, each 4 cycles long, need at least 8 sums that do not
/// wait for each other.
/// </remarks>
internal static unsafe class Tile<TVector, T, TLanes, TSize>
    where TVector : struct
    where T : unmanaged
    where TLanes : ILanes<TVector, T>
    where TSize : ITileSize
{
    /// <summary>As <see cref="ITile{T}.Multiply"/>; as many columns as the vectors have, or fewer in the last.</summary>
    public static void Multiply(in Matrix<T> a, in Matrix<T> b, in Target<T> c)
    {
        if (b.Columns == TSize.Vectors * TLanes.Count)
            MultiplyWhole(a, b, c);
        else
            MultiplyPart(a, b, c);
    }

    /// <summary>A tile that reaches beyond the columns of C: it is computed beside C, and what belongs to C is moved there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static void MultiplyPart(in Matrix<T> a, in Matrix<T> b, in Target<T> c)
    {
        var width = TSize.Vectors * TLanes.Count;
        var beside = stackalloc T[TSize.Rows * width];
        MultiplyWhole(a, b, new Target<T>(beside, width, accumulate: false, bias: null));
        for (nint i = 0; i < a.Rows; i++)
        {
            for (nint j = 0; j < b.Columns; j += TLanes.Count)
            {
                var count = nint.Min(TLanes.Count, b.Columns - j);
                var to = c.Start + i * c.RowStride + j;
                var sum = TLanes.Load(beside + i * width + j);
                if (c.Accumulate)
                    sum = TLanes.Add(sum, TLanes.Load(to, count));
                if (c.Bias != null)
                    sum = TLanes.Add(sum, TLanes.Load(c.Bias + j, count));
                TLanes.Store(sum, to, count);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyWhole(in Matrix<T> a, in Matrix<T> b, in Target<T> c)
    {
        if (c.Accumulate)
            Prefetch(c, a.Rows);

        TVector c00 = TLanes.Zero, c01 = c00, c02 = c00, c10 = c00, c11 = c00, c12 = c00, c20 = c00, c21 = c00, c22 = c00, c30 = c00, c31 = c00, c32 = c00;
        TVector c40 = c00, c41 = c00, c42 = c00, c50 = c00, c51 = c00, c52 = c00, c60 = c00, c61 = c00, c62 = c00, c70 = c00, c71 = c00, c72 = c00;
        TVector b1 = c00, b2 = c00;

        // Below its last row A may have nothing to read: the tile multiplies that row again, and does not store the result.
        var lowest = a.Rows - 1;
        var step = a.RowStride;
        var a1 = lowest > 0 ? step : 0;
        var a2 = lowest > 1 ? a1 + step : a1;
        var a3 = lowest > 2 ? a2 + step : a2;
        var a4 = lowest > 3 ? a3 + step : a3;
        var a5 = lowest > 4 ? a4 + step : a4;
        var a6 = lowest > 5 ? a5 + step : a5;
        var a7 = lowest > 6 ? a6 + step : a6;
        var (aStep, bStep) = (a.ColumnStride, b.RowStride);
        var aNext = a.Start;
        var bNext = b.Start;
        for (var k = a.Columns; k > 0; k--, aNext += aStep, bNext += bStep)
        {
            var b0 = TLanes.Load(bNext);
            if (TSize.Vectors > 1)
                b1 = TLanes.Load(bNext + TLanes.Count);
            if (TSize.Vectors > 2)
                b2 = TLanes.Load(bNext + 2 * TLanes.Count);

            Add(0, aNext, b0, b1, b2, ref c00, ref c01, ref c02);
            Add(1, aNext + a1, b0, b1, b2, ref c10, ref c11, ref c12);
            Add(2, aNext + a2, b0, b1, b2, ref c20, ref c21, ref c22);
            Add(3, aNext + a3, b0, b1, b2, ref c30, ref c31, ref c32);
            Add(4, aNext + a4, b0, b1, b2, ref c40, ref c41, ref c42);
            Add(5, aNext + a5, b0, b1, b2, ref c50, ref c51, ref c52);
            Add(6, aNext + a6, b0, b1, b2, ref c60, ref c61, ref c62);
            Add(7, aNext + a7, b0, b1, b2, ref c70, ref c71, ref c72);
        }

        if (c.Accumulate || c.Bias != null)
        {
            AddTo(0, c, lowest, ref c00, ref c01, ref c02);
            AddTo(1, c, lowest, ref c10, ref c11, ref c12);
            AddTo(2, c, lowest, ref c20, ref c21, ref c22);
            AddTo(3, c, lowest, ref c30, ref c31, ref c32);
            AddTo(4, c, lowest, ref c40, ref c41, ref c42);
            AddTo(5, c, lowest, ref c50, ref c51, ref c52);
            AddTo(6, c, lowest, ref c60, ref c61, ref c62);
            AddTo(7, c, lowest, ref c70, ref c71, ref c72);
        }

        Put(0, c, lowest, c00, c01, c02);
        Put(1, c, lowest, c10, c11, c12);
        Put(2, c, lowest, c20, c21, c22);
        Put(3, c, lowest, c30, c31, c32);
        Put(4, c, lowest, c40, c41, c42);
        Put(5, c, lowest, c50, c51, c52);
        Put(6, c, lowest, c60, c61, c62);
        Put(7, c, lowest, c70, c71, c72);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(int row, T* a, TVector b0, TVector b1, TVector b2, ref TVector sum0, ref TVector sum1, ref TVector sum2)
    {
        if (row >= TSize.Rows)
            return;
        var x = TLanes.Broadcast(*a);
        sum0 = TLanes.MultiplyAdd(x, b0, sum0);
        if (TSize.Vectors > 1)
            sum1 = TLanes.MultiplyAdd(x, b1, sum1);
        if (TSize.Vectors > 2)
            sum2 = TLanes.MultiplyAdd(x, b2, sum2);
    }

    /// <summary>C's own values are asked for before the sums are made, so that they are near when they are added.</summary>
    private static void Prefetch(in Target<T> c, nint rows)
    {
        if (!Sse.IsSupported)
            return;
        var to = c.Start;
        for (nint i = 0; i < rows; i++, to += c.RowStride)
        {
            Sse.Prefetch0(to);
            if (TSize.Vectors > 2)
            {
                Sse.Prefetch0(to + TLanes.Count);
                Sse.Prefetch0(to + 2 * TLanes.Count);
            }

            Sse.Prefetch0(to + TSize.Vectors * TLanes.Count - 1);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddTo(int row, in Target<T> c, nint lowest, ref TVector sum0, ref TVector sum1, ref TVector sum2)
    {
        if (row >= TSize.Rows || row > lowest)
            return;
        if (c.Accumulate)
            Add(c.Start + row * c.RowStride, ref sum0, ref sum1, ref sum2);
        if (c.Bias != null)
            Add(c.Bias, ref sum0, ref sum1, ref sum2);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(int row, in Target<T> c, nint lowest, TVector sum0, TVector sum1, TVector sum2)
    {
        if (row >= TSize.Rows || row > lowest)
            return;
        var to = c.Start + row * c.RowStride;
        TLanes.Store(sum0, to);
        if (TSize.Vectors > 1)
            TLanes.Store(sum1, to + TLanes.Count);
        if (TSize.Vectors > 2)
            TLanes.Store(sum2, to + 2 * TLanes.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(T* numbers, ref TVector sum0, ref TVector sum1, ref TVector sum2)
    {
        sum0 = TLanes.Add(sum0, TLanes.Load(numbers));
        if (TSize.Vectors > 1)
            sum1 = TLanes.Add(sum1, TLanes.Load(numbers + TLanes.Count));
        if (TSize.Vectors > 2)
            sum2 = TLanes.Add(sum2, TLanes.Load(numbers + 2 * TLanes.Count));
    }
}
