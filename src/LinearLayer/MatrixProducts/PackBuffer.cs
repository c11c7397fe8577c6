using System.Runtime.CompilerServices;

namespace LinearLayer.MatrixProducts;

/// <summary>Memory for packed panels. Each thread keeps its own, so that a product allocates nothing once it has run.</summary>
internal sealed unsafe class PackBuffer
{
    /// <summary>A cache line, and the widest register.</summary>
    public const int Alignment = 64;

    [ThreadStatic]
    private static PackBuffer? t_ofThisThread;

    private byte[] _forA = [], _forB = [];

    public static PackBuffer OfThisThread
    {
        get => t_ofThisThread ??= new();
        set => t_ofThisThread = value;
    }

    public T* ForA<T>(nint count)
        where T : unmanaged => Room<T>(ref _forA, count);

    public T* ForB<T>(nint count)
        where T : unmanaged => Room<T>(ref _forB, count);

    private static T* Room<T>(ref byte[] buffer, nint count)
        where T : unmanaged
    {
        var size = checked((int)(count * sizeof(T) + Alignment));
        if (buffer.Length < size)
            buffer = GC.AllocateUninitializedArray<byte>(size, pinned: true);
        return Aligned((T*)Unsafe.AsPointer(ref buffer[0]));
    }

    /// <summary>Where the first whole line of the memory begins.</summary>
    public static T* Aligned<T>(T* start)
        where T : unmanaged => (T*)(((nint)start + Alignment - 1) & -Alignment);
}
