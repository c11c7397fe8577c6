using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LinearLayer.MatrixProducts;

/// <summary>What a tensor must be for a result to be written into it.</summary>
internal static class Destination
{
    /// <summary>A dense tensor of this shape.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    /// <exception cref="ShapeException">It has another shape.</exception>
    /// <exception cref="ArgumentException">Its cells do not lie one after the other.</exception>
    public static void Require<T>(string operation, string name, string text, Tensor<T> destination, ReadOnlySpan<nint> lengths, string member = "")
    {
        if (destination is null)
            throw new ArgumentNullException(name, $"{operation}: {name} is null. It must be a tensor of shape {Shape.Of(lengths)}, for the result.");
        if (!Same(destination.Lengths, lengths))
            throw new ShapeException($"{operation}: {text}{member} is {destination.Shape}; the result is {Shape.Of(lengths)}.\nMake it with Tensor.CreateFromShape<{typeof(T).Name}>([{string.Join(", ", lengths.ToArray())}]).");
        if (!destination.IsDense)
            throw new ArgumentException($"{operation}: {text}{member} is a view; its cells do not lie one after the other. Give a tensor of its own: Tensor.CreateFromShape<{typeof(T).Name}>([{string.Join(", ", lengths.ToArray())}]).", name);
    }

    /// <summary>The memory from a tensor's first cell to its last; between the cells of a view lie others.</summary>
    public static ReadOnlySpan<T> MemoryOf<T>(Tensor<T> tensor)
    {
        if (tensor.IsEmpty)
            return default;
        var extent = tensor.FlattenedLength;
        if (!tensor.IsDense)
        {
            extent = 1;
            for (var axis = 0; axis < tensor.Rank; axis++)
                extent += (tensor.Lengths[axis] - 1) * tensor.Strides[axis];
        }

        return MemoryMarshal.CreateReadOnlySpan(in tensor.AsReadOnlyTensorSpan().GetPinnableReference(), checked((int)extent));
    }

    /// <summary>No memory in common with any other tensor of the call.</summary>
    /// <exception cref="ArgumentException">There is: the result would overwrite what it is computed from.</exception>
    public static void RequireApart<T>(string operation, string text, Tensor<T> destination, params ReadOnlySpan<Tensor<T>> others)
    {
        foreach (var other in others)
            RequireApart(operation, text, MemoryOf(destination), MemoryOf(other), default, default);
    }

    /// <summary>No memory in common with what is read, or written, beside it.</summary>
    /// <exception cref="ArgumentException">There is: the result would overwrite what it is computed from.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void RequireApart<T>(
        string operation, string text, ReadOnlySpan<T> destination,
        ReadOnlySpan<T> first, ReadOnlySpan<T> second, ReadOnlySpan<T> third, ReadOnlySpan<T> fourth = default, ReadOnlySpan<T> fifth = default)
    {
        if (destination.Overlaps(first) || destination.Overlaps(second) || destination.Overlaps(third) || destination.Overlaps(fourth) || destination.Overlaps(fifth))
            ThrowShared(operation, text);
    }

    /// <summary>Compared one by one: a vector of sizes that have just been stored would wait until they are in memory.</summary>
    private static bool Same(ReadOnlySpan<nint> left, ReadOnlySpan<nint> right)
    {
        if (left.Length != right.Length)
            return false;
        for (var axis = 0; axis < left.Length; axis++)
        {
            if (left[axis] != right[axis])
                return false;
        }

        return true;
    }

    private static void ThrowShared(string operation, string text) =>
        throw new ArgumentException($"{operation}: {text} shares memory with another argument of the call, which the result would overwrite. Give a tensor of its own.");
}
