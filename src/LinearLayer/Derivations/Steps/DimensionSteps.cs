using static LinearLayer.IndexNotation;

namespace LinearLayer;

/// <summary>What commutes and what does not: the factors of numbers do, those of matrices only with transposes.</summary>
internal static class DimensionSteps
{
    /// <summary>Holds at every size.</summary>
    public static Derivation Matrices { get; } = new("matrices", @"X W = (W^\top X^\top)^\top",
    [
        new("the product",
            "Under the sum stand numbers, and numbers may be swapped. Written as a product of matrices, the factors swap only if each is transposed, and the result too.",
            new(@"\sum_d x_{nd}\, w_{dm} = \sum_d w_{dm}\, x_{nd}",
                t => Entries(t.N, t.M, (n, m) => Sum(t.D, d => t.X[n, d] * t.w[d, m])),
                t => Entries(t.N, t.M, (n, m) => Sum(t.D, d => t.w[d, m] * t.X[n, d]))),
            new(@"X W = (W^\top X^\top)^\top",
                t => t.X.MatMul(t.w),
                t => t.w.Transpose().MatMul(t.X.Transpose()).Transpose())),

        new("dw",
            "Swapped, dw comes out transposed: GᵀX is (M, D).",
            new(@"\sum_n x_{ni}\, G_{nj} = \sum_n G_{nj}\, x_{ni}",
                t => Entries(t.D, t.M, (i, j) => Sum(t.N, n => t.X[n, i] * t.G[n, j])),
                t => Entries(t.D, t.M, (i, j) => Sum(t.N, n => t.G[n, j] * t.X[n, i]))),
            new(@"X^\top G = (G^\top X)^\top",
                t => t.X.Transpose().MatMul(t.G),
                t => t.G.Transpose().MatMul(t.X).Transpose())),

        new("dx",
            "Swapped, dX comes out transposed: WGᵀ is (D, N).",
            new(@"\sum_m G_{im}\, w_{jm} = \sum_m w_{jm}\, G_{im}",
                t => Entries(t.N, t.D, (i, j) => Sum(t.M, m => t.G[i, m] * t.w[j, m])),
                t => Entries(t.N, t.D, (i, j) => Sum(t.M, m => t.w[j, m] * t.G[i, m]))),
            new(@"G W^\top = (W G^\top)^\top",
                t => t.G.MatMul(t.w.Transpose()),
                t => t.w.MatMul(t.G.Transpose()).Transpose())),
    ]);

    /// <summary>Holds with indices at every size, and with matrices only at N = D = M = 1: that is its lesson.</summary>
    public static Derivation OneDimension { get; } = new("one dimension", @"\frac{dL}{dw} = x\, g = g\, x \quad (N = D = M = 1)",
    [
        new("the product, swapped",
            "For numbers x w = w x. For matrices W X is another product: where it exists at all, its entries are others.",
            new(@"p_{nm} = \sum_d w_{dm}\, x_{nd}",
                t => t.X.MatMul(t.w),
                t => Entries(t.N, t.M, (n, m) => Sum(t.D, d => t.w[d, m] * t.X[n, d]))),
            new(@"P = W X",
                t => t.X.MatMul(t.w),
                t => t.w.MatMul(t.X))),

        new("dw, swapped and without a transpose",
            "For numbers dL/dw = x g = g x, and a number is its own transpose.",
            new(@"\frac{\partial L}{\partial w_{ij}} = \sum_n G_{nj}\, x_{ni}",
                t => t.Gradient("w"),
                t => Entries(t.D, t.M, (i, j) => Sum(t.N, n => t.G[n, j] * t.X[n, i]))),
            new(@"\frac{\partial L}{\partial W} = G X",
                t => t.Gradient("w"),
                t => t.G.MatMul(t.X))),

        new("dx, swapped and without a transpose",
            "For numbers dL/dx = g w = w g.",
            new(@"\frac{\partial L}{\partial x_{ij}} = \sum_m w_{jm}\, G_{im}",
                t => t.Gradient("x").Reshape(t.N, t.D),
                t => Entries(t.N, t.D, (i, j) => Sum(t.M, m => t.w[j, m] * t.G[i, m]))),
            new(@"\frac{\partial L}{\partial X} = W G",
                t => t.Gradient("x").Reshape(t.N, t.D),
                t => t.w.MatMul(t.G))),

        new("db, copied",
            "For numbers dL/db = g: the sum over the examples has one summand.",
            new(@"\frac{\partial L}{\partial b_j} = \sum_n G_{nj}",
                t => t.Gradient("b"),
                t => Entries(t.M, j => Sum(t.N, n => t.G[n, j]))),
            new(@"\frac{\partial L}{\partial b} = G",
                t => t.Gradient("b").Reshape(1, t.M),
                t => t.G)),
    ]);
}
