using System.Numerics.Tensors;

namespace LinearLayer;

/// <summary>How far apart rounding alone can put a right analytic gradient and its numeric one, cell by cell.</summary>
/// <remarks>
/// <para>A sum of k products of floating-point numbers, in whatever order and with or without fused operations, is off by at most
/// about (k + 1)·u·Σ|terms|, u being the unit roundoff (Higham, Accuracy and Stability of Numerical Algorithms, chapter 3).
/// That bounds every sum in question, from the magnitudes of its own terms:</para>
/// <para>the cell itself, S = Σ|terms|, such as Σ_n |x[n, i]|·|dout[n, j]| for dw[i, j]; and the losses of a difference,
/// T = Σ|dout|·(|x|·|w| + |b|) over the cells of out that change, whose error is divided by the step.</para>
/// <para>So no tolerance has to be chosen. A right gradient always passes, a cell is judged by its own size however large its
/// neighbours are, nothing is divided by a cell that may be 0, and where the bound is not small beside S the check
/// says that it cannot decide instead of guessing. Where dout itself was computed from out, its error counts as well; for a
/// curved loss the second derivative is taken to be of the order of the first.</para>
/// </remarks>
/// <param name="Allowed">For each cell the largest error that rounding explains.</param>
/// <param name="Scale">For each cell S.</param>
internal sealed record RoundingBound(double[] Allowed, double[] Scale)
{
    private const double UnitRoundoff = 1.0 / (1L << 53);

    public static (RoundingBound Dx, RoundingBound Dw, RoundingBound Db) OfLayer(
        Layer<double> layer, double[] dout, Loss loss, LayerSteps steps, double amplification, double unitRoundoffOfAnalytic)
    {
        var (n, d, m) = (layer.N, layer.D, layer.M);
        var (absX, absW) = (Abs(layer.X), Abs(layer.W));
        var magnitudes = MagnitudesOfOut(layer);
        for (var cell = 0; cell < magnitudes.Length; cell++)
            magnitudes[cell] += loss.TargetMagnitude(cell);

        var count = d + int.Max(n, m) + 8; // terms of out, then of the gradient or of the loss, and a few operations more
        var slopes = Abs(dout);
        var background = amplification * UnitRoundoff * (n * m + 8) * loss.Background(Dense.Tensor(layer.Out, n, m));
        var errorOfDout = loss.GradientError(Dense.Tensor(layer.Out, n, m)) / (count * UnitRoundoff);
        var uncertainSlopes = new double[slopes.Length];
        var (ofColumn, ofRow) = (new double[m], new double[n]);
        for (var row = 0; row < n; row++)
        {
            for (var column = 0; column < m; column++)
            {
                var (slope, magnitude) = (slopes[row * m + column], magnitudes[row * m + column]);
                uncertainSlopes[row * m + column] = errorOfDout + loss.Degree switch
                {
                    1 => slope,
                    2 => slope + magnitude,
                    _ => 4 * (slope + magnitude + slope * magnitude),
                };
                ofColumn[column] += slope * magnitude;
                ofRow[row] += slope * magnitude;
            }
        }

        var (squaresOfX, squaresOfW) = (new double[d], new double[d]);
        if (loss.Degree != 1)
        {
            for (var i = 0; i < d; i++)
            {
                for (var row = 0; row < n; row++)
                    squaresOfX[i] += absX[row * d + i] * absX[row * d + i];
                for (var column = 0; column < m; column++)
                    squaresOfW[i] += absW[i * m + column] * absW[i * m + column];
            }
        }

        var scale = MagnitudesOfGradients(slopes);
        var uncertain = loss.Degree == 1 && errorOfDout == 0 ? scale : MagnitudesOfGradients(uncertainSlopes);
        return (
            new(Bound(uncertain.Dx, cell => (ofRow[cell / d], steps.X[cell % d], squaresOfW[cell % d])), scale.Dx),
            new(Bound(uncertain.Dw, cell => (ofColumn[cell % m], steps.W[cell / m], squaresOfX[cell / m])), scale.Dw),
            new(Bound(uncertain.Db, cell => (ofColumn[cell], steps.B, loss.Degree == 1 ? 0 : n)), scale.Db));

        double[] Bound(double[] terms, Func<int, (double Loss, double Step, double Squares)> difference)
        {
            var allowed = new double[terms.Length];
            for (var cell = 0; cell < terms.Length; cell++)
            {
                allowed[cell] = count * (unitRoundoffOfAnalytic + UnitRoundoff) * terms[cell];
                if (amplification == 0)
                    continue;
                var (ofLoss, step, squares) = difference(cell);
                allowed[cell] += amplification * count * UnitRoundoff * (ofLoss / step + terms[cell] + step * squares) + background / step;
            }

            return allowed;
        }

        // Σ_m |dout||w|, Σ_n |x||dout|, Σ_n |dout|
        (double[] Dx, double[] Dw, double[] Db) MagnitudesOfGradients(double[] ofDout)
        {
            var (dx, dw, db) = (new double[n * d], new double[d * m], new double[m]);
            for (var row = 0; row < n; row++)
            {
                var doutRow = ofDout.AsSpan(row * m, m);
                TensorPrimitives.Add(db, doutRow, db);
                for (var i = 0; i < d; i++)
                {
                    dx[row * d + i] = TensorPrimitives.Dot<double>(doutRow, absW.AsSpan(i * m, m));
                    var dwRow = dw.AsSpan(i * m, m);
                    TensorPrimitives.MultiplyAdd(doutRow, absX[row * d + i], dwRow, dwRow);
                }
            }

            return (dx, dw, db);
        }
    }

    /// <summary>
    /// How far rounding can put the derivative of a function of which nothing is known but its value, which is taken to be
    /// within 64 units in the last place.
    /// </summary>
    public static double OfFunction(double value, double step, DifferenceScheme<double, double> scheme) =>
        scheme.Amplification * 64 * UnitRoundoff * double.Abs(value) / step;

    /// <summary>|x|·|w| + |b|: what the terms of each cell of out would add up to if none cancelled another.</summary>
    public static double[] MagnitudesOfOut(Layer<double> layer) => Dense.Cells(Linear.Forward(
        Dense.Tensor(Abs(layer.X), layer.N, layer.D),
        Dense.Tensor(Abs(layer.W), layer.D, layer.M),
        Dense.Tensor(Abs(layer.B), layer.M)).@out);

    private static double[] Abs(double[] cells) => Array.ConvertAll(cells, double.Abs);
}
