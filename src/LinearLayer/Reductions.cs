using System.Numerics;
using System.Numerics.Tensors;

namespace LinearLayer;

/// <summary>Sums and means of all cells of a tensor. The sum over the rows alone is <see cref="TensorOperations.SumOverRows"/>.</summary>
public static class Reductions
{
    /// <summary>Adds up all cells. () &lt;= (N, M)</summary>
    /// <remarks>An empty sum is the additive identity.</remarks>
    /// <exception cref="ArgumentNullException">The tensor is null.</exception>
    public static T Sum<T>(this Tensor<T> tensor)
        where T : IAdditionOperators<T, T, T>, IAdditiveIdentity<T, T>
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return tensor.Aggregate(T.AdditiveIdentity, (sum, cell) => sum + cell);
    }

    /// <summary>The sum of all cells divided by their number. () &lt;= (N, M)</summary>
    /// <remarks>Of no cells at all it is 0/0: NaN, or an error where T has none.</remarks>
    /// <exception cref="ArgumentNullException">The tensor is null.</exception>
    public static T Mean<T>(this Tensor<T> tensor)
        where T : INumberBase<T> =>
        tensor.Sum() / T.CreateChecked(tensor.FlattenedLength);
}
