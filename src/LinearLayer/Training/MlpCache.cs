using System.Numerics.Tensors;

namespace LinearLayer;

/// <summary>What the forward pass of an <see cref="Mlp"/> keeps for its backward pass.</summary>
/// <param name="Linears">The cache of each linear layer, first layer first: its input, w and b.</param>
/// <param name="Relus">The cache of each ReLU, one fewer: z, (N, M), as it went in. Zeros and negative numbers are the units that are off.</param>
public sealed record MlpCache(IReadOnlyList<LinearCache<double>> Linears, IReadOnlyList<Tensor<double>> Relus);
