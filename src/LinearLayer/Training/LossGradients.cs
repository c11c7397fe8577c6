using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace LinearLayer;

/// <summary>The losses of <see cref="Losses"/> with the gradient that training starts from: where every backward pass begins.</summary>
/// <remarks>This is the one place where a mean divides by N. What is divided here must not be divided again further down.</remarks>
public static class LossGradients
{
    /// <summary>The squared error and its gradient: L = Σ_nm (z[n, m] - y[n, m])², over N·M if it is a mean; dz = 2(z - y), over N·M too.</summary>
    /// <param name="z">The predictions, (N, M).</param>
    /// <param name="y">The targets, in the same shape.</param>
    /// <param name="reduction">Mean (PyTorch's mse_loss by default) or sum.</param>
    /// <param name="zText">Filled in by the compiler: z as the caller wrote it.</param>
    /// <param name="yText">Filled in by the compiler: y as the caller wrote it.</param>
    /// <returns>L, and dz = ∂L/∂z, (N, M).</returns>
    /// <exception cref="ShapeException">z and y differ in shape.</exception>
    public static (double loss, Tensor<double> dz) SquaredErrorWithGradient(
        this Tensor<double> z, Tensor<double> y, LossReduction reduction = LossReduction.Mean,
        [CallerArgumentExpression(nameof(z))] string zText = "z",
        [CallerArgumentExpression(nameof(y))] string yText = "y")
    {
        var loss = reduction == LossReduction.Mean ? z.MeanSquaredError(y, zText, yText) : z.SquaredError(y, zText, yText);
        var count = reduction == LossReduction.Mean ? z.FlattenedLength : 1;
        return (loss, Cells.Zip(z, y, (predicted, target) => 2 * (predicted - target) / count));
    }

    /// <summary>
    /// The cross-entropy of the softmax of each row and its gradient: L = Σ_n (ln Σ_m exp z[n, m] - z[n, labels[n]]), over N if it
    /// is a mean; dz = softmax(z) - one-hot(labels), over N too.
    /// </summary>
    /// <remarks>Each row of dz adds up to 0: what one class gains the others lose.</remarks>
    /// <param name="z">The scores, (N, M): one row an example, one column a class.</param>
    /// <param name="labels">The class of each example, counted from 0; N of them.</param>
    /// <param name="reduction">Mean (PyTorch's cross_entropy by default) or sum.</param>
    /// <param name="zText">Filled in by the compiler: z as the caller wrote it.</param>
    /// <returns>L, and dz = ∂L/∂z, (N, M).</returns>
    /// <exception cref="ShapeException">The rank of z is not 2.</exception>
    /// <exception cref="ArgumentException">There are not N labels, or one is no class.</exception>
    public static (double loss, Tensor<double> dz) SoftmaxCrossEntropyWithGradient(
        this Tensor<double> z, int[] labels, LossReduction reduction = LossReduction.Mean,
        [CallerArgumentExpression(nameof(z))] string zText = "z")
    {
        var mean = z.SoftmaxCrossEntropy(labels, zText);
        var dz = z.Softmax();
        for (nint n = 0; n < labels.Length; n++)
            dz[n, labels[n]] -= 1;

        var N = labels.Length;
        return reduction == LossReduction.Mean
            ? (mean, Cells.Map(dz, cell => cell / N))
            : (N == 0 ? 0 : mean * N, dz);
    }
}
