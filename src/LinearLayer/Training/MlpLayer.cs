using System.Numerics.Tensors;

namespace LinearLayer;

/// <summary>The parameters of one linear layer of an <see cref="Mlp"/>.</summary>
/// <param name="w">The weights, (D, M).</param>
/// <param name="b">The biases, (M,).</param>
public sealed class MlpLayer(Tensor<double> w, Tensor<double> b)
{
    /// <summary>The weights, (D, M).</summary>
    /// <remarks>A training step puts a new tensor here and leaves the old one as it was, so that a cache of an earlier forward pass stays true.</remarks>
    public Tensor<double> w { get; set; } = w;

    /// <summary>The biases, (M,).</summary>
    /// <remarks>A training step puts a new tensor here, as it does for <see cref="w"/>.</remarks>
    public Tensor<double> b { get; set; } = b;
}
