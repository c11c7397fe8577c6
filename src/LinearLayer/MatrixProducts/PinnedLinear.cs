using System.Numerics;
using System.Numerics.Tensors;

namespace LinearLayer.MatrixProducts;

/// <summary>The two passes over pinned memory, for floats and doubles: the bias is added as each tile is stored, and nothing is copied.</summary>
internal static unsafe class PinnedLinear
{
    /// <summary>Computes out = x·w + b where that can be done in place: with floats or doubles that lie in lines. Says whether it was. The shapes fit, and out is dense.</summary>
    /// <exception cref="ArgumentException">out shares memory with an input.</exception>
    public static bool TryForward<T>(Tensor<T> x, Tensor<T> w, Tensor<T> b, Tensor<T> @out, string outText)
    {
        if (!LiesInRows(x) || !b.IsDense)
            return false;
        switch (x, w, b, @out)
        {
            case (Tensor<float> xs, Tensor<float> ws, Tensor<float> bs, Tensor<float> outs):
                Forward(xs, ws, bs, outs, outText);
                return true;
            case (Tensor<double> xs, Tensor<double> ws, Tensor<double> bs, Tensor<double> outs):
                Forward(xs, ws, bs, outs, outText);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Computes dx, dw and db where that can be done in place: with floats or doubles that lie in lines. Says whether it was. The shapes fit, and the gradients are dense.</summary>
    /// <exception cref="ArgumentException">A gradient shares memory with an input or another gradient.</exception>
    public static bool TryBackward<T>(Tensor<T> dout, LinearCache<T> cache, LinearGradients<T> gradients)
    {
        if (!LiesInRows(cache.x))
            return false;
        switch (dout, cache, gradients)
        {
            case (Tensor<float> douts, LinearCache<float> caches, LinearGradients<float> results):
                Backward(douts, caches, results);
                return true;
            case (Tensor<double> douts, LinearCache<double> caches, LinearGradients<double> results):
                Backward(douts, caches, results);
                return true;
            default:
                return false;
        }
    }

    private static void Forward<T>(Tensor<T> x, Tensor<T> w, Tensor<T> b, Tensor<T> @out, string outText)
        where T : unmanaged, INumberBase<T>
    {
        // Found once, for the check and for the product: beside a small product it takes its time.
        var atX = Destination.MemoryOf(x);
        var atW = Destination.MemoryOf(w);
        var atB = Destination.MemoryOf(b);
        var atOut = Destination.MemoryOf(@out);
        Destination.RequireApart("Linear.Forward", outText, atOut, atX, atW, atB);

        var (N, M) = (x.Lengths[0], w.Lengths[1]);
        fixed (T* xStart = atX, wStart = atW, bStart = atB, outStart = atOut)
        {
            var W = Matrix<T>.Of(w, wStart);
            MatrixProduct.Multiply(Rows(x, xStart, W.Rows), W, Matrix<T>.Dense(outStart, N, M), bStart);        // out (N, M) = (N, D) x (D, M) + (M,)
        }
    }

    private static void Backward<T>(Tensor<T> dout, LinearCache<T> cache, LinearGradients<T> gradients)
        where T : unmanaged, INumberBase<T>
    {
        const string operation = "Linear.Backward";
        var (x, w, _) = cache;
        var (dx, dw, db) = gradients;
        var atDout = Destination.MemoryOf(dout);
        var atX = Destination.MemoryOf(x);
        var atW = Destination.MemoryOf(w);
        var atDx = Destination.MemoryOf(dx);
        var atDw = Destination.MemoryOf(dw);
        var atDb = Destination.MemoryOf(db);
        Destination.RequireApart(operation, "dx", atDx, atDout, atX, atW, atDw, atDb);
        Destination.RequireApart(operation, "dw", atDw, atDout, atX, atW, atDb);
        Destination.RequireApart(operation, "db", atDb, atDout, atX, atW);

        fixed (T* doutStart = atDout, xStart = atX, wStart = atW, dxStart = atDx, dwStart = atDw, dbStart = atDb)
        {
            var (G, W) = (Matrix<T>.Of(dout, doutStart), Matrix<T>.Of(w, wStart));
            var (N, D, M) = (G.Rows, W.Rows, W.Columns);
            var X = Rows(x, xStart, D);
            MatrixProduct.Multiply(G, W.Transposed, Matrix<T>.Dense(dxStart, N, D));    // dx (N, D) = (N, M) x (M, D)
            MatrixProduct.Multiply(X.Transposed, G, Matrix<T>.Dense(dwStart, D, M));    // dw (D, M) = (D, N) x (N, M)
            MatrixProduct.SumOverRows(G, dbStart);                                      // db (M,) <= (N, M)
        }
    }

    /// <summary>Whether all features of an example lie in one line.</summary>
    private static bool LiesInRows<T>(Tensor<T> x) => x.Rank == 2 || x.IsDense;

    /// <summary>(N, D) of a tensor (N, d_1, ..., d_k) that is dense or has two axes.</summary>
    private static Matrix<T> Rows<T>(Tensor<T> x, T* start, nint D)
        where T : unmanaged =>
        x.IsDense ? Matrix<T>.Dense(start, x.Lengths[0], D) : Matrix<T>.Of(x, start);
}
