using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace LinearLayer;

/// <summary>The linear layer, out = x·w + b: its forward pass and its backward pass.</summary>
/// <remarks>
/// N is the number of examples, D the number of features of one example, M the number of outputs.
/// The rows of x are the examples: out[n, m] = (Σ_d x[n, d] w[d, m]) + b[m].
/// </remarks>
public static partial class Linear
{
    /// <summary>Computes out = x·w + b, the bias added after the sum.</summary>
    /// <param name="x">The examples, (N, d_1, ..., d_k) with k >= 1; flattened row-major to (N, D), D = d_1 · ... · d_k.</param>
    /// <param name="w">The weights, (D, M).</param>
    /// <param name="b">The biases, (M,): one for each column of out.</param>
    /// <param name="xText">Filled in by the compiler: x as the caller wrote it.</param>
    /// <param name="wText">Filled in by the compiler: w as the caller wrote it.</param>
    /// <param name="bText">Filled in by the compiler: b as the caller wrote it.</param>
    /// <returns>out, (N, M), and the cache for <see cref="Backward"/>, which holds x, w and b themselves.</returns>
    /// <exception cref="ArgumentNullException">x, w or b is null.</exception>
    /// <exception cref="ShapeException">The shapes do not fit each other.</exception>
    public static (Tensor<T> @out, LinearCache<T> cache) Forward<T>(
        Tensor<T> x, Tensor<T> w, Tensor<T> b,
        [CallerArgumentExpression(nameof(x))] string xText = "x",
        [CallerArgumentExpression(nameof(w))] string wText = "w",
        [CallerArgumentExpression(nameof(b))] string bText = "b")
        where T : IAdditionOperators<T, T, T>, IMultiplyOperators<T, T, T>, IAdditiveIdentity<T, T>
    {
        LinearShapes.RequireForward(x, w, b, xText, wText, bText);

        var xFlat = x.AsRows();                         // (N, D) <= (N, d_1, ..., d_k)
        var p = xFlat.MatMul(w);                        // (N, M) = (N, D) x (D, M)
        var @out = p.AddToEachRow(b);                   // (N, M) = (N, M) + (M,)
        return (@out, new LinearCache<T>(x, w, b));
    }

    /// <summary>Computes the gradients of a loss L with respect to x, w and b from its gradient with respect to out.</summary>
    /// <remarks>
    /// By the chain rule over out[n, m] = (Σ_d x[n, d] w[d, m]) + b[m]:
    /// dx[n, d] = Σ_m dout[n, m] w[d, m]; dw[d, m] = Σ_n x[n, d] dout[n, m]; db[m] = Σ_n dout[n, m].
    /// Nothing is divided by N: with a mean loss, the 1/N is in dout already. Nothing is conjugated for complex numbers.
    /// </remarks>
    /// <param name="dout">∂L/∂out, (N, M).</param>
    /// <param name="cache">What <see cref="Forward"/> returned.</param>
    /// <param name="doutText">Filled in by the compiler: dout as the caller wrote it.</param>
    /// <param name="cacheText">Filled in by the compiler: cache as the caller wrote it.</param>
    /// <returns>dx in the shape of x, (N, d_1, ..., d_k); dw, (D, M); db, (M,).</returns>
    /// <exception cref="ArgumentNullException">dout, cache or a tensor in it is null.</exception>
    /// <exception cref="ShapeException">dout does not have the shape of out, or the tensors of the cache do not fit each other.</exception>
    public static LinearGradients<T> Backward<T>(
        Tensor<T> dout, LinearCache<T> cache,
        [CallerArgumentExpression(nameof(dout))] string doutText = "dout",
        [CallerArgumentExpression(nameof(cache))] string cacheText = "cache")
        where T : IAdditionOperators<T, T, T>, IMultiplyOperators<T, T, T>, IAdditiveIdentity<T, T>
    {
        LinearShapes.RequireBackward(dout, cache, doutText, cacheText);
        var (x, w, _) = cache;

        var dxFlat = dout.MatMul(w.Transpose());        // (N, D) = (N, M) x (M, D)
        var dx = dxFlat.ReshapeAs(x);                   // (N, d_1, ..., d_k) <= (N, D)
        var dw = x.AsRows().Transpose().MatMul(dout);   // (D, M) = (D, N) x (N, M)
        var db = dout.SumOverRows();                    // (M,) <= (N, M)
        return new LinearGradients<T>(dx, dw, db);
    }
}
