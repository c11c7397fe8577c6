using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using LinearLayer.MatrixProducts;

namespace LinearLayer;

/// <summary>How fast numbers come from memory: an array is added up that is too long for the caches of most machines.</summary>
internal static unsafe class MemoryBandwidth
{
    private const int Length = 1 << 23; // 64 MiB

    /// <summary>Bytes a second of all threads together, in the best run.</summary>
    public static double Measure(int threads)
    {
        var numbers = GC.AllocateUninitializedArray<double>(Length);
        Array.Fill(numbers, 1); // memory that nobody has written to need not be there
        return sizeof(double) * (double)Length / BestRun.Seconds(threads, part =>
        {
            var (from, to) = (Length * (long)part / threads, Length * (long)(part + 1) / threads);
            Sum(numbers.AsSpan((int)from, (int)(to - from)));
        });
    }

    /// <summary>Adds up all numbers.</summary>
    public static double Sum(ReadOnlySpan<double> numbers)
    {
        fixed (double* start = numbers)
        {
            return Avx512F.IsSupported ? Sum<Vector512<double>, Lanes512<double>>(start, numbers.Length)
                : Vector256.IsHardwareAccelerated ? Sum<Vector256<double>, Lanes256<double>>(start, numbers.Length)
                : Vector128.IsHardwareAccelerated ? Sum<Vector128<double>, Lanes128<double>>(start, numbers.Length)
                : Sum<double, OneLane<double>>(start, numbers.Length);
        }
    }

    /// <summary>Eight sums, so that no addition is waited for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Sum<TVector, TLanes>(double* numbers, int count)
        where TVector : struct
        where TLanes : ILanes<TVector, double>
    {
        TVector s0 = TLanes.Zero, s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0, s6 = s0, s7 = s0;
        var whole = count / (8 * TLanes.Count) * (8 * TLanes.Count);
        for (var i = 0; i < whole; i += 8 * TLanes.Count)
        {
            var next = numbers + i;
            s0 = TLanes.Add(s0, TLanes.Load(next));
            s1 = TLanes.Add(s1, TLanes.Load(next + TLanes.Count));
            s2 = TLanes.Add(s2, TLanes.Load(next + 2 * TLanes.Count));
            s3 = TLanes.Add(s3, TLanes.Load(next + 3 * TLanes.Count));
            s4 = TLanes.Add(s4, TLanes.Load(next + 4 * TLanes.Count));
            s5 = TLanes.Add(s5, TLanes.Load(next + 5 * TLanes.Count));
            s6 = TLanes.Add(s6, TLanes.Load(next + 6 * TLanes.Count));
            s7 = TLanes.Add(s7, TLanes.Load(next + 7 * TLanes.Count));
        }

        var all = TLanes.Add(TLanes.Add(TLanes.Add(s0, s1), TLanes.Add(s2, s3)), TLanes.Add(TLanes.Add(s4, s5), TLanes.Add(s6, s7)));
        var lanes = stackalloc double[Vector512<double>.Count];
        TLanes.Store(all, lanes);
        var sum = 0.0;
        for (var lane = 0; lane < TLanes.Count; lane++)
            sum += lanes[lane];
        for (var i = whole; i < count; i++)
            sum += numbers[i];
        return sum;
    }
}
