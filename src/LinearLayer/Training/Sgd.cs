using System.Numerics.Tensors;

namespace LinearLayer;

/// <summary>Stochastic gradient descent: each parameter goes a little against its gradient.</summary>
public static class Sgd
{
    /// <summary>Takes one step: w becomes w - learningRate·dw, and b becomes b - learningRate·db, in every layer.</summary>
    /// <param name="mlp">The network, whose layers get new tensors; the old ones are left as they were.</param>
    /// <param name="gradients">What <see cref="Mlp.Backward"/> of this network returned.</param>
    /// <param name="learningRate">How far to go.</param>
    /// <exception cref="ArgumentException">The gradients are of another number of layers.</exception>
    /// <exception cref="ShapeException">A gradient does not have the shape of its parameter.</exception>
    public static void Step(Mlp mlp, MlpGradients gradients, double learningRate)
    {
        ArgumentNullException.ThrowIfNull(mlp);
        ArgumentNullException.ThrowIfNull(gradients);
        if (gradients.Layers.Count != mlp.Layers.Count)
            throw new ArgumentException($"Sgd.Step: gradients of {gradients.Layers.Count} layers for a network of {mlp.Layers.Count}. They must come from Backward of this network.", nameof(gradients));

        for (var l = 0; l < mlp.Layers.Count; l++)
        {
            RequireOneShape($"Layers[{l}].w", mlp.Layers[l].w, "dw", gradients.Layers[l].dw);
            RequireOneShape($"Layers[{l}].b", mlp.Layers[l].b, "db", gradients.Layers[l].db);
        }

        foreach (var layer in mlp.Layers)
            (layer.w, layer.b) = (Cells.Copy(layer.w), Cells.Copy(layer.b));
        StepInPlace(mlp, gradients, learningRate);
    }

    /// <summary>The same step in the tensors that hold the parameters, which are dense. The gradients are of this network.</summary>
    internal static void StepInPlace(Mlp mlp, MlpGradients gradients, double learningRate)
    {
        foreach (var (layer, (_, dw, db)) in mlp.Layers.Zip(gradients.Layers))
        {
            Go(layer.w, dw);
            Go(layer.b, db);
        }

        void Go(Tensor<double> parameter, Tensor<double> gradient)
        {
            var slopes = Cells.Of(gradient.IsDense ? gradient : Cells.Copy(gradient));
            TensorPrimitives.MultiplyAdd(slopes, -learningRate, Cells.Of(parameter), Cells.Of(parameter));
        }
    }

    private static void RequireOneShape(string name, Tensor<double> parameter, string gradientName, Tensor<double> gradient)
    {
        if (parameter.Shape != gradient.Shape)
        {
            throw new ShapeException(
                $"Sgd.Step: {name} is {parameter.Shape}, but its {gradientName} is {gradient.Shape}.\n" +
                "A gradient has the shape of its parameter. These gradients are of another network.");
        }
    }
}
