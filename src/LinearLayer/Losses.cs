using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace LinearLayer;

/// <summary>Losses: one number that says how far predictions are from their targets.</summary>
public static class Losses
{
    /// <summary>The squared error, summed: L = Σ_nm (z[n, m] - y[n, m])². () &lt;= (N, M)</summary>
    /// <remarks>∂L/∂z = 2(z - y). Targets of another shape are refused, not broadcast. PyTorch's mse_loss with reduction "sum".</remarks>
    /// <exception cref="ShapeException">z and y differ in shape.</exception>
    public static T SquaredError<T>(
        this Tensor<T> z, Tensor<T> y,
        [CallerArgumentExpression(nameof(z))] string zText = "z",
        [CallerArgumentExpression(nameof(y))] string yText = "y")
        where T : IAdditionOperators<T, T, T>, ISubtractionOperators<T, T, T>, IMultiplyOperators<T, T, T>, IAdditiveIdentity<T, T>
    {
        RequireOneShape("SquaredError", z, y, zText, yText);
        var sum = T.AdditiveIdentity;
        foreach (var (predicted, target) in z.Zip(y))
            sum += (predicted - target) * (predicted - target);
        return sum;
    }

    /// <summary>The squared error, averaged over all cells: L = 1/(N·M) Σ_nm (z[n, m] - y[n, m])². () &lt;= (N, M)</summary>
    /// <remarks>∂L/∂z = 2(z - y)/(N·M): the division is inside the gradient already. PyTorch's mse_loss as it is by default.</remarks>
    /// <exception cref="ShapeException">z and y differ in shape.</exception>
    public static T MeanSquaredError<T>(
        this Tensor<T> z, Tensor<T> y,
        [CallerArgumentExpression(nameof(z))] string zText = "z",
        [CallerArgumentExpression(nameof(y))] string yText = "y")
        where T : INumberBase<T>
    {
        RequireOneShape("MeanSquaredError", z, y, zText, yText);
        return z.SquaredError(y) / T.CreateChecked(z.FlattenedLength);
    }

    /// <summary>The cross-entropy of the softmax of each row, averaged over the N examples: L = 1/N Σ_n (ln Σ_m exp z[n, m] - z[n, labels[n]]). () &lt;= (N, M)</summary>
    /// <remarks>∂L/∂z = (softmax(z) - one-hot(labels))/N. PyTorch's cross_entropy as it is by default.</remarks>
    /// <param name="z">The scores, (N, M): one row an example, one column a class.</param>
    /// <param name="labels">The class of each example, counted from 0; N of them.</param>
    /// <param name="zText">Filled in by the compiler.</param>
    /// <exception cref="ShapeException">The rank of z is not 2.</exception>
    /// <exception cref="ArgumentException">There are not N labels, or one is no class.</exception>
    public static T SoftmaxCrossEntropy<T>(this Tensor<T> z, int[] labels, [CallerArgumentExpression(nameof(z))] string zText = "z")
        where T : INumberBase<T>, IComparisonOperators<T, T, bool>, IExponentialFunctions<T>, ILogarithmicFunctions<T>
    {
        RequireLabels("SoftmaxCrossEntropy", z, labels, zText);
        var sum = T.Zero;
        for (nint n = 0; n < z.Lengths[0]; n++)
        {
            var scores = z.RowOf(n);
            var largest = Activations.LargestOf(scores);
            var exponentials = T.Zero;
            foreach (var score in scores)
                exponentials += T.Exp(score - largest);
            sum += T.Log(exponentials) + largest - scores[labels[n]];
        }

        return sum / T.CreateChecked(z.Lengths[0]);
    }

    private static void RequireOneShape<T>(string operation, Tensor<T> z, Tensor<T> y, string zText, string yText)
    {
        var predictions = Operand.Of(operation, "z", zText, "", z);
        var targets = Operand.Of(operation, "y", yText, "", y);
        if (predictions.Shape != targets.Shape)
        {
            throw ShapeException.Of(
                $"{operation}: z and y must have one shape.", [predictions, targets],
                "Each prediction has its own target. Nothing is broadcast: (N, 1) against (N,) would compare every prediction with every target.");
        }
    }

    private static void RequireLabels<T>(string operation, Tensor<T> z, int[] labels, string zText)
    {
        ArgumentNullException.ThrowIfNull(labels);
        MatrixShapes.RequireMatrix(operation, "z", zText, z);
        if (labels.Length != z.Lengths[0])
            throw new ArgumentException($"{operation}: {labels.Length} labels for N = {z.Lengths[0]} examples. Each example has one label.");
        var stray = Array.FindIndex(labels, label => label < 0 || label >= z.Lengths[1]);
        if (stray >= 0)
            throw new ArgumentException($"{operation}: labels[{stray}] is {labels[stray]}, but the classes are 0 to {z.Lengths[1] - 1}.");
    }
}
