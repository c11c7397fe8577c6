using System.Numerics;
using LinearLayer;
using MathNet.Numerics.LinearAlgebra;

namespace Benchmarks;

/// <summary>One way to run a pass over the numbers of a layer.</summary>
/// <param name="Name">As the table has it.</param>
/// <param name="Run">Runs the pass once.</param>
internal sealed record Contestant(string Name, Action Run);

/// <summary>The managed ways to run a pass.</summary>
internal static class Contestants
{
    /// <summary>The overloads of the library that write into given tensors.</summary>
    public static Contestant Ours<T>(Layer<T> layer, Pass pass)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (x, w, b) = (Of(layer.X, layer.N, layer.D), Of(layer.W, layer.D, layer.M), Of(layer.B, layer.M));
        var (dout, @out) = (Of(layer.Dout, layer.N, layer.M), Of(layer.Out, layer.N, layer.M));
        var cache = new LinearCache<T>(x, w, b);
        var gradients = new LinearGradients<T>(Of(layer.Dx, layer.N, layer.D), Of(layer.Dw, layer.D, layer.M), Of(layer.Db, layer.M));
        return new("ours", pass == Pass.Forward ? () => Linear.Forward(x, w, b, @out) : () => Linear.Backward(dout, cache, gradients));

        static Tensor<T> Of(T[] cells, params ReadOnlySpan<nint> lengths) => Tensor.Create(cells, lengths);
    }

    /// <summary>The sums as they stand in a textbook.</summary>
    public static Contestant PlainLoop<T>(Layer<T> layer, Pass pass)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (N, D, M, x, w, b, dout) = (layer.N, layer.D, layer.M, layer.X, layer.W, layer.B, layer.Dout);
        return new("triple loop", pass == Pass.Forward ? Forward : Backward);

        void Forward()
        {
            for (var n = 0; n < N; n++)
            {
                for (var m = 0; m < M; m++)
                {
                    var sum = T.Zero;
                    for (var d = 0; d < D; d++)
                        sum += x[n * D + d] * w[d * M + m];
                    layer.Out[n * M + m] = sum + b[m];
                }
            }
        }

        void Backward()
        {
            for (var n = 0; n < N; n++)
            {
                for (var d = 0; d < D; d++)
                {
                    var sum = T.Zero;
                    for (var m = 0; m < M; m++)
                        sum += dout[n * M + m] * w[d * M + m];
                    layer.Dx[n * D + d] = sum;
                }
            }

            for (var d = 0; d < D; d++)
            {
                for (var m = 0; m < M; m++)
                {
                    var sum = T.Zero;
                    for (var n = 0; n < N; n++)
                        sum += x[n * D + d] * dout[n * M + m];
                    layer.Dw[d * M + m] = sum;
                }
            }

            for (var m = 0; m < M; m++)
            {
                var sum = T.Zero;
                for (var n = 0; n < N; n++)
                    sum += dout[n * M + m];
                layer.Db[m] = sum;
            }
        }
    }

    /// <summary>MathNet.Numerics with its managed provider. Its matrices are column-major, so it works on copies; they are made, and its results copied back, outside the time.</summary>
    public static (Contestant Contestant, Action CopyBack) MathNet<T>(Layer<T> layer, Pass pass)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (N, D, M) = (layer.N, layer.D, layer.M);
        var (x, w, dout) = (Of(N, D, layer.X), Of(D, M, layer.W), Of(N, M, layer.Dout));
        var (@out, dx, dw, biases) = (Matrix<T>.Build.Dense(N, M), Matrix<T>.Build.Dense(N, D), Matrix<T>.Build.Dense(D, M), Of(N, M, Repeated(layer.B, N)));
        MathNet.Numerics.LinearAlgebra.Vector<T>? db = null;
        return (new("MathNet", pass == Pass.Forward ? Forward : Backward), CopyBack);

        void Forward()
        {
            x.Multiply(w, @out);
            @out.Add(biases, @out);
        }

        void Backward()
        {
            dout.TransposeAndMultiply(w, dx);
            x.TransposeThisAndMultiply(dout, dw);
            db = dout.ColumnSums();
        }

        void CopyBack()
        {
            @out.ToRowMajorArray().CopyTo(layer.Out, 0);
            dx.ToRowMajorArray().CopyTo(layer.Dx, 0);
            dw.ToRowMajorArray().CopyTo(layer.Dw, 0);
            db?.AsArray().CopyTo(layer.Db, 0);
        }

        static Matrix<T> Of(int rows, int columns, T[] cells) => Matrix<T>.Build.DenseOfRowMajor(rows, columns, cells);

        static T[] Repeated(T[] row, int times) => [.. Enumerable.Repeat(row, times).SelectMany(cells => cells)];
    }
}
