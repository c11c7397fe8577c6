using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace LinearLayer;

/// <summary>A multi-layer perceptron: linear layers in a row, with a ReLU between each two, and none after the last.</summary>
public sealed class Mlp
{
    /// <summary>A network of these sizes with random weights and biases of 0.</summary>
    /// <param name="sizes">The features of an example, the units of each hidden layer, the outputs: [2, 16, 3] is a layer (2, 16), a ReLU, and a layer (16, 3).</param>
    /// <param name="seed">The seed of the weights: the same one gives the same weights on every machine.</param>
    /// <param name="weights">How weights are made from D, M and random numbers, such as <see cref="Weights.XavierUniform(int, int, SeededRandom)"/>; <see cref="Weights.HeNormal(int, int, SeededRandom)"/> if it is left out.</param>
    /// <exception cref="ArgumentException">There are fewer than two sizes, or one is not positive.</exception>
    public Mlp(int[] sizes, long seed, Func<int, int, SeededRandom, Tensor<double>>? weights = null)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        if (sizes.Length < 2)
            throw new ArgumentException($"Mlp: sizes has {Counted(sizes.Length, "size")}. It takes at least two: the features of an example and the outputs, such as [2, 16, 3].", nameof(sizes));
        var wrong = Array.FindIndex(sizes, size => size <= 0);
        if (wrong >= 0)
            throw new ArgumentException($"Mlp: sizes[{wrong}] is {sizes[wrong]}. Each size counts features, units or outputs, and must be 1 or more.", nameof(sizes));

        var random = new SeededRandom(seed);
        Layers = [.. sizes.Zip(sizes[1..], (d, m) => new MlpLayer((weights ?? Weights.HeNormal)(d, m, random), Tensor.CreateFromShape<double>([m])))];
        MlpShapes.Require("Mlp", Layers); // weights may be of the caller's own making
    }

    /// <summary>A network of given layers. It holds the layers themselves, not copies.</summary>
    /// <exception cref="ShapeException">A layer is not w (D, M) and b (M,), or has not as many inputs as the layer before it has outputs.</exception>
    public Mlp(params MlpLayer[] layers)
    {
        ArgumentNullException.ThrowIfNull(layers);
        if (layers.Length == 0)
            throw new ArgumentException("Mlp: there is no layer. It takes at least one.", nameof(layers));
        MlpShapes.Require("Mlp", layers);
        Layers = layers;
    }

    /// <summary>The layers, the one that takes x first.</summary>
    public IReadOnlyList<MlpLayer> Layers { get; }

    /// <summary>Runs the layers one after the other.</summary>
    /// <param name="x">The examples, (N, d_1, ..., d_k) with k >= 1; the first layer flattens them.</param>
    /// <param name="xText">Filled in by the compiler: x as the caller wrote it.</param>
    /// <returns>out, (N, M) with M outputs of the last layer, and the cache for <see cref="Backward"/>.</returns>
    /// <exception cref="ArgumentNullException">x is null.</exception>
    /// <exception cref="ShapeException">x does not have as many features as the first layer takes.</exception>
    public (Tensor<double> @out, MlpCache cache) Forward(Tensor<double> x, [CallerArgumentExpression(nameof(x))] string xText = "x")
    {
        var linears = new LinearCache<double>[Layers.Count];
        var relus = new Tensor<double>[Layers.Count - 1];
        var (h, hText) = (x, xText);
        for (var l = 0; l < relus.Length; l++)
        {
            (var z, linears[l]) = ForwardOfLayer(l, h, hText);
            (h, relus[l]) = Relu.Forward(z);
            hText = $"h{l + 1}";
        }

        (var @out, linears[^1]) = ForwardOfLayer(Layers.Count - 1, h, hText);
        return (@out, new MlpCache(linears, relus));
    }

    /// <summary>Runs the layers' backward passes, the last layer first: each hands its dx down as the dout of the one below.</summary>
    /// <param name="dout">∂L/∂out, (N, M). With a mean loss, the 1/N is in it already; nothing here divides by N.</param>
    /// <param name="cache">What <see cref="Forward"/> returned.</param>
    /// <param name="doutText">Filled in by the compiler: dout as the caller wrote it.</param>
    /// <returns>dx, and for each layer its gradients.</returns>
    /// <exception cref="ArgumentNullException">dout or cache is null.</exception>
    /// <exception cref="ShapeException">dout does not have the shape of out.</exception>
    public MlpGradients Backward(Tensor<double> dout, MlpCache cache, [CallerArgumentExpression(nameof(dout))] string doutText = "dout")
    {
        if (cache is null)
            throw new ArgumentNullException(nameof(cache), "Mlp.Backward: cache is null. It must be the cache that Forward of this network returned.");
        if (cache.Linears.Count != Layers.Count)
            throw new ArgumentException($"Mlp.Backward: the cache is of {Counted(cache.Linears.Count, "layer")}, but this network has {Layers.Count}. It must be the cache that Forward of this network returned.", nameof(cache));

        var gradients = new LinearGradients<double>[Layers.Count];
        gradients[^1] = Linear.Backward(dout, cache.Linears[^1], doutText, $"cache.Linears[{Layers.Count - 1}]");
        for (var l = Layers.Count - 2; l >= 0; l--)
        {
            var dz = Relu.Backward(gradients[l + 1].dx, cache.Relus[l]);
            gradients[l] = Linear.Backward(dz, cache.Linears[l]);
        }

        return new MlpGradients(gradients[0].dx, gradients);
    }

    /// <summary>The class that the network gives each example: the largest of its outputs.</summary>
    /// <param name="x">The examples, (N, d_1, ..., d_k).</param>
    /// <param name="xText">Filled in by the compiler: x as the caller wrote it.</param>
    /// <returns>N classes, counted from 0.</returns>
    /// <exception cref="ShapeException">x does not have as many features as the first layer takes.</exception>
    public int[] Predict(Tensor<double> x, [CallerArgumentExpression(nameof(x))] string xText = "x") => Forward(x, xText).@out.PredictedClasses();

    /// <summary>The sizes and the number of parameters, such as <c>Mlp 2 -> 16 -> 3, 99 parameters</c>.</summary>
    public override string ToString() =>
        $"Mlp {string.Join(" -> ", Layers.Select(layer => layer.w.Lengths[0]).Append(Layers[^1].w.Lengths[1]))}, " +
        Counted(Layers.Sum(layer => layer.w.FlattenedLength + layer.b.FlattenedLength), "parameter");

    private (Tensor<double> z, LinearCache<double> cache) ForwardOfLayer(int l, Tensor<double> input, string inputText) =>
        Linear.Forward(input, Layers[l].w, Layers[l].b, inputText, $"Layers[{l}].w", $"Layers[{l}].b");

    private static string Counted(long count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
