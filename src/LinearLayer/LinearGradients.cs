using System.Numerics.Tensors;

namespace LinearLayer;

/// <summary>The gradients of a loss L with respect to the three inputs of a linear layer, each in the shape of its input.</summary>
/// <param name="dx">∂L/∂x, (N, d_1, ..., d_k).</param>
/// <param name="dw">∂L/∂w, (D, M).</param>
/// <param name="db">∂L/∂b, (M,).</param>
public sealed record LinearGradients<T>(Tensor<T> dx, Tensor<T> dw, Tensor<T> db)
{
    /// <summary>A backward pass of one's own may end in <c>return (dx, dw, db);</c>.</summary>
    public static implicit operator LinearGradients<T>((Tensor<T> dx, Tensor<T> dw, Tensor<T> db) gradients) =>
        new(gradients.dx, gradients.dw, gradients.db);
}
