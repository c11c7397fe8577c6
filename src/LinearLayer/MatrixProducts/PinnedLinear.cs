using System.Numerics;
using System.Numerics.Tensors;

namespace LinearLayer.MatrixProducts;

/// <summary>The two passes over pinned memory, for floats and doubles: the bias is added as each tile is stored, and nothing is copied.</summary>
internal static unsafe class PinnedLinear
{
    /// <summary>Computes out = x·w + b where the numbers are floats or doubles, and says whether they are. The shapes fit, and out is dense.</summary>
    public static bool TryForward<T>(Tensor<T> x, Tensor<T> w, Tensor<T> b, Tensor<T> @out)
    {
        switch (x, w, b, @out)
        {
            case (Tensor<float> xs, Tensor<float> ws, Tensor<float> bs, Tensor<float> outs):
                Forward(xs, ws, bs, outs);
                return true;
            case (Tensor<double> xs, Tensor<double> ws, Tensor<double> bs, Tensor<double> outs):
                Forward(xs, ws, bs, outs);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Computes dx, dw and db where the numbers are floats or doubles, and says whether they are. The shapes fit, and the gradients are dense.</summary>
    public static bool TryBackward<T>(Tensor<T> dout, LinearCache<T> cache, LinearGradients<T> gradients)
    {
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

    private static void Forward<T>(Tensor<T> x, Tensor<T> w, Tensor<T> b, Tensor<T> @out)
        where T : unmanaged, INumberBase<T>
    {
        (x, b) = (InRows(x), Dense(b));
        var (N, M) = (x.Lengths[0], w.Lengths[1]);
        // Not through the tensors' own spans: they carry the whole shape, which costs much beside a small product.
        fixed (T* xStart = Destination.MemoryOf(x), wStart = Destination.MemoryOf(w), bStart = Destination.MemoryOf(b), outStart = Destination.MemoryOf(@out))
        {
            var W = Matrix<T>.Of(w, wStart);
            MatrixProduct.Multiply(Rows(x, xStart, W.Rows), W, Matrix<T>.Dense(outStart, N, M), bStart);        // out (N, M) = (N, D) x (D, M) + (M,)
        }
    }

    private static void Backward<T>(Tensor<T> dout, LinearCache<T> cache, LinearGradients<T> gradients)
        where T : unmanaged, INumberBase<T>
    {
        var (x, w) = (InRows(cache.x), cache.w);
        var (dx, dw, db) = gradients;
        fixed (T* doutStart = Destination.MemoryOf(dout), xStart = Destination.MemoryOf(x), wStart = Destination.MemoryOf(w))
        fixed (T* dxStart = Destination.MemoryOf(dx), dwStart = Destination.MemoryOf(dw), dbStart = Destination.MemoryOf(db))
        {
            var (G, W) = (Matrix<T>.Of(dout, doutStart), Matrix<T>.Of(w, wStart));
            var (N, D, M) = (G.Rows, W.Rows, W.Columns);
            var X = Rows(x, xStart, D);
            MatrixProduct.Multiply(G, W.Transposed, Matrix<T>.Dense(dxStart, N, D));    // dx (N, D) = (N, M) x (M, D)
            MatrixProduct.Multiply(X.Transposed, G, Matrix<T>.Dense(dwStart, D, M));    // dw (D, M) = (D, N) x (N, M)
            SumOverRows(G, dbStart);                                                    // db (M,) <= (N, M)
        }
    }

    private static void SumOverRows<T>(in Matrix<T> matrix, T* sums)
        where T : unmanaged, INumberBase<T>
    {
        var all = new Span<T>(sums, checked((int)matrix.Columns));
        all.Clear();
        for (nint n = 0; n < matrix.Rows; n++)
        {
            var row = matrix.Start + n * matrix.RowStride;
            if (matrix.ColumnStride == 1 && all.Length >= Vector<T>.Count)
            {
                TensorPrimitives.Add(all, new ReadOnlySpan<T>(row, all.Length), all);
                continue;
            }

            for (var m = 0; m < all.Length; m++)
                all[m] += row[m * matrix.ColumnStride];
        }
    }

    /// <summary>x, or a dense copy where its features do not lie in one line.</summary>
    private static Tensor<T> InRows<T>(Tensor<T> x) => x.Rank == 2 || x.IsDense ? x : x.Flatten();

    private static Tensor<T> Dense<T>(Tensor<T> b) => b.IsDense ? b : b.ToDenseTensor();

    /// <summary>(N, D) of a tensor (N, d_1, ..., d_k) that is dense or has two axes.</summary>
    private static Matrix<T> Rows<T>(Tensor<T> x, T* start, nint D)
        where T : unmanaged =>
        x.IsDense ? Matrix<T>.Dense(start, x.Lengths[0], D) : Matrix<T>.Of(x, start);
}
