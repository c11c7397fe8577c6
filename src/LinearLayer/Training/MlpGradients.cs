using System.Numerics.Tensors;

namespace LinearLayer;

/// <summary>The gradients of a loss L with respect to the input of an <see cref="Mlp"/> and to the parameters of each layer.</summary>
/// <param name="dx">∂L/∂x, (N, d_1, ..., d_k).</param>
/// <param name="Layers">For each layer, first layer first: dx with respect to its own input, dw and db.</param>
public sealed record MlpGradients(Tensor<double> dx, IReadOnlyList<LinearGradients<double>> Layers)
{
    /// <summary>For each layer the length of its gradient, all of dw and db taken as one vector: √(Σ dw² + Σ db²).</summary>
    public IReadOnlyList<double> Norms =>
        [.. Layers.Select(layer => double.Hypot(Norm(layer.dw), Norm(layer.db)))];

    // Tensor.Norm (System.Numerics.Tensors 10.0) goes cell by cell.
    private static double Norm(Tensor<double> gradient) =>
        gradient.IsDense ? TensorPrimitives.Norm<double>(Cells.Of(gradient)) : Tensor.Norm<double>(gradient);
}
