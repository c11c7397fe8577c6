namespace LinearLayer;

/// <summary>The steps of a difference: they depend on the feature alone, since w[i, j] is multiplied by x[n, i] and x[n, i] by w[i, m].</summary>
/// <param name="X">For x[n, i], by i.</param>
/// <param name="W">For w[i, j], by i.</param>
/// <param name="B">For every b[j].</param>
internal sealed record LayerSteps(double[] X, double[] W, double B)
{
    /// <summary>How far the outputs are moved under a curved loss: near the cube root of the unit roundoff 2^-53, where truncation and rounding are about equal.</summary>
    public const double CurveMove = 1.0 / (1 << 17);

    /// <summary>The same for an extrapolation of order six, near the seventh root.</summary>
    public const double RichardsonMove = 1.0 / (1 << 5);

    /// <summary>One step for all.</summary>
    public static LayerSteps Same(int d, double step) => new(Filled(d, step), Filled(d, step), step);

    /// <summary>For each cell the step that moves the outputs by about as much as asked for.</summary>
    /// <remarks>
    /// So a feature that is a million times smaller than the others gets a step that is a million times larger, and its
    /// gradient comes out with as many right digits as theirs. A power of two divides without rounding.
    /// </remarks>
    public static LayerSteps Moving(Layer<double> layer, double move)
    {
        var (largestX, largestW) = (new double[layer.D], new double[layer.D]);
        for (var n = 0; n < layer.N; n++)
        {
            for (var i = 0; i < layer.D; i++)
                largestX[i] = double.Max(largestX[i], double.Abs(layer.X[n * layer.D + i]));
        }

        for (var i = 0; i < layer.D; i++)
        {
            for (var m = 0; m < layer.M; m++)
                largestW[i] = double.Max(largestW[i], double.Abs(layer.W[i * layer.M + m]));
        }

        return new LayerSteps(
            Array.ConvertAll(largestW, weight => PowerOfTwo(move / weight)),
            Array.ConvertAll(largestX, feature => PowerOfTwo(move / feature)),
            PowerOfTwo(move));
    }

    /// <summary>The largest power of two that is not above a number; 1 where there is none.</summary>
    public static double PowerOfTwo(double number) =>
        number > 0 && double.IsFinite(number) ? double.ScaleB(1, int.Clamp(double.ILogB(number), -1000, 1000)) : 1;

    private static double[] Filled(int count, double step)
    {
        var steps = new double[count];
        Array.Fill(steps, step);
        return steps;
    }
}
