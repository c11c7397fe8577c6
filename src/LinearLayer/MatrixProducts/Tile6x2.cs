using System.Runtime.CompilerServices;

namespace LinearLayer.MatrixProducts;

/// <summary>The micro-kernel for machines with 16 vector registers: 6 rows by 2 vectors.</summary>
/// <remarks>
/// 12 sums, 2 vectors of B and 1 number of A are 15 registers. Each step of k loads 8 times and multiplies 12 times, so it
/// waits for the multipliers alone; two a cycle, each 4 cycles long, need at least 8 sums that do not wait for each other.
/// </remarks>
internal readonly unsafe struct Tile6x2<TVector, T, TLanes> : ITile<T>
    where TVector : struct
    where T : unmanaged
    where TLanes : ILanes<TVector, T>
{
    public static int Rows => 6;

    public static int Columns => 2 * TLanes.Count;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(in Matrix<T> a, in Matrix<T> b, T* c, nint cRow, bool accumulate, T* bias)
    {
        var (c00, c01, c10, c11, c20, c21) = (TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero);
        var (c30, c31, c40, c41, c50, c51) = (TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero);

        // Below its last row A may have nothing to read: the tile multiplies that row again, and does not store the result.
        var lowest = a.Rows - 1;
        var a1 = a.RowStride * nint.Min(1, lowest);
        var a2 = a.RowStride * nint.Min(2, lowest);
        var a3 = a.RowStride * nint.Min(3, lowest);
        var a4 = a.RowStride * nint.Min(4, lowest);
        var a5 = a.RowStride * nint.Min(5, lowest);
        var (aStep, bStep) = (a.ColumnStride, b.RowStride);
        var aNext = a.Start;
        var bNext = b.Start;
        for (var k = a.Columns; k > 0; k--, aNext += aStep, bNext += bStep)
        {
            var b0 = TLanes.Load(bNext);
            var b1 = TLanes.Load(bNext + TLanes.Count);

            var x = TLanes.Broadcast(aNext[0]);
            c00 = TLanes.MultiplyAdd(x, b0, c00);
            c01 = TLanes.MultiplyAdd(x, b1, c01);
            x = TLanes.Broadcast(aNext[a1]);
            c10 = TLanes.MultiplyAdd(x, b0, c10);
            c11 = TLanes.MultiplyAdd(x, b1, c11);
            x = TLanes.Broadcast(aNext[a2]);
            c20 = TLanes.MultiplyAdd(x, b0, c20);
            c21 = TLanes.MultiplyAdd(x, b1, c21);
            x = TLanes.Broadcast(aNext[a3]);
            c30 = TLanes.MultiplyAdd(x, b0, c30);
            c31 = TLanes.MultiplyAdd(x, b1, c31);
            x = TLanes.Broadcast(aNext[a4]);
            c40 = TLanes.MultiplyAdd(x, b0, c40);
            c41 = TLanes.MultiplyAdd(x, b1, c41);
            x = TLanes.Broadcast(aNext[a5]);
            c50 = TLanes.MultiplyAdd(x, b0, c50);
            c51 = TLanes.MultiplyAdd(x, b1, c51);
        }

        Put(c00, c01, c, accumulate, bias);
        if (lowest >= 1)
            Put(c10, c11, c + cRow, accumulate, bias);
        if (lowest >= 2)
            Put(c20, c21, c + 2 * cRow, accumulate, bias);
        if (lowest >= 3)
            Put(c30, c31, c + 3 * cRow, accumulate, bias);
        if (lowest >= 4)
            Put(c40, c41, c + 4 * cRow, accumulate, bias);
        if (lowest >= 5)
            Put(c50, c51, c + 5 * cRow, accumulate, bias);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(TVector sum0, TVector sum1, T* c, bool accumulate, T* bias)
    {
        if (accumulate)
        {
            sum0 = TLanes.Add(TLanes.Load(c), sum0);
            sum1 = TLanes.Add(TLanes.Load(c + TLanes.Count), sum1);
        }

        if (bias != null)
        {
            sum0 = TLanes.Add(sum0, TLanes.Load(bias));
            sum1 = TLanes.Add(sum1, TLanes.Load(bias + TLanes.Count));
        }

        TLanes.Store(sum0, c);
        TLanes.Store(sum1, c + TLanes.Count);
    }
}
