using CsCheck;

namespace LinearLayer.Tests;

/// <summary>Random small tensors of integers, in every memory layout that a tensor can have.</summary>
internal static class Layouts
{
    public static readonly Gen<long> Number = Gen.Long[-9, 9];

    /// <summary>A tensor of this shape: dense, cut out of a larger one, or with its axes reversed in memory.</summary>
    public static Gen<Tensor<long>> TensorOf(params nint[] shape) =>
        Gen.Select(Number.Array[(int)shape.Aggregate((nint)1, (product, size) => product * size)], Gen.Int[0, 2], (cells, layout) =>
        {
            var dense = Tensor.Create(cells, shape);
            return layout switch
            {
                0 => dense,
                1 => CutOutOfLarger(dense),
                _ => WithAxesReversedInMemory(dense),
            };
        });

    /// <summary>The same cells as a slice of a tensor that is one larger at both ends of every axis, and full of 999 there.</summary>
    public static Tensor<long> CutOutOfLarger(Tensor<long> tensor)
    {
        var larger = Tensor.CreateFromShape<long>(tensor.Lengths.ToArray().Select(size => size + 2).ToArray());
        larger.Fill(999);
        var slice = larger.Slice(tensor.Lengths.ToArray().Select(size => new System.Buffers.NRange(1, 1 + size)).ToArray());
        tensor.CopyTo(slice);
        return slice;
    }

    /// <summary>The same cells, the first axis lying closest together.</summary>
    public static Tensor<long> WithAxesReversedInMemory(Tensor<long> tensor)
    {
        var axes = Enumerable.Range(0, tensor.Rank).Reverse().ToArray();
        return tensor.PermuteDimensions(axes).ToDenseTensor().PermuteDimensions(axes);
    }
}
