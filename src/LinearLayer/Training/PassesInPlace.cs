using System.Numerics.Tensors;
using LinearLayer.MatrixProducts;

namespace LinearLayer;

/// <summary>The passes of <see cref="Mlp"/> over batches of one size, in memory that every step uses again.</summary>
/// <remarks>
/// A step computes what <see cref="Mlp.Forward"/> and <see cref="Mlp.Backward"/> compute, but for dx of the first layer, which
/// changes no parameter. ReLU works where its input stands: h is above 0 where z is, so h serves the backward pass as well.
/// </remarks>
internal sealed class PassesInPlace
{
    private readonly IReadOnlyList<MlpLayer> _layers;
    private readonly LinearCache<double>[] _caches;
    private readonly Tensor<double>[] _outs;
    private readonly MlpGradients _gradients;

    /// <param name="mlp">The network; its parameters may be changed and replaced between steps.</param>
    /// <param name="examples">N, the examples of a batch.</param>
    public PassesInPlace(Mlp mlp, nint examples)
    {
        _layers = mlp.Layers;
        _caches = new LinearCache<double>[_layers.Count];
        _outs = [.. _layers.Select(layer => Tensor.CreateFromShape<double>([examples, layer.w.Lengths[1]]))];
        _gradients = new MlpGradients(Tensor<double>.Empty, [.. _layers.Select((layer, l) => new LinearGradients<double>(
            l == 0 ? Tensor<double>.Empty : Tensor.CreateFromShape<double>(_outs[l - 1].Lengths),
            Tensor.CreateFromShape<double>(layer.w.Lengths),
            Tensor.CreateFromShape<double>(layer.b.Lengths)))]);
    }

    /// <summary>Runs the layers one after the other.</summary>
    /// <param name="x">(N, D).</param>
    /// <returns>out, (N, M); the next forward pass overwrites it.</returns>
    public Tensor<double> Forward(Tensor<double> x)
    {
        for (var l = 0; l < _layers.Count; l++)
        {
            _caches[l] = new LinearCache<double>(l == 0 ? x : _outs[l - 1], _layers[l].w, _layers[l].b);
            Linear.Forward(_caches[l].x, _layers[l].w, _layers[l].b, _outs[l]);
            if (l < _layers.Count - 1)
                Activations.ReluInPlace(Cells.Of(_outs[l]));
        }

        return _outs[^1];
    }

    /// <summary>Runs the layers' backward passes over what the last forward pass left, the last layer first.</summary>
    /// <param name="dout">∂L/∂out, (N, M).</param>
    /// <returns>The gradients, with an empty dx for the first layer; the next backward pass overwrites them.</returns>
    public MlpGradients Backward(Tensor<double> dout)
    {
        for (var l = _layers.Count - 1; l > 0; l--)
        {
            Linear.Backward(dout, _caches[l], _gradients.Layers[l]);
            dout = _gradients.Layers[l].dx;
            Relu.BackwardInPlace<double>(Cells.Of(dout), Cells.Of(_outs[l - 1]));
        }

        var (_, dw, db) = _gradients.Layers[0];
        MatrixProduct.TryMultiply(_caches[0].x.Transpose(), dout, dw);  // (D, M) = (D, N) x (N, M)
        MatrixProduct.TrySumOverRows(dout, db);                         // (M,) <= (N, M)
        return _gradients;
    }
}
