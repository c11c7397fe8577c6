using System.Numerics.Tensors;

namespace LinearLayer;

/// <summary>How large the numbers are that a layer, a loss and the gradients are added up from: the sums, with every term taken positive.</summary>
/// <param name="Terms">The most terms that any sum in question has, and a few operations more.</param>
/// <param name="OfRow">T of each example: Σ_m |dout|·(|x|·|w| + |b|).</param>
/// <param name="OfColumn">T of each output: Σ_n |dout|·(|x|·|w| + |b|).</param>
/// <param name="SquaresOfX">Σ_n x² of each feature; 0 where the loss is linear.</param>
/// <param name="SquaresOfW">Σ_m w² of each feature; 0 where the loss is linear.</param>
/// <param name="SquaresOfOnes">N, what the ones that b is multiplied by make; 0 where the loss is linear.</param>
/// <param name="Scale">S of each cell of the gradients: Σ|terms|.</param>
/// <param name="Uncertain">S with |dout| and the uncertainty of dout, in units of rounding, where dout itself is computed from out.</param>
/// <param name="Background">The magnitude of the part of L that no difference leaves out.</param>
internal sealed record LayerMagnitudes(
    int Terms, double[] OfRow, double[] OfColumn, double[] SquaresOfX, double[] SquaresOfW, double SquaresOfOnes,
    CellMagnitudes Scale, CellMagnitudes Uncertain, double Background)
{
    public static LayerMagnitudes Of(Layer<double> layer, double[] dout, Loss loss)
    {
        var (n, d, m) = (layer.N, layer.D, layer.M);
        var (absX, absW, slopes) = (Abs(layer.X), Abs(layer.W), Abs(dout));
        var terms = d + int.Max(n, m) + 8;
        var @out = Dense.Tensor(layer.Out, n, m);
        var errorOfDout = loss.GradientError(@out) / (terms * RoundingBound.UnitRoundoff);

        var magnitudes = OfOut(layer);
        var uncertainSlopes = new double[slopes.Length];
        var (ofRow, ofColumn) = (new double[n], new double[m]);
        for (var cell = 0; cell < slopes.Length; cell++)
        {
            var (slope, magnitude) = (slopes[cell], magnitudes[cell] + loss.TargetMagnitude(cell));
            uncertainSlopes[cell] = errorOfDout + loss.Degree switch
            {
                1 => slope,
                2 => slope + magnitude,
                _ => 4 * (slope + magnitude + slope * magnitude),
            };
            ofRow[cell / m] += slope * magnitude;
            ofColumn[cell % m] += slope * magnitude;
        }

        var (squaresOfX, squaresOfW) = (new double[d], new double[d]);
        if (loss.Degree != 1)
        {
            for (var cell = 0; cell < absX.Length; cell++)
                squaresOfX[cell % d] += absX[cell] * absX[cell];
            for (var i = 0; i < d; i++)
                squaresOfW[i] = TensorPrimitives.SumOfSquares<double>(absW.AsSpan(i * m, m));
        }

        var scale = CellMagnitudes.Of(layer, absX, absW, slopes);
        var uncertain = loss.Degree == 1 ? scale : CellMagnitudes.Of(layer, absX, absW, uncertainSlopes);
        return new(terms, ofRow, ofColumn, squaresOfX, squaresOfW, loss.Degree == 1 ? 0 : n, scale, uncertain, (n * m + 8) * loss.Background(@out));
    }

    /// <summary>|x|·|w| + |b|: what the terms of each cell of out would add up to if none cancelled another.</summary>
    public static double[] OfOut(Layer<double> layer) => Dense.Cells(Linear.Forward(
        Dense.Tensor(Abs(layer.X), layer.N, layer.D),
        Dense.Tensor(Abs(layer.W), layer.D, layer.M),
        Dense.Tensor(Abs(layer.B), layer.M)).@out);

    private static double[] Abs(double[] cells) => Array.ConvertAll(cells, double.Abs);
}
