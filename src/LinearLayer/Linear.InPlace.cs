using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using LinearLayer.MatrixProducts;

namespace LinearLayer;

/// <content>The same two passes into tensors that are there already, for loops that run them many times.</content>
public static partial class Linear
{
    /// <summary>Computes out = x·w + b into <paramref name="out"/>. With dense floats or doubles it allocates nothing.</summary>
    /// <param name="x">The examples, (N, d_1, ..., d_k) with k >= 1.</param>
    /// <param name="w">The weights, (D, M).</param>
    /// <param name="b">The biases, (M,).</param>
    /// <param name="out">Where out goes, (N, M), dense; what it held is lost.</param>
    /// <param name="xText">Filled in by the compiler: x as the caller wrote it.</param>
    /// <param name="wText">Filled in by the compiler: w as the caller wrote it.</param>
    /// <param name="bText">Filled in by the compiler: b as the caller wrote it.</param>
    /// <param name="outText">Filled in by the compiler: out as the caller wrote it.</param>
    /// <exception cref="ArgumentNullException">A tensor is null.</exception>
    /// <exception cref="ShapeException">The shapes do not fit each other.</exception>
    /// <exception cref="ArgumentException"><paramref name="out"/> is not dense, or shares memory with an input.</exception>
    public static void Forward<T>(
        Tensor<T> x, Tensor<T> w, Tensor<T> b, Tensor<T> @out,
        [CallerArgumentExpression(nameof(x))] string xText = "x",
        [CallerArgumentExpression(nameof(w))] string wText = "w",
        [CallerArgumentExpression(nameof(b))] string bText = "b",
        [CallerArgumentExpression(nameof(@out))] string outText = "out")
        where T : IAdditionOperators<T, T, T>, IMultiplyOperators<T, T, T>, IAdditiveIdentity<T, T>
    {
        LinearShapes.RequireForward(x, w, b, xText, wText, bText);
        Destination.Require("Linear.Forward", "out", outText, @out, [x.Lengths[0], w.Lengths[1]]);

        if (PinnedLinear.TryForward(x, w, b, @out, outText))
            return;
        Destination.RequireApart("Linear.Forward", outText, @out, x, w, b);
        Forward(x, w, b).@out.CopyTo(@out);
    }

    /// <summary>Computes dx, dw and db into the tensors of <paramref name="gradients"/>. With dense floats or doubles it allocates nothing.</summary>
    /// <param name="dout">∂L/∂out, (N, M).</param>
    /// <param name="cache">x, w and b, as the forward pass had them.</param>
    /// <param name="gradients">Where dx (in the shape of x), dw (D, M) and db (M,) go, dense; what they held is lost.</param>
    /// <param name="doutText">Filled in by the compiler: dout as the caller wrote it.</param>
    /// <param name="cacheText">Filled in by the compiler: cache as the caller wrote it.</param>
    /// <param name="gradientsText">Filled in by the compiler: gradients as the caller wrote it.</param>
    /// <exception cref="ArgumentNullException">A tensor is null.</exception>
    /// <exception cref="ShapeException">The shapes do not fit each other.</exception>
    /// <exception cref="ArgumentException">A gradient is not dense, or shares memory with an input or another gradient.</exception>
    public static void Backward<T>(
        Tensor<T> dout, LinearCache<T> cache, LinearGradients<T> gradients,
        [CallerArgumentExpression(nameof(dout))] string doutText = "dout",
        [CallerArgumentExpression(nameof(cache))] string cacheText = "cache",
        [CallerArgumentExpression(nameof(gradients))] string gradientsText = "gradients")
        where T : IAdditionOperators<T, T, T>, IMultiplyOperators<T, T, T>, IAdditiveIdentity<T, T>
    {
        const string operation = "Linear.Backward";
        LinearShapes.RequireBackward(dout, cache, doutText, cacheText);
        ArgumentNullException.ThrowIfNull(gradients);
        var (x, w, b) = cache;
        var (dx, dw, db) = gradients;
        Destination.Require(operation, "dx", gradientsText, dx, x.Lengths, ".dx");
        Destination.Require(operation, "dw", gradientsText, dw, w.Lengths, ".dw");
        Destination.Require(operation, "db", gradientsText, db, b.Lengths, ".db");

        if (PinnedLinear.TryBackward(dout, cache, gradients))
            return;
        Destination.RequireApart(operation, "dx", dx, dout, x, w, dw, db);
        Destination.RequireApart(operation, "dw", dw, dout, x, w, db);
        Destination.RequireApart(operation, "db", db, dout, x, w);
        var computed = Backward(dout, cache);
        computed.dx.CopyTo(dx);
        computed.dw.CopyTo(dw);
        computed.db.CopyTo(db);
    }
}
