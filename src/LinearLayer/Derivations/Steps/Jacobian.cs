using System.Numerics.Tensors;

namespace LinearLayer;

/// <summary>The derivatives of the output with respect to an input, as the steps need them: found by differentiating what Forward computes.</summary>
internal static class Jacobian
{
    /// <summary>∂z/∂x, (N, M, N, D): x flattened.</summary>
    public static Tensor<SymbolicNumber> OfX(DerivationPoint t) => t.Derivative("x", s => s.@out).Reshape(t.N, t.M, t.N, t.D);

    /// <summary>∂z/∂w, (N, M, D, M).</summary>
    public static Tensor<SymbolicNumber> OfW(DerivationPoint t) => t.Derivative("w", s => s.@out);

    /// <summary>∂z/∂b, (N, M, M).</summary>
    public static Tensor<SymbolicNumber> OfB(DerivationPoint t) => t.Derivative("b", s => s.@out);

    /// <summary>∂vec Z/∂vec θ, (N·M, entries of θ), both laid out row-major.</summary>
    public static Tensor<SymbolicNumber> AsMatrix(DerivationPoint t, Tensor<SymbolicNumber> derivative) =>
        derivative.Reshape(t.N * t.M, derivative.FlattenedLength / (t.N * t.M));

    /// <summary>vec(a)ᵀ: all entries in one row, row-major.</summary>
    public static Tensor<SymbolicNumber> VecRow(Tensor<SymbolicNumber> a) => a.Reshape(1, a.FlattenedLength);
}
