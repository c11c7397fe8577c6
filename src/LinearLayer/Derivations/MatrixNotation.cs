using System.Numerics;
using System.Numerics.Tensors;

namespace LinearLayer;

/// <summary>The matrices and products that formulas in matrix form use beside <see cref="TensorOperations"/>.</summary>
public static class MatrixNotation
{
    /// <summary>The identity I, (n, n): 1 on the diagonal, else 0.</summary>
    public static Tensor<T> Identity<T>(int n) where T : IAdditiveIdentity<T, T>, IMultiplicativeIdentity<T, T> =>
        IndexNotation.Entries(n, n, (i, j) => i == j ? T.MultiplicativeIdentity : T.AdditiveIdentity);

    /// <summary>The matrix of ones, (rows, columns): with one column it is the vector <b>1</b> upright.</summary>
    public static Tensor<T> Ones<T>(int rows, int columns) where T : IMultiplicativeIdentity<T, T> =>
        IndexNotation.Entries(rows, columns, (_, _) => T.MultiplicativeIdentity);

    /// <summary>The Kronecker product a ⊗ b: every entry of a, times the whole of b. (I·K, J·L) = (I, J) ⊗ (K, L)</summary>
    /// <remarks>(a ⊗ b)[i·K + k, j·L + l] = a[i, j] b[k, l].</remarks>
    /// <exception cref="ShapeException">A rank is not 2.</exception>
    public static Tensor<T> Kronecker<T>(this Tensor<T> a, Tensor<T> b) where T : IMultiplyOperators<T, T, T>
    {
        MatrixShapes.RequireMatrix("Kronecker", "a", "a", a);
        MatrixShapes.RequireMatrix("Kronecker", "b", "b", b);
        var (K, L) = ((int)b.Lengths[0], (int)b.Lengths[1]);
        return IndexNotation.Entries((int)a.Lengths[0] * K, (int)a.Lengths[1] * L, (row, column) => a[row / K, column / L] * b[row % K, column % L]);
    }

    /// <summary>The inner product ⟨a, b⟩: the sum of the products of the entries that stand at one place. () = ⟨(N, M), (N, M)⟩</summary>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public static T Inner<T>(Tensor<T> a, Tensor<T> b) where T : IAdditionOperators<T, T, T>, IMultiplyOperators<T, T, T>, IAdditiveIdentity<T, T>
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (a.Shape != b.Shape)
            throw new ShapeException($"Inner: a has the shape {a.Shape}, b has {b.Shape}. An inner product pairs every entry of a with one of b: both have one shape.");
        return a.Zip(b, (left, right) => left * right).Aggregate(T.AdditiveIdentity, (sum, product) => sum + product);
    }
}
