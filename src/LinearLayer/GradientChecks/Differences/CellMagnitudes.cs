using System.Numerics.Tensors;

namespace LinearLayer;

/// <summary>Σ_m |dout||w|, Σ_n |x||dout| and Σ_n |dout| for each cell of dx, dw and db.</summary>
internal sealed record CellMagnitudes(double[] Dx, double[] Dw, double[] Db)
{
    public static CellMagnitudes Of(Layer<double> layer, double[] absX, double[] absW, double[] slopes)
    {
        var (n, d, m) = (layer.N, layer.D, layer.M);
        var (dx, dw, db) = (new double[n * d], new double[d * m], new double[m]);
        for (var row = 0; row < n; row++)
        {
            var ofRow = slopes.AsSpan(row * m, m);
            TensorPrimitives.Add(db, ofRow, db);
            for (var i = 0; i < d; i++)
            {
                dx[row * d + i] = TensorPrimitives.Dot<double>(ofRow, absW.AsSpan(i * m, m));
                var ofFeature = dw.AsSpan(i * m, m);
                TensorPrimitives.MultiplyAdd(ofRow, absX[row * d + i], ofFeature, ofFeature);
            }
        }

        return new(dx, dw, db);
    }
}
