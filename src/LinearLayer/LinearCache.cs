using System.Numerics.Tensors;

namespace LinearLayer;

/// <summary>What the forward pass keeps for the backward pass: x, w and b themselves, not copies of them.</summary>
/// <remarks>A tensor that is changed in place between <see cref="Linear.Forward"/> and <see cref="Linear.Backward"/> is changed here too.</remarks>
/// <param name="x">The examples as they were given, (N, d_1, ..., d_k).</param>
/// <param name="w">The weights, (D, M).</param>
/// <param name="b">The biases, (M,). No gradient needs their values.</param>
public sealed record LinearCache<T>(Tensor<T> x, Tensor<T> w, Tensor<T> b);
