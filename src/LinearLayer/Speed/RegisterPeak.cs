using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using LinearLayer.MatrixProducts;

namespace LinearLayer;

/// <summary>Sums of multiply-adds that never leave the registers: the fastest arithmetic that a machine has.</summary>
/// <remarks>A multiply-add waits for the one before it of the same sum, so a core is busy only with many sums at once.</remarks>
internal static unsafe class RegisterPeak
{
    /// <summary>About a millisecond: long beside a meeting of threads, short beside what other programs take.</summary>
    private const int Steps = 1 << 19;

    /// <summary>Operations a second of all threads together, in the best run.</summary>
    public static double Measure(int threads)
    {
        var (run, operations) = Work<double>();
        return operations * threads / BestRun.Seconds(threads, _ => run());
    }

    /// <summary>Something to run that does nothing else, on one thread, and the operations of one run.</summary>
    public static (Action Run, double Operations) Work<T>()
        where T : unmanaged, INumberBase<T> => (() => Run<T>(Steps), 2.0 * Run<T>(0).Length * Steps);

    /// <summary>Makes sum = sum·½ + 1 so many times, from 0, for as many sums as the registers hold.</summary>
    /// <returns>The sums: one multiplication and one addition a step for each.</returns>
    public static T[] Run<T>(int steps)
        where T : unmanaged, INumberBase<T>
    {
        var sums = new T[24 * Vector512<T>.Count];
        fixed (T* to = sums)
            return sums[..Run(steps, to)];
    }

    // As in MatrixProduct: 512 bits pay even where Vector512.IsHardwareAccelerated says no.
    private static int Run<T>(int steps, T* to)
        where T : unmanaged, INumberBase<T> =>
        Avx512F.IsSupported ? Sum24<Vector512<T>, T, Lanes512<T>>(steps, to)
        : Vector256.IsHardwareAccelerated ? Sum12<Vector256<T>, T, Lanes256<T>>(steps, to)
        : AdvSimd.Arm64.IsSupported ? Sum24<Vector128<T>, T, Lanes128<T>>(steps, to)
        : Vector128.IsHardwareAccelerated ? Sum12<Vector128<T>, T, Lanes128<T>>(steps, to)
        : Sum12<T, T, OneLane<T>>(steps, to);

    /// <summary>For 16 registers: 12 sums, a factor and an addend.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Sum12<TVector, T, TLanes>(int steps, T* to)
        where TVector : struct
        where T : unmanaged, INumberBase<T>
        where TLanes : ILanes<TVector, T>
    {
        var (half, one) = (TLanes.Broadcast(T.CreateChecked(0.5)), TLanes.Broadcast(T.One));
        TVector s0 = TLanes.Zero, s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0, s6 = s0, s7 = s0, s8 = s0, s9 = s0, s10 = s0, s11 = s0;
        for (var step = 0; step < steps; step++)
        {
            s0 = TLanes.MultiplyAdd(s0, half, one);
            s1 = TLanes.MultiplyAdd(s1, half, one);
            s2 = TLanes.MultiplyAdd(s2, half, one);
            s3 = TLanes.MultiplyAdd(s3, half, one);
            s4 = TLanes.MultiplyAdd(s4, half, one);
            s5 = TLanes.MultiplyAdd(s5, half, one);
            s6 = TLanes.MultiplyAdd(s6, half, one);
            s7 = TLanes.MultiplyAdd(s7, half, one);
            s8 = TLanes.MultiplyAdd(s8, half, one);
            s9 = TLanes.MultiplyAdd(s9, half, one);
            s10 = TLanes.MultiplyAdd(s10, half, one);
            s11 = TLanes.MultiplyAdd(s11, half, one);
        }

        // No call comes before the last store: the sums would have to lie in memory meanwhile, and the compiler would keep them there all the time.
        TLanes.Store(s0, to);
        TLanes.Store(s1, to + TLanes.Count);
        TLanes.Store(s2, to + 2 * TLanes.Count);
        TLanes.Store(s3, to + 3 * TLanes.Count);
        TLanes.Store(s4, to + 4 * TLanes.Count);
        TLanes.Store(s5, to + 5 * TLanes.Count);
        TLanes.Store(s6, to + 6 * TLanes.Count);
        TLanes.Store(s7, to + 7 * TLanes.Count);
        TLanes.Store(s8, to + 8 * TLanes.Count);
        TLanes.Store(s9, to + 9 * TLanes.Count);
        TLanes.Store(s10, to + 10 * TLanes.Count);
        TLanes.Store(s11, to + 11 * TLanes.Count);
        return 12 * TLanes.Count;
    }

