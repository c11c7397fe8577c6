using System.Numerics.Tensors;
using static LinearLayer.IndexNotation;

namespace LinearLayer;

/// <summary>The bias trick: b as one more row of the weights, met by a column of ones.</summary>
internal static class BiasTrickSteps
{
    public static Derivation Derivation { get; } = new("bias trick", @"\frac{\partial L}{\partial \tilde W} = \tilde X^\top G = \begin{bmatrix} \partial L / \partial W \\ \partial L / \partial b \end{bmatrix}",
    [
        new("one product does both",
            "X̃ = [X 1] has a column of ones, W̃ = [W; b] has b as its last row. The last summand of the product is 1 times b_m.",
            new(@"\Bigl(\sum_{d < D} x_{nd}\, w_{dm}\Bigr) + b_m = \sum_{d \le D} \tilde x_{nd}\, \tilde w_{dm}",
                t => t.@out,
                t =>
                {
                    var (x, w) = (BiasTrick.Extend(t.x), BiasTrick.Stack(t.w, t.b));
                    return Entries(t.N, t.M, (n, m) => Sum(t.D + 1, d => x[n, d] * w[d, m]));
                }),
            new(@"X W + \mathbf{1}\, b = \tilde X \tilde W, \quad \tilde X = \begin{bmatrix} X & \mathbf{1} \end{bmatrix}, \quad \tilde W = \begin{bmatrix} W \\ b \end{bmatrix}",
                t => t.@out,
                t => BiasTrick.Extend(t.x).MatMul(BiasTrick.Stack(t.w, t.b)))),

        new("a product like any other",
            "Z = X̃W̃ is a product without a bias, so its gradient is that of a weight: the left factor, transposed, times G. The shapes say (D+1, M) = (D+1, N) x (N, M).",
            new(@"\frac{\partial L}{\partial \tilde w_{ij}} = \sum_n \tilde x_{ni}\, G_{nj}",
                StackedGradient,
                t =>
                {
                    var x = BiasTrick.Extend(t.x);
                    return Entries(t.D + 1, t.M, (i, j) => Sum(t.N, n => x[n, i] * t.G[n, j]));
                }),
            new(@"\begin{bmatrix} \partial L / \partial W \\ \partial L / \partial b \end{bmatrix} = \tilde X^\top G",
                StackedGradient,
                ProductWithG)),

        new("its first D rows are dw",
            "The first D columns of X̃ are those of X.",
            new(@"\frac{\partial L}{\partial w_{ij}} = \sum_n \tilde x_{ni}\, G_{nj}, \quad i < D",
                t => t.Gradient("w"),
                t =>
                {
                    var x = BiasTrick.Extend(t.x);
                    return Entries(t.D, t.M, (i, j) => Sum(t.N, n => x[n, i] * t.G[n, j]));
                }),
            new(@"X^\top G = (\tilde X^\top G)_{\,0 \dots D-1,\; :}",
                t => t.X.Transpose().MatMul(t.G),
                t => BiasTrick.Split(ProductWithG(t)).w)),

        new("its last row is db",
            "The last column of X̃ holds ones, and ones times G is the sum over the examples.",
            new(@"\frac{\partial L}{\partial b_j} = \sum_n \tilde x_{nD}\, G_{nj}",
                t => t.Gradient("b"),
                t =>
                {
                    var x = BiasTrick.Extend(t.x);
                    return Entries(t.M, j => Sum(t.N, n => x[n, t.D] * t.G[n, j]));
                }),
            new(@"\mathbf{1}^\top G = (\tilde X^\top G)_{\,D,\; :}",
                t => MatrixNotation.Ones<SymbolicNumber>(1, t.N).MatMul(t.G).Reshape(t.M),
                t => BiasTrick.Split(ProductWithG(t)).b)),

        new("dX is the first D columns",
            "The gradient of the left factor is G times the right one, transposed: (N, D+1) = (N, M) x (M, D+1). Only the first D columns belong to x.",
            new(@"\frac{\partial L}{\partial x_{ij}} = \sum_m G_{im}\, \tilde w_{jm}, \quad j < D",
                t => t.Gradient("x").Reshape(t.N, t.D),
                t =>
                {
                    var w = BiasTrick.Stack(t.w, t.b);
                    return Entries(t.N, t.D, (i, j) => Sum(t.M, m => t.G[i, m] * w[j, m]));
                }),
            new(@"\frac{\partial L}{\partial X} = (G \tilde W^\top)_{:,\; 0 \dots D-1}",
                t => t.Gradient("x").Reshape(t.N, t.D),
                t => Columns(GradientOfExtended(t), 0, t.D))),

        new("the last column is not needed",
            "It is the gradient of the ones in X̃. They are constants, so nobody asks for it. It is also the only place where the values of b come in.",
            new(@"(G \tilde W^\top)_{iD} = \sum_m G_{im}\, b_m",
                t => Columns(GradientOfExtended(t), t.D, 1),
                t => Entries(t.N, 1, (i, _) => Sum(t.M, m => t.G[i, m] * t.b[m]))),
            new(@"(G \tilde W^\top)_{:,\; D} = G\, b^\top",
                t => Columns(GradientOfExtended(t), t.D, 1),
                t => t.G.MatMul(t.b.Reshape(t.M, 1)))),

        new("what Backward returns",
            "dw and db of the layer with a bias, one above the other, are the one gradient of the layer without.",
            new(@"\sum_n \tilde x_{ni}\, G_{nj} = \begin{cases} \mathtt{dw}_{ij} & i < D \\ \mathtt{db}_j & i = D \end{cases}",
                t =>
                {
                    var x = BiasTrick.Extend(t.x);
                    return Entries(t.D + 1, t.M, (i, j) => Sum(t.N, n => x[n, i] * t.G[n, j]));
                },
                t =>
                {
                    var (_, dw, db) = t.Backward();
                    return Entries(t.D + 1, t.M, (i, j) => i < t.D ? dw[i, j] : db[j]);
                }),
            new(@"\tilde X^\top G = \begin{bmatrix} \mathtt{dw} \\ \mathtt{db} \end{bmatrix}",
                ProductWithG,
                t => BiasTrick.Stack(t.Backward().dw, t.Backward().db))),
    ]);

    private static Tensor<SymbolicNumber> StackedGradient(DerivationPoint t) => BiasTrick.Stack(t.Gradient("w"), t.Gradient("b"));

    // (D + 1, M) = (D + 1, N) x (N, M)
    private static Tensor<SymbolicNumber> ProductWithG(DerivationPoint t) => BiasTrick.Extend(t.x).Transpose().MatMul(t.G);

    // (N, D + 1) = (N, M) x (M, D + 1)
    private static Tensor<SymbolicNumber> GradientOfExtended(DerivationPoint t) => t.G.MatMul(BiasTrick.Stack(t.w, t.b).Transpose());

    private static Tensor<SymbolicNumber> Columns(Tensor<SymbolicNumber> matrix, int first, int count) =>
        Entries((int)matrix.Lengths[0], count, (i, j) => matrix[i, first + j]);
}
