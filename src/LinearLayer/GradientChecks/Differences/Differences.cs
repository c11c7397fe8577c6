using System.Numerics;
using System.Numerics.Tensors;

namespace LinearLayer;

/// <summary>Derivatives with respect to x, w and b from <see cref="Linear.Forward"/> alone; nothing here knows a formula of the backward pass.</summary>
/// <remarks>
/// A change of w[i, j] or b[j] changes column j of out and nothing else, a change of x[n, i] row n. So many variants of one
/// column of w are laid side by side and go through one forward pass as a wider w, and many variants of one row of x, one under
/// the other, as more examples: all cells together cost N·D·M·(D + 1 + D) products a variant, not N·D·M times the number of cells.
/// </remarks>
internal static class Differences
{
    // Columns of variants in one forward pass: enough to be one large product, few enough to stay in the processor's cache.
    private const int BatchWidth = 256;

    public static (Derivatives<R> Dx, Derivatives<R> Dw, Derivatives<R> Db) OfLayer<S, R>(
        Layer<S> layer, Loss loss, DifferenceScheme<S, R> scheme, LayerSteps steps) where S : INumberBase<S>
    {
        var (n, d, m) = (layer.N, layer.D, layer.M);
        var (dx, dw, db) = (new Derivatives<R>(n * d), new Derivatives<R>(d * m), new Derivatives<R>(m));
        var (x, w, b, @out) = (Dense.Tensor(layer.X, n, d), Dense.Tensor(layer.W, d, m), Dense.Tensor(layer.B, m), Dense.Tensor(layer.Out, n, m));
        var offsets = new S[scheme.Variants];
        foreach (var (first, count) in Batches(d + 1, scheme.Variants))
            OfColumns(first, count);
        foreach (var (first, count) in Batches(d, scheme.Variants))
            OfRows(first, count);
        return (dx, dw, db);

        // The parameters of column j are w[0..D, j] and, as number D, b[j]. All columns use the same memory.
        void OfColumns(int first, int count)
        {
            var width = count * scheme.Variants;
            var (weights, biases, changed, losses) = (new S[d * width], new S[width], new S[n * width], new S[width]);
            var (weightsOfVariants, biasesOfVariants, outOfVariants) = (Dense.Tensor(weights, d, width), Dense.Tensor(biases, width), Dense.Tensor(changed, n, width));
            for (var column = 0; column < m; column++)
            {
                for (var i = 0; i < d; i++)
                    weights.AsSpan(i * width, width).Fill(layer.W[i * m + column]);
                biases.AsSpan().Fill(layer.B[column]);
                for (var parameter = 0; parameter < count; parameter++)
                {
                    var i = first + parameter;
                    scheme.Offsets(i < d ? steps.W[i * m + column] : steps.B[column], offsets);
                    var cells = (i < d ? weights.AsSpan(i * width, width) : biases).Slice(parameter * scheme.Variants, scheme.Variants);
                    for (var k = 0; k < offsets.Length; k++)
                        cells[k] += offsets[k];
                }

                Linear.Forward(x, weightsOfVariants, biasesOfVariants, outOfVariants);
                loss.OfVariants(@out, column, m, changed, losses);
                for (var parameter = 0; parameter < count; parameter++)
                {
                    var i = first + parameter;
                    var ofVariants = losses.AsSpan(parameter * scheme.Variants, scheme.Variants);
                    if (i < d)
                        (dw.Values[i * m + column], dw.Truncation[i * m + column]) = scheme.Slope(ofVariants, steps.W[i * m + column]);
                    else
                        (db.Values[column], db.Truncation[column]) = scheme.Slope(ofVariants, steps.B[column]);
                }
            }
        }

        void OfRows(int first, int count)
        {
            var height = count * scheme.Variants;
            var (examples, changed, turned, losses) = (new S[height * d], new S[height * m], new S[m * height], new S[height]);
            var (examplesOfVariants, outOfVariants) = (Dense.Tensor(examples, height, d), Dense.Tensor(changed, height, m));
            for (var row = 0; row < n; row++)
            {
                for (var variant = 0; variant < height; variant++)
                    layer.X.AsSpan(row * d, d).CopyTo(examples.AsSpan(variant * d));
                for (var parameter = 0; parameter < count; parameter++)
                {
                    scheme.Offsets(steps.X[row * d + first + parameter], offsets);
                    for (var k = 0; k < offsets.Length; k++)
                        examples[(parameter * scheme.Variants + k) * d + first + parameter] += offsets[k];
                }

                Linear.Forward(examplesOfVariants, w, b, outOfVariants);
                for (var variant = 0; variant < height; variant++)
                {
                    for (var column = 0; column < m; column++)
                        turned[column * height + variant] = changed[variant * m + column];
                }

                loss.OfVariants(@out, row * m, 1, turned, losses);
                for (var parameter = 0; parameter < count; parameter++)
                {
                    var cell = row * d + first + parameter;
                    (dx.Values[cell], dx.Truncation[cell]) =
                        scheme.Slope(losses.AsSpan(parameter * scheme.Variants, scheme.Variants), steps.X[cell]);
                }
            }
        }
    }

    /// <summary>The derivatives of any function with respect to every cell of its argument, one full evaluation of the function for each variant of a cell.</summary>
    public static Derivatives<double> OfFunction(Func<Tensor<double>, double> function, Tensor<double> at, DifferenceScheme<double, double> scheme) =>
        OfFunction(function, at, scheme, number => StepOf(number, scheme));

    public static Derivatives<double> OfFunction(
        Func<Tensor<double>, double> function, Tensor<double> at, DifferenceScheme<double, double> scheme, Func<double, double> stepOf)
    {
        var cells = Dense.Cells(at);
        var variant = Dense.Tensor(cells, at.Lengths); // over the same cells
        var derivatives = new Derivatives<double>(cells.Length);
        var (offsets, losses) = (new double[scheme.Variants], new double[scheme.Variants]);
        for (var cell = 0; cell < cells.Length; cell++)
        {
            var original = cells[cell];
            var step = stepOf(original);
            scheme.Offsets(step, offsets);
            for (var k = 0; k < offsets.Length; k++)
            {
                cells[cell] = original + offsets[k];
                losses[k] = function(variant);
            }

            cells[cell] = original;
            (derivatives.Values[cell], derivatives.Truncation[cell]) = scheme.Slope(losses, step);
        }

        return derivatives;
    }

    /// <summary>A step for one number of which nothing is known: that of a function that bends on the scale of 1, and no less than the number's own digits allow.</summary>
    public static double StepOf(double number, DifferenceScheme<double, double> scheme) => LayerSteps.PowerOfTwo(
        (scheme == DifferenceScheme.Richardson ? LayerSteps.RichardsonMove : LayerSteps.CurveMove) * double.Max(1, double.Abs(number) / (1 << 20)));

    private static IEnumerable<(int First, int Count)> Batches(int parameters, int variants)
    {
        var size = int.Max(1, BatchWidth / variants);
        for (var first = 0; first < parameters; first += size)
            yield return (first, int.Min(size, parameters - first));
    }
}
