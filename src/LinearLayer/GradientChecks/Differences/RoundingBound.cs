namespace LinearLayer;

/// <summary>How far apart rounding alone can put a right analytic gradient and its numeric one, cell by cell.</summary>
/// <remarks>
/// <para>A sum of k products of floating-point numbers, in whatever order and with or without fused operations, is off by at most
/// about (k + 1)·u·Σ|terms|, u being the unit roundoff (Higham, Accuracy and Stability of Numerical Algorithms, chapter 3).
/// That bounds every sum in question, from the magnitudes of its own terms:</para>
/// <para>the cell itself, S = Σ|terms|, such as Σ_n |x[n, i]|·|dout[n, j]| for dw[i, j]; and the losses of a difference,
/// T = Σ|dout|·(|x|·|w| + |b|) over the cells of out that change, whose error is divided by the step h: (T + h·S) / h.
/// A loss of second degree adds h·Σx².</para>
/// <para>So no tolerance has to be chosen. A right gradient always passes, a cell is judged by its own size however large its
/// neighbours are, nothing is divided by a cell that may be 0, and where the bound is not small beside S the check
/// says that it cannot decide instead of guessing. Where dout itself was computed from out, its error counts as well; for a
/// curved loss the second derivative is taken to be of the order of the first.</para>
/// </remarks>
internal static class RoundingBound
{
    /// <summary>2^-53, the largest relative error of one operation in double.</summary>
    public const double UnitRoundoff = 1.0 / (1L << 53);

    /// <summary>For each cell of dx, dw and db the largest error that rounding explains.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="magnitudes">The sizes of its sums.</param>
    /// <param name="steps">The steps of the differences.</param>
    /// <param name="amplification">By how much the rounding of the losses grows on its way into the derivative; 0 where no difference is taken.</param>
    /// <param name="unitRoundoffOfAnalytic">That of the type in which the backward pass was computed.</param>
    public static (double[] Dx, double[] Dw, double[] Db) OfLayer(
        Layer<double> layer, LayerMagnitudes magnitudes, LayerSteps steps, double amplification, double unitRoundoffOfAnalytic)
    {
        var (d, m) = (layer.D, layer.M);
        return (
            Bound(magnitudes.Uncertain.Dx, steps.X, cell => (magnitudes.OfRow[cell / d], magnitudes.SquaresOfW[cell % d])),
            Bound(magnitudes.Uncertain.Dw, steps.W, cell => (magnitudes.OfColumn[cell % m], magnitudes.SquaresOfX[cell / m])),
            Bound(magnitudes.Uncertain.Db, steps.B, cell => (magnitudes.OfColumn[cell], magnitudes.SquaresOfOnes)));

        double[] Bound(double[] terms, double[] steps, Func<int, (double Loss, double Squares)> difference)
        {
            var allowed = new double[terms.Length];
            for (var cell = 0; cell < terms.Length; cell++)
            {
                allowed[cell] = magnitudes.Terms * (unitRoundoffOfAnalytic + UnitRoundoff) * terms[cell];
                if (amplification == 0)
                    continue;
                var (loss, squares) = difference(cell);
                allowed[cell] += amplification * UnitRoundoff
                    * (magnitudes.Terms * (loss / steps[cell] + terms[cell] + steps[cell] * squares) + magnitudes.Background / steps[cell]);
            }

            return allowed;
        }
    }

    /// <summary>
    /// How far rounding can put the derivative of a function of which nothing is known but its value, which is taken to be
    /// within 64 units in the last place.
    /// </summary>
    public static double OfFunction(double value, double step, DifferenceScheme<double, double> scheme) =>
        scheme.Amplification * 64 * UnitRoundoff * double.Abs(value) / step;
}