    /// <summary>For 32 registers: twice as many sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Sum24<TVector, T, TLanes>(int steps, T* to)
        where TVector : struct
        where T : unmanaged, INumberBase<T>
        where TLanes : ILanes<TVector, T>
    {
        var (half, one) = (TLanes.Broadcast(T.CreateChecked(0.5)), TLanes.Broadcast(T.One));
        TVector s0 = TLanes.Zero, s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0, s6 = s0, s7 = s0, s8 = s0, s9 = s0, s10 = s0, s11 = s0;
        TVector t0 = s0, t1 = s0, t2 = s0, t3 = s0, t4 = s0, t5 = s0, t6 = s0, t7 = s0, t8 = s0, t9 = s0, t10 = s0, t11 = s0;
        for (var step = 0; step < steps; step++)
        {
            s0 = TLanes.MultiplyAdd(s0, half, one);
            s1 = TLanes.MultiplyAdd(s1, half, one);
            s2 = TLanes.MultiplyAdd(s2, half, one);
            s3 = TLanes.MultiplyAdd(s3, half, one);
            s4 = TLanes.MultiplyAdd(s4, half, one);
            s5 = TLanes.MultiplyAdd(s5, half, one);
            s6 = TLanes.MultiplyAdd(s6, half, one);
            s7 = TLanes.MultiplyAdd(s7, half, one);
            s8 = TLanes.MultiplyAdd(s8, half, one);
            s9 = TLanes.MultiplyAdd(s9, half, one);
            s10 = TLanes.MultiplyAdd(s10, half, one);
            s11 = TLanes.MultiplyAdd(s11, half, one);
            t0 = TLanes.MultiplyAdd(t0, half, one);
            t1 = TLanes.MultiplyAdd(t1, half, one);
            t2 = TLanes.MultiplyAdd(t2, half, one);
            t3 = TLanes.MultiplyAdd(t3, half, one);
            t4 = TLanes.MultiplyAdd(t4, half, one);
            t5 = TLanes.MultiplyAdd(t5, half, one);
            t6 = TLanes.MultiplyAdd(t6, half, one);
            t7 = TLanes.MultiplyAdd(t7, half, one);
            t8 = TLanes.MultiplyAdd(t8, half, one);
            t9 = TLanes.MultiplyAdd(t9, half, one);
            t10 = TLanes.MultiplyAdd(t10, half, one);
            t11 = TLanes.MultiplyAdd(t11, half, one);
        }

        // No call comes before the last store: the sums would have to lie in memory meanwhile, and the compiler would keep them there all the time.
        TLanes.Store(s0, to);
        TLanes.Store(s1, to + TLanes.Count);
        TLanes.Store(s2, to + 2 * TLanes.Count);
        TLanes.Store(s3, to + 3 * TLanes.Count);
        TLanes.Store(s4, to + 4 * TLanes.Count);
        TLanes.Store(s5, to + 5 * TLanes.Count);
        TLanes.Store(s6, to + 6 * TLanes.Count);
        TLanes.Store(s7, to + 7 * TLanes.Count);
        TLanes.Store(s8, to + 8 * TLanes.Count);
        TLanes.Store(s9, to + 9 * TLanes.Count);
        TLanes.Store(s10, to + 10 * TLanes.Count);
        TLanes.Store(s11, to + 11 * TLanes.Count);
        TLanes.Store(t0, to + 12 * TLanes.Count);
        TLanes.Store(t1, to + 13 * TLanes.Count);
        TLanes.Store(t2, to + 14 * TLanes.Count);
        TLanes.Store(t3, to + 15 * TLanes.Count);
        TLanes.Store(t4, to + 16 * TLanes.Count);
        TLanes.Store(t5, to + 17 * TLanes.Count);
        TLanes.Store(t6, to + 18 * TLanes.Count);
        TLanes.Store(t7, to + 19 * TLanes.Count);
        TLanes.Store(t8, to + 20 * TLanes.Count);
        TLanes.Store(t9, to + 21 * TLanes.Count);
        TLanes.Store(t10, to + 22 * TLanes.Count);
        TLanes.Store(t11, to + 23 * TLanes.Count);
        return 24 * TLanes.Count;
    }
}
