namespace LinearLayer;

/// <summary>The step of a difference for each cell of x, w and b.</summary>
/// <remarks>All chosen steps are powers of two: they divide without rounding.</remarks>
internal sealed record LayerSteps(double[] X, double[] W, double[] B)
{
    /// <summary>How far the outputs are moved under a curved loss: near the cube root of the unit roundoff 2^-53, where truncation and rounding are about equal.</summary>
    public const double CurveMove = 1.0 / (1 << 17);

    /// <summary>The same for an extrapolation of order six, near the seventh root.</summary>
    public const double RichardsonMove = 1.0 / (1 << 5);

    /// <summary>One step for all cells.</summary>
    public static LayerSteps Same<S>(Layer<S> layer, double step) where S : System.Numerics.INumberBase<S> =>
        new(Table(layer.N * layer.D, _ => step), Table(layer.D * layer.M, _ => step), Table(layer.M, _ => step));

    /// <summary>For each cell the step with the least rounding error where there is no truncation error.</summary>
    /// <remarks>
    /// The error is (T + h·S) / h and, for a loss of second degree, h·Q more, in the terms of <see cref="RoundingBound"/>. Under a
    /// linear loss the step may be as large as it likes: at h = T / S every cell, however small, is as exact as its own sum.
    /// Under a quadratic one it is best at h = √(T / Q).
    /// </remarks>
    public static LayerSteps WithoutTruncation(Layer<double> layer, LayerMagnitudes magnitudes, bool isLinear)
    {
        var (d, m) = (layer.D, layer.M);
        return new(
            Table(layer.X.Length, cell => Best(magnitudes.OfRow[cell / d], magnitudes.Scale.Dx[cell], magnitudes.SquaresOfW[cell % d])),
            Table(layer.W.Length, cell => Best(magnitudes.OfColumn[cell % m], magnitudes.Scale.Dw[cell], magnitudes.SquaresOfX[cell / m])),
            Table(layer.M, cell => Best(magnitudes.OfColumn[cell], magnitudes.Scale.Db[cell], magnitudes.SquaresOfOnes)));

        double Best(double loss, double scale, double squares) => PowerOfTwo(isLinear ? loss / scale : double.Sqrt(loss / squares));
    }

    /// <summary>For each cell the step that moves the outputs by about as much as asked for: w[i, j] is multiplied by x[n, i], and x[n, i] by w[i, m].</summary>
    public static LayerSteps Moving(Layer<double> layer, double move)
    {
        var (n, d, m) = (layer.N, layer.D, layer.M);
        var (largestX, largestW) = (new double[d], new double[d]);
        for (var cell = 0; cell < n * d; cell++)
            largestX[cell % d] = double.Max(largestX[cell % d], double.Abs(layer.X[cell]));
        for (var cell = 0; cell < d * m; cell++)
            largestW[cell / m] = double.Max(largestW[cell / m], double.Abs(layer.W[cell]));
        return new(
            Table(n * d, cell => PowerOfTwo(move / largestW[cell % d])),
            Table(d * m, cell => PowerOfTwo(move / largestX[cell / m])),
            Table(m, _ => PowerOfTwo(move)));
    }

    /// <summary>The largest power of two that is not above a number; 1 where there is none.</summary>
    public static double PowerOfTwo(double number) =>
        number > 0 && double.IsFinite(number) ? double.ScaleB(1, int.Clamp(double.ILogB(number), -1000, 1000)) : 1;

    private static double[] Table(int count, Func<int, double> step)
    {
        var steps = new double[count];
        for (var cell = 0; cell < count; cell++)
            steps[cell] = step(cell);
        return steps;
    }
}
