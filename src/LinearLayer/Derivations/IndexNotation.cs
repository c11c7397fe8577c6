using System.Numerics;
using System.Numerics.Tensors;

namespace LinearLayer;

/// <summary>Formulas as they are written with indices: <c>Entries(D, M, (i, j) => Sum(N, n => x[n, i] * G[n, j]))</c>. Indices count from 0.</summary>
public static class IndexNotation
{
    /// <summary>Σ over the index from 0 to count - 1. An empty sum is the additive identity.</summary>
    public static T Sum<T>(int count, Func<int, T> term) where T : IAdditionOperators<T, T, T>, IAdditiveIdentity<T, T>
    {
        ArgumentNullException.ThrowIfNull(term);
        var sum = T.AdditiveIdentity;
        for (var index = 0; index < count; index++)
            sum += term(index);
        return sum;
    }

    /// <summary>Kronecker's delta: 1 where the indices are equal, else 0.</summary>
    public static int Delta(int i, int j) => i == j ? 1 : 0;

    /// <summary>The tensor (I,) with the given entries.</summary>
    public static Tensor<T> Entries<T>(int I, Func<int, T> entry) => Entries([I], at => entry(at[0]));

    /// <summary>The tensor (I, J) with the given entries.</summary>
    public static Tensor<T> Entries<T>(int I, int J, Func<int, int, T> entry) => Entries([I, J], at => entry(at[0], at[1]));

    /// <summary>The tensor (I, J, K) with the given entries.</summary>
    public static Tensor<T> Entries<T>(int I, int J, int K, Func<int, int, int, T> entry) => Entries([I, J, K], at => entry(at[0], at[1], at[2]));

    /// <summary>The tensor (I, J, K, L) with the given entries.</summary>
    public static Tensor<T> Entries<T>(int I, int J, int K, int L, Func<int, int, int, int, T> entry) =>
        Entries([I, J, K, L], at => entry(at[0], at[1], at[2], at[3]));

    /// <summary>The tensor of any shape with the given entries, filled row-major.</summary>
    /// <param name="shape">At least one axis.</param>
    /// <param name="entry">The entry at an index; the array is the same one at every call.</param>
    public static Tensor<T> Entries<T>(Shape shape, Func<int[], T> entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var cells = new T[shape.Product(fromAxis: 0)];
        var index = new int[shape.Rank];
        for (var cell = 0; cell < cells.Length; cell++)
        {
            cells[cell] = entry(index);
            for (var axis = index.Length - 1; axis >= 0 && ++index[axis] == shape[axis]; axis--)
                index[axis] = 0; // the last index runs fastest
        }
        return Dense.Tensor(cells, shape.AsSpan());
    }
}
