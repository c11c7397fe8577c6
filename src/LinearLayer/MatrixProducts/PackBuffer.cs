using System.Runtime.CompilerServices;

namespace LinearLayer.MatrixProducts;

/// <summary>Memory for packed panels. Each thread keeps its own, so that a product allocates nothing once it has run.</summary>
internal static unsafe class PackBuffer
{
    private const int Alignment = 64; // a cache line, and the widest register

    [ThreadStatic]
    private static byte[]? t_forA;

    [ThreadStatic]
    private static byte[]? t_forB;

    public static T* ForA<T>(nint count)
        where T : unmanaged => Room<T>(ref t_forA, count);

    public static T* ForB<T>(nint count)
        where T : unmanaged => Room<T>(ref t_forB, count);

    private static T* Room<T>(ref byte[]? buffer, nint count)
        where T : unmanaged
    {
        var size = checked((int)(count * sizeof(T) + Alignment));
        if (buffer is null || buffer.Length < size)
            buffer = GC.AllocateUninitializedArray<byte>(size, pinned: true);
        var start = (nint)Unsafe.AsPointer(ref buffer[0]);
        return (T*)((start + Alignment - 1) & -Alignment);
    }
}
