namespace LinearLayer;

/// <summary>Which layers make a network, and the errors for those that do not.</summary>
internal static class MlpShapes
{
    /// <summary>Each layer w (D, M) and b (M,), with D the outputs of the layer before it.</summary>
    public static void Require(string operation, IReadOnlyList<MlpLayer> layers)
    {
        for (var l = 0; l < layers.Count; l++)
        {
            if (layers[l] is null)
                throw new ArgumentNullException(nameof(layers), $"{operation}: Layers[{l}] is null. It must be a layer with w (D, M) and b (M,).");

            var (w, b) = (Weights(operation, layers, l), Operand.Of(operation, "b", $"Layers[{l}].b", "(M,)", layers[l].b));
            if (w.Shape.Rank != 2 || b.Shape.Rank != 1 || w.Shape[1] != b.Shape[0])
                throw ShapeException.Of($"{operation}: Layers[{l}] is no linear layer.", [w, b], "w has a column for each output, and b one bias for each column of w.");
            if (l > 0 && layers[l - 1].w.Lengths[1] != w.Shape[0])
            {
                throw ShapeException.Of(
                    $"{operation}: Layers[{l}] does not follow Layers[{l - 1}].", [Weights(operation, layers, l - 1), w],
                    "The outputs of a layer are the inputs of the next: M of the one is D of the other.");
            }
        }
    }

    private static Operand Weights(string operation, IReadOnlyList<MlpLayer> layers, int l) =>
        Operand.Of(operation, "w", $"Layers[{l}].w", "(D, M)", layers[l].w);
}
