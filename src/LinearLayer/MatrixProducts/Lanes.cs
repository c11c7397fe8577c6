using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LinearLayer.MatrixProducts;

/// <summary>What a micro-kernel needs of a vector register. One kernel is written over it, and compiled for each width.</summary>
/// <typeparam name="TVector">The register: several numbers side by side.</typeparam>
/// <typeparam name="T">The number: float or double.</typeparam>
internal unsafe interface ILanes<TVector, T>
    where TVector : struct
    where T : unmanaged
{
    /// <summary>How many numbers a register holds.</summary>
    static abstract int Count { get; }

    static abstract TVector Zero { get; }

    static abstract TVector Load(T* source);

    static abstract void Store(TVector vector, T* destination);

    /// <summary>The first numbers of a register, and zeros after them. No memory beyond them is read.</summary>
    static virtual TVector Load(T* source, nint count) => PartOf<TVector, T>.Load(source, count);

    /// <summary>Stores the first numbers of a register, and leaves the memory beyond them as it is.</summary>
    static virtual void Store(TVector vector, T* destination, nint count) => PartOf<TVector, T>.Store(vector, destination, count);

    /// <summary>One number in every lane.</summary>
    static abstract TVector Broadcast(T value);

    static abstract TVector Add(TVector left, TVector right);

    /// <summary>left · right + addend, in one instruction where the machine has it.</summary>
    static abstract TVector MultiplyAdd(TVector left, TVector right, TVector addend);
}

