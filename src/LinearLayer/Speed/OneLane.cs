using System.Numerics;
using LinearLayer.MatrixProducts;

namespace LinearLayer;

/// <summary>A register that holds one number, for machines without vector registers.</summary>
internal readonly unsafe struct OneLane<T> : ILanes<T, T>
    where T : unmanaged, INumberBase<T>
{
    public static int Count => 1;

    public static T Zero => T.Zero;

    public static T Load(T* source) => *source;

    public static void Store(T vector, T* destination) => *destination = vector;

    public static T Broadcast(T value) => value;

    public static T Add(T left, T right) => left + right;

    public static T MultiplyAdd(T left, T right, T addend) => left * right + addend;
}
