using System.Numerics.Tensors;

namespace LinearLayer;

/// <summary>The cells of a tensor as an array, row-major, for code that runs over spans.</summary>
internal static class Dense
{
    /// <summary>A copy of the cells in row-major order, whatever the tensor's strides.</summary>
    public static T[] Cells<T>(Tensor<T> tensor)
    {
        var cells = new T[tensor.FlattenedLength];
        tensor.FlattenTo(cells);
        return cells;
    }

    /// <summary>A tensor over the array itself, not over a copy of it.</summary>
    public static Tensor<T> Tensor<T>(T[] cells, params ReadOnlySpan<nint> lengths) =>
        System.Numerics.Tensors.Tensor.Create(cells, lengths);
}
