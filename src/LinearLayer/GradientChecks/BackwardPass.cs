using System.Numerics.Tensors;

namespace LinearLayer;

/// <summary>A backward pass of the linear layer, right or wrong: from dout and the cache to dx, dw and db.</summary>
/// <remarks>Written as a lambda: <c>(dout, cache) => new(dx, dw, db)</c>.</remarks>
/// <param name="dout">∂L/∂out, (N, M).</param>
/// <param name="cache">What <see cref="Linear.Forward"/> returned: x, w and b.</param>
public delegate LinearGradients<T> BackwardPass<T>(Tensor<T> dout, LinearCache<T> cache);
