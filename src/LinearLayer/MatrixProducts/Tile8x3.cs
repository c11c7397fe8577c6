using System.Runtime.CompilerServices;

namespace LinearLayer.MatrixProducts;

/// <summary>The micro-kernel for machines with 32 vector registers: 8 rows by 3 vectors.</summary>
/// <remarks>
/// 24 sums, 3 vectors of B and 1 number of A are 28 registers. A larger tile uses each number that it loads more often:
/// 11 loads for 24 multiplications here, 8 for 12 in <see cref="Tile6x2{TVector, T, TLanes}"/>.
/// </remarks>
internal readonly unsafe struct Tile8x3<TVector, T, TLanes> : ITile<T>
    where TVector : struct
    where T : unmanaged
    where TLanes : ILanes<TVector, T>
{
    public static int Rows => 8;

    public static int Columns => 3 * TLanes.Count;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(in Matrix<T> a, in Matrix<T> b, T* c, nint cRow, bool accumulate, T* bias)
    {
        var (c00, c01, c02, c10, c11, c12) = (TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero);
        var (c20, c21, c22, c30, c31, c32) = (TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero);
        var (c40, c41, c42, c50, c51, c52) = (TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero);
        var (c60, c61, c62, c70, c71, c72) = (TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero, TLanes.Zero);

        // Below its last row A may have nothing to read: the tile multiplies that row again, and does not store the result.
        var lowest = a.Rows - 1;
        var a1 = a.RowStride * nint.Min(1, lowest);
        var a2 = a.RowStride * nint.Min(2, lowest);
        var a3 = a.RowStride * nint.Min(3, lowest);
        var a4 = a.RowStride * nint.Min(4, lowest);
        var a5 = a.RowStride * nint.Min(5, lowest);
        var a6 = a.RowStride * nint.Min(6, lowest);
        var a7 = a.RowStride * nint.Min(7, lowest);
        var (aStep, bStep) = (a.ColumnStride, b.RowStride);
        var aNext = a.Start;
        var bNext = b.Start;
        for (var k = a.Columns; k > 0; k--, aNext += aStep, bNext += bStep)
        {
            var b0 = TLanes.Load(bNext);
            var b1 = TLanes.Load(bNext + TLanes.Count);
            var b2 = TLanes.Load(bNext + 2 * TLanes.Count);

            var x = TLanes.Broadcast(aNext[0]);
            c00 = TLanes.MultiplyAdd(x, b0, c00);
            c01 = TLanes.MultiplyAdd(x, b1, c01);
            c02 = TLanes.MultiplyAdd(x, b2, c02);
            x = TLanes.Broadcast(aNext[a1]);
            c10 = TLanes.MultiplyAdd(x, b0, c10);
            c11 = TLanes.MultiplyAdd(x, b1, c11);
            c12 = TLanes.MultiplyAdd(x, b2, c12);
            x = TLanes.Broadcast(aNext[a2]);
            c20 = TLanes.MultiplyAdd(x, b0, c20);
            c21 = TLanes.MultiplyAdd(x, b1, c21);
            c22 = TLanes.MultiplyAdd(x, b2, c22);
            x = TLanes.Broadcast(aNext[a3]);
            c30 = TLanes.MultiplyAdd(x, b0, c30);
            c31 = TLanes.MultiplyAdd(x, b1, c31);
            c32 = TLanes.MultiplyAdd(x, b2, c32);
            x = TLanes.Broadcast(aNext[a4]);
            c40 = TLanes.MultiplyAdd(x, b0, c40);
            c41 = TLanes.MultiplyAdd(x, b1, c41);
            c42 = TLanes.MultiplyAdd(x, b2, c42);
            x = TLanes.Broadcast(aNext[a5]);
            c50 = TLanes.MultiplyAdd(x, b0, c50);
            c51 = TLanes.MultiplyAdd(x, b1, c51);
            c52 = TLanes.MultiplyAdd(x, b2, c52);
            x = TLanes.Broadcast(aNext[a6]);
            c60 = TLanes.MultiplyAdd(x, b0, c60);
            c61 = TLanes.MultiplyAdd(x, b1, c61);
            c62 = TLanes.MultiplyAdd(x, b2, c62);
            x = TLanes.Broadcast(aNext[a7]);
            c70 = TLanes.MultiplyAdd(x, b0, c70);
            c71 = TLanes.MultiplyAdd(x, b1, c71);
            c72 = TLanes.MultiplyAdd(x, b2, c72);
        }

        Put(c00, c01, c02, c, accumulate, bias);
        if (lowest >= 1)
            Put(c10, c11, c12, c + cRow, accumulate, bias);
        if (lowest >= 2)
            Put(c20, c21, c22, c + 2 * cRow, accumulate, bias);
        if (lowest >= 3)
            Put(c30, c31, c32, c + 3 * cRow, accumulate, bias);
        if (lowest >= 4)
            Put(c40, c41, c42, c + 4 * cRow, accumulate, bias);
        if (lowest >= 5)
            Put(c50, c51, c52, c + 5 * cRow, accumulate, bias);
        if (lowest >= 6)
            Put(c60, c61, c62, c + 6 * cRow, accumulate, bias);
        if (lowest >= 7)
            Put(c70, c71, c72, c + 7 * cRow, accumulate, bias);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(TVector sum0, TVector sum1, TVector sum2, T* c, bool accumulate, T* bias)
    {
        if (accumulate)
        {
            sum0 = TLanes.Add(TLanes.Load(c), sum0);
            sum1 = TLanes.Add(TLanes.Load(c + TLanes.Count), sum1);
            sum2 = TLanes.Add(TLanes.Load(c + 2 * TLanes.Count), sum2);
        }

        if (bias != null)
        {
            sum0 = TLanes.Add(sum0, TLanes.Load(bias));
            sum1 = TLanes.Add(sum1, TLanes.Load(bias + TLanes.Count));
            sum2 = TLanes.Add(sum2, TLanes.Load(bias + 2 * TLanes.Count));
        }

        TLanes.Store(sum0, c);
        TLanes.Store(sum1, c + TLanes.Count);
        TLanes.Store(sum2, c + 2 * TLanes.Count);
    }
}
