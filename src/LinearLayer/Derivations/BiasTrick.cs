using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace LinearLayer;

/// <summary>The bias trick: with x̃ = [x 1] and W̃ = [w; b], out = x·w + b is the one product x̃·W̃.</summary>
/// <remarks>
/// Backward, x̃ᵀ·dout = [dw; db], and the first D columns of dout·W̃ᵀ are dx (flattened). Its last column is the gradient of the
/// constant 1, which nobody needs.
/// </remarks>
public static class BiasTrick
{
    /// <summary>Appends a column of ones to the flattened examples: x̃ = [x 1]. (N, D + 1) &lt;= (N, d_1, ..., d_k)</summary>
    /// <exception cref="ShapeException">x has no axis beside N.</exception>
    public static Tensor<T> Extend<T>(Tensor<T> x, [CallerArgumentExpression(nameof(x))] string xText = "x")
        where T : IMultiplicativeIdentity<T, T>
    {
        var X = x.Flatten(xText);                       // (N, D) <= (N, d_1, ..., d_k)
        var (N, D) = ((int)X.Lengths[0], (int)X.Lengths[1]);
        return IndexNotation.Entries(N, D + 1, (n, d) => d < D ? X[n, d] : T.MultiplicativeIdentity);
    }

    /// <summary>Puts the biases under the weights as one more row: W̃ = [w; b]. (D + 1, M) &lt;= (D, M) and (M,)</summary>
    /// <exception cref="ShapeException">A rank does not fit, or b has not one entry for each column of w.</exception>
    public static Tensor<T> Stack<T>(
        Tensor<T> w, Tensor<T> b,
        [CallerArgumentExpression(nameof(w))] string wText = "w",
        [CallerArgumentExpression(nameof(b))] string bText = "b")
    {
        const string operation = "BiasTrick.Stack", lesson = "b becomes the last row of W̃: it has one entry for each column of w.";
        var weights = Operand.Of(operation, "w", wText, "(D, M)", w);
        var biases = Operand.Of(operation, "b", bText, "(M,)", b);
        if (weights.Shape.Rank != 2)
            throw ShapeException.OfRank(operation, weights, "2", [weights, biases], lesson);
        if (biases.Shape.Rank != 1)
            throw ShapeException.OfRank(operation, biases, "1", [weights, biases], lesson);
        if (weights.Shape[1] != biases.Shape[0])
            throw ShapeException.OfClash(operation, "M", weights, weights.Shape[1], biases, biases.Shape[0], [weights, biases], lesson);

        var (D, M) = ((int)w.Lengths[0], (int)w.Lengths[1]);
        return IndexNotation.Entries(D + 1, M, (d, m) => d < D ? w[d, m] : b[m]);
    }

    /// <summary>Takes W̃, or its gradient, apart again: the first D rows are w or dw, the last row is b or db. (D, M) and (M,) &lt;= (D + 1, M)</summary>
    /// <exception cref="ShapeException">The rank is not 2, or there is no row.</exception>
    public static (Tensor<T> w, Tensor<T> b) Split<T>(Tensor<T> stacked, [CallerArgumentExpression(nameof(stacked))] string stackedText = "stacked")
    {
        const string operation = "BiasTrick.Split", lesson = "The last row holds the biases, the rows above it the weights.";
        var operand = Operand.Of(operation, "stacked", stackedText, "(D + 1, M)", stacked);
        if (operand.Shape.Rank != 2)
            throw ShapeException.OfRank(operation, operand, "2", [operand], lesson);
        if (operand.Shape[0] == 0)
            throw ShapeException.Of($"{operation}: stacked has no row.", [operand], lesson);

        var (D, M) = ((int)stacked.Lengths[0] - 1, (int)stacked.Lengths[1]);
        return (IndexNotation.Entries(D, M, (d, m) => stacked[d, m]), IndexNotation.Entries(M, m => stacked[D, m]));
    }
}
