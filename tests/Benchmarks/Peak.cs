using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using LinearLayer.MatrixProducts;

namespace Benchmarks;

/// <summary>The most operations a second that the machine can do: fused multiplications and additions in registers, with no memory in it.</summary>
internal static class Peak
{
    private const int Steps = 1 << 20;

    /// <summary>A contestant that does nothing else, on one thread, and the operations of one run.</summary>
    public static (Contestant Contestant, double Operations) Of<T>()
        where T : unmanaged
    {
        var (run, lanes) = Avx512F.IsSupported ? (Multiply<Vector512<T>, T, Lanes512<T>>, Vector512<T>.Count)
            : Vector256.IsHardwareAccelerated ? (Multiply<Vector256<T>, T, Lanes256<T>>, Vector256<T>.Count)
            : ((Action)Multiply<Vector128<T>, T, Lanes128<T>>, Vector128<T>.Count);
        return (new("peak", run), 2.0 * 10 * lanes * Steps);
    }

    // Ten sums that do not wait for each other: more than two multipliers of four cycles need, fewer than there are registers.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply<TVector, T, TLanes>()
        where TVector : struct
        where T : unmanaged
        where TLanes : ILanes<TVector, T>
    {
        var x = TLanes.Zero;
        var (a, b, c, d, e, f, g, h, i, j) = (x, x, x, x, x, x, x, x, x, x);
        for (var step = 0; step < Steps; step++)
        {
            a = TLanes.MultiplyAdd(x, x, a);
            b = TLanes.MultiplyAdd(x, x, b);
            c = TLanes.MultiplyAdd(x, x, c);
            d = TLanes.MultiplyAdd(x, x, d);
            e = TLanes.MultiplyAdd(x, x, e);
            f = TLanes.MultiplyAdd(x, x, f);
            g = TLanes.MultiplyAdd(x, x, g);
            h = TLanes.MultiplyAdd(x, x, h);
            i = TLanes.MultiplyAdd(x, x, i);
            j = TLanes.MultiplyAdd(x, x, j);
        }

        var sum = TLanes.Add(TLanes.Add(TLanes.Add(a, b), TLanes.Add(c, d)), TLanes.Add(TLanes.Add(e, f), TLanes.Add(g, TLanes.Add(h, TLanes.Add(i, j)))));
        Keep(sum);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Keep<TVector>(TVector _)
    {
    }
}