/// <summary>AVX-512.</summary>
internal readonly unsafe struct Lanes512<T> : ILanes<Vector512<T>, T>
    where T : unmanaged
{
    public static int Count => Vector512<T>.Count;

    public static Vector512<T> Zero => Vector512<T>.Zero;

    public static Vector512<T> Load(T* source) => Vector512.Load(source);

    public static void Store(Vector512<T> vector, T* destination) => vector.Store(destination);

    public static Vector512<T> Load(T* source, nint count) => !Avx512F.IsSupported ? PartOf<Vector512<T>, T>.Load(source, count)
        : typeof(T) == typeof(float) ? Avx512F.MaskLoad((float*)source, Floats(count), default).As<float, T>()
        : Avx512F.MaskLoad((double*)source, Doubles(count), default).As<double, T>();

    public static void Store(Vector512<T> vector, T* destination, nint count)
    {
        if (!Avx512F.IsSupported)
            PartOf<Vector512<T>, T>.Store(vector, destination, count);
        else if (typeof(T) == typeof(float))
            Avx512F.MaskStore((float*)destination, Floats(count), vector.AsSingle());
        else
            Avx512F.MaskStore((double*)destination, Doubles(count), vector.AsDouble());
    }

    public static Vector512<T> Broadcast(T value) => Vector512.Create(value);

    public static Vector512<T> Add(Vector512<T> left, Vector512<T> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> MultiplyAdd(Vector512<T> left, Vector512<T> right, Vector512<T> addend) => typeof(T) == typeof(float)
        ? Vector512.MultiplyAddEstimate(left.AsSingle(), right.AsSingle(), addend.AsSingle()).As<float, T>()
        : Vector512.MultiplyAddEstimate(left.AsDouble(), right.AsDouble(), addend.AsDouble()).As<double, T>();

    private static Vector512<float> Floats(nint count) => Vector512.LessThan(Vector512<int>.Indices, Vector512.Create((int)count)).AsSingle();

    private static Vector512<double> Doubles(nint count) => Vector512.LessThan(Vector512<long>.Indices, Vector512.Create((long)count)).AsDouble();
}

/// <summary>AVX2.</summary>
internal readonly unsafe struct Lanes256<T> : ILanes<Vector256<T>, T>
    where T : unmanaged
{
    public static int Count => Vector256<T>.Count;

    public static Vector256<T> Zero => Vector256<T>.Zero;

    public static Vector256<T> Load(T* source) => Vector256.Load(source);

    public static void Store(Vector256<T> vector, T* destination) => vector.Store(destination);

    public static Vector256<T> Load(T* source, nint count) => !Avx2.IsSupported ? PartOf<Vector256<T>, T>.Load(source, count)
        : typeof(T) == typeof(float) ? Avx.MaskLoad((float*)source, Floats(count)).As<float, T>()
        : Avx.MaskLoad((double*)source, Doubles(count)).As<double, T>();

    public static void Store(Vector256<T> vector, T* destination, nint count)
    {
        if (!Avx2.IsSupported)
            PartOf<Vector256<T>, T>.Store(vector, destination, count);
        else if (typeof(T) == typeof(float))
            Avx.MaskStore((float*)destination, Floats(count), vector.AsSingle());
        else
            Avx.MaskStore((double*)destination, Doubles(count), vector.AsDouble());
    }

    public static Vector256<T> Broadcast(T value) => Vector256.Create(value);

    public static Vector256<T> Add(Vector256<T> left, Vector256<T> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> MultiplyAdd(Vector256<T> left, Vector256<T> right, Vector256<T> addend) => typeof(T) == typeof(float)
        ? Vector256.MultiplyAddEstimate(left.AsSingle(), right.AsSingle(), addend.AsSingle()).As<float, T>()
        : Vector256.MultiplyAddEstimate(left.AsDouble(), right.AsDouble(), addend.AsDouble()).As<double, T>();

    private static Vector256<float> Floats(nint count) => Vector256.LessThan(Vector256<int>.Indices, Vector256.Create((int)count)).AsSingle();

    private static Vector256<double> Doubles(nint count) => Vector256.LessThan(Vector256<long>.Indices, Vector256.Create((long)count)).AsDouble();
}

/// <summary>NEON, SSE.</summary>
internal readonly unsafe struct Lanes128<T> : ILanes<Vector128<T>, T>
    where T : unmanaged
{
    public static int Count => Vector128<T>.Count;

    public static Vector128<T> Zero => Vector128<T>.Zero;

    public static Vector128<T> Load(T* source) => Vector128.Load(source);

    public static void Store(Vector128<T> vector, T* destination) => vector.Store(destination);

    public static Vector128<T> Load(T* source, nint count) => !Avx.IsSupported ? PartOf<Vector128<T>, T>.Load(source, count)
        : typeof(T) == typeof(float) ? Avx.MaskLoad((float*)source, Floats(count)).As<float, T>()
        : Avx.MaskLoad((double*)source, Doubles(count)).As<double, T>();

    public static void Store(Vector128<T> vector, T* destination, nint count)
    {
        if (!Avx.IsSupported)
            PartOf<Vector128<T>, T>.Store(vector, destination, count);
        else if (typeof(T) == typeof(float))
            Avx.MaskStore((float*)destination, Floats(count), vector.AsSingle());
        else
            Avx.MaskStore((double*)destination, Doubles(count), vector.AsDouble());
    }

    public static Vector128<T> Broadcast(T value) => Vector128.Create(value);

    public static Vector128<T> Add(Vector128<T> left, Vector128<T> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> MultiplyAdd(Vector128<T> left, Vector128<T> right, Vector128<T> addend) => typeof(T) == typeof(float)
        ? Vector128.MultiplyAddEstimate(left.AsSingle(), right.AsSingle(), addend.AsSingle()).As<float, T>()
        : Vector128.MultiplyAddEstimate(left.AsDouble(), right.AsDouble(), addend.AsDouble()).As<double, T>();

    private static Vector128<float> Floats(nint count) => Vector128.LessThan(Vector128<int>.Indices, Vector128.Create((int)count)).AsSingle();

    private static Vector128<double> Doubles(nint count) => Vector128.LessThan(Vector128<long>.Indices, Vector128.Create((long)count)).AsDouble();
}

/// <summary>Parts of registers where the machine has no masks for them.</summary>
internal static unsafe class PartOf<TVector, T>
    where TVector : struct
    where T : unmanaged
{
    public static TVector Load(T* source, nint count)
    {
        TVector vector = default;
        Unsafe.CopyBlockUnaligned(ref Unsafe.As<TVector, byte>(ref vector), ref *(byte*)source, (uint)(count * sizeof(T)));
        return vector;
    }

    public static void Store(TVector vector, T* destination, nint count) =>
        Unsafe.CopyBlockUnaligned(ref *(byte*)destination, ref Unsafe.As<TVector, byte>(ref vector), (uint)(count * sizeof(T)));
}
