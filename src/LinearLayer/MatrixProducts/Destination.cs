using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace LinearLayer.MatrixProducts;

/// <summary>What a tensor must be for a result to be written into it.</summary>
internal static unsafe class Destination
{
    /// <summary>A dense tensor of this shape.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    /// <exception cref="ShapeException">It has another shape.</exception>
    /// <exception cref="ArgumentException">Its cells do not lie one after the other.</exception>
    public static void Require<T>(string operation, string name, string text, Tensor<T> destination, ReadOnlySpan<nint> lengths, string member = "")
    {
        if (destination is null)
            throw new ArgumentNullException(name, $"{operation}: {name} is null. It must be a tensor of shape {Shape.Of(lengths)}, for the result.");
        if (!destination.Lengths.SequenceEqual(lengths))
            throw new ShapeException($"{operation}: {text}{member} is {destination.Shape}; the result is {Shape.Of(lengths)}.\nMake it with Tensor.CreateFromShape<{typeof(T).Name}>([{string.Join(", ", lengths.ToArray())}]).");
        if (!destination.IsDense)
            throw new ArgumentException($"{operation}: {text}{member} is a view; its cells do not lie one after the other. Give a tensor of its own: Tensor.CreateFromShape<{typeof(T).Name}>([{string.Join(", ", lengths.ToArray())}]).", name);
    }

    /// <summary>No memory in common with what is read, or written, beside it.</summary>
    /// <exception cref="ArgumentException">There is: the result would overwrite what it is computed from.</exception>
    public static void RequireApart<T>(string operation, string text, Tensor<T> destination, params ReadOnlySpan<Tensor<T>> others)
    {
        foreach (var other in others)
        {
            if (Overlap(destination, other))
                throw new ArgumentException($"{operation}: {text} shares memory with another argument of the call, which the result would overwrite. Give a tensor of its own.");
        }
    }

    private static bool Overlap<T>(Tensor<T> left, Tensor<T> right)
    {
        if (left.IsEmpty || right.IsEmpty)
            return false;
        ref var leftFirst = ref left.AsTensorSpan().GetPinnableReference();
        ref var rightFirst = ref right.AsTensorSpan().GetPinnableReference();
        var apart = Unsafe.ByteOffset(ref leftFirst, ref rightFirst) / Unsafe.SizeOf<T>();
        return apart < Extent(left) && -apart < Extent(right);
    }

    /// <summary>From the first cell to the last, in cells of memory.</summary>
    private static nint Extent<T>(Tensor<T> tensor)
    {
        nint extent = 1;
        for (var axis = 0; axis < tensor.Rank; axis++)
            extent += (tensor.Lengths[axis] - 1) * tensor.Strides[axis];
        return extent;
    }
}
