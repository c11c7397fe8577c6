using System.Numerics;
using System.Numerics.Tensors;

namespace LinearLayer.Display;

public static partial class Diagrams
{
    /// <summary>A linear layer of D inputs and M outputs: a weight on each line to a sum, the bias added after the sum.</summary>
    /// <param name="D">The number of inputs.</param>
    /// <param name="M">The number of outputs.</param>
    /// <param name="highlight">The output whose weights are drawn bold, counted from 0; none if it is left out.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is less than 1, or there is no such output.</exception>
    public static SvgPicture Layer(int D, int M, int? highlight = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(D, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(M, 1);
        RequireOutput(highlight, M);
        return LayerDiagram.Draw(D, M, LayerTexts.Letters, highlight);
    }

    /// <summary>A linear layer with its numbers, and with an example of yours the numbers that flow through it.</summary>
    /// <param name="w">The weights, (D, M).</param>
    /// <param name="b">The biases, (M,).</param>
    /// <param name="example">One example, (D,); left out, inputs and outputs are letters.</param>
    /// <param name="highlight">The output whose weights are drawn bold, counted from 0; none if it is left out.</param>
    /// <exception cref="ShapeException">The shapes do not fit each other.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size is 0, or there is no such output.</exception>
    public static SvgPicture Layer<T>(Tensor<T> w, Tensor<T> b, Tensor<T>? example = null, int? highlight = null)
        where T : IAdditionOperators<T, T, T>, IMultiplyOperators<T, T, T>, IAdditiveIdentity<T, T>
    {
        ArgumentNullException.ThrowIfNull(w);
        ArgumentNullException.ThrowIfNull(b);
        if (w.Rank != 2)
            throw new ShapeException($"Diagrams.Layer: w is {w.Shape}, but takes rank 2: (D, M), a row for each input.");
        if (example is { Rank: not 1 } || example?.Lengths[0] is { } features && features != w.Lengths[0])
            throw new ShapeException($"Diagrams.Layer: example is {example.Shape}, but w is {w.Shape}.\nAn example has one number for each row of w: ({w.Lengths[0]},).");
        var (d, m) = ((int)w.Lengths[0], (int)w.Lengths[1]);
        ArgumentOutOfRangeException.ThrowIfLessThan(d, 1, nameof(w));
        ArgumentOutOfRangeException.ThrowIfLessThan(m, 1, nameof(w));
        RequireOutput(highlight, m);

        // An example of nothing is enough to have Forward look at the shapes of w and b.
        var x = Tensor.Create(example is null ? Enumerable.Repeat(T.AdditiveIdentity, d).ToArray() : [.. example], [1, d]);
        var (@out, _) = Linear.Forward(x, w, b, xText: nameof(example));
        var sums = x.MatMul(w);
        var (weights, biases) = (NumberFormat.For(w.Cast<object?>()), NumberFormat.For(b.Cast<object?>()));
        var texts = LayerTexts.Letters with { Weight = (d, m) => weights.Text(w[d, m]), Bias = m => biases.Text(b[m]) };
        if (example is not null)
        {
            var (inputs, results) = (NumberFormat.For(example.Cast<object?>()), NumberFormat.For(@out.Concat(sums).Cast<object?>()));
            texts = texts with { Input = d => inputs.Text(example[d]), Sum = m => results.Text(sums[0, m]), Output = m => results.Text(@out[0, m]) };
        }

        return LayerDiagram.Draw(d, m, texts, highlight);
    }

    private static void RequireOutput(int? highlight, int outputs)
    {
        if (highlight < 0 || highlight >= outputs)
            throw new ArgumentOutOfRangeException(nameof(highlight), highlight, $"The layer has the outputs 0 to {outputs - 1}.");
    }
}
