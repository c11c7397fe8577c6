using System.Globalization;
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

/// <summary>A number as the reports show it: at most six digits, invariant culture, no negative zero.</summary>
internal static class NumberText
{
    public static string Of(double number) => (number + 0.0).ToString("G6", CultureInfo.InvariantCulture);

    /// <summary>An error: three digits tell how large it is.</summary>
    public static string OfError(double error) => error.ToString("G3", CultureInfo.InvariantCulture);
}
