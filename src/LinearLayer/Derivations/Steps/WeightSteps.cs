using static LinearLayer.IndexNotation;
using static LinearLayer.Jacobian;
using static LinearLayer.MatrixNotation;

namespace LinearLayer;

/// <summary>The gradient of the weights.</summary>
internal static class WeightSteps
{
    public static Derivation Derivation { get; } = new("dw", @"\frac{\partial L}{\partial W} = X^\top G",
    [
        new("local derivative",
            "w_ij is in column j, so only the outputs with m = j contain it, each in the one summand x_ni w_ij. Everything else is constant.",
            new(@"\frac{\partial z_{nm}}{\partial w_{ij}} = x_{ni}\, \delta_{mj}",
                OfW,
                t => Entries(t.N, t.M, t.D, t.M, (n, m, i, j) => t.X[n, i] * Delta(m, j))),
            new(@"\frac{\partial \operatorname{vec} Z}{\partial \operatorname{vec} W} = X \otimes I_M",
                t => AsMatrix(t, OfW(t)),
                t => t.X.Kronecker(Identity<SymbolicNumber>(t.M)))),

        new("chain rule",
            "L depends on w_ij through every entry of z that contains it. The changes along all these paths add up.",
            new(@"\frac{\partial L}{\partial w_{ij}} = \sum_n \sum_m G_{nm} \frac{\partial z_{nm}}{\partial w_{ij}}",
                t => t.Gradient("w"),
                t =>
                {
                    var local = OfW(t);
                    return Entries(t.D, t.M, (i, j) => Sum(t.N, n => Sum(t.M, m => t.G[n, m] * local[n, m, i, j])));
                }),
            new(@"\operatorname{vec}\Bigl(\frac{\partial L}{\partial W}\Bigr)^{\!\top} = \operatorname{vec}(G)^\top \frac{\partial \operatorname{vec} Z}{\partial \operatorname{vec} W}",
                t => VecRow(t.Gradient("w")),
                t => VecRow(t.G).MatMul(AsMatrix(t, OfW(t))))),

        new("insert the local derivative",
            "The first step says what the derivatives of z are.",
            new(@"\frac{\partial L}{\partial w_{ij}} = \sum_n \sum_m G_{nm}\, x_{ni}\, \delta_{mj}",
                t => t.Gradient("w"),
                t => Entries(t.D, t.M, (i, j) => Sum(t.N, n => Sum(t.M, m => t.G[n, m] * t.X[n, i] * Delta(m, j))))),
            new(@"\operatorname{vec}\Bigl(\frac{\partial L}{\partial W}\Bigr)^{\!\top} = \operatorname{vec}(G)^\top (X \otimes I_M)",
                t => VecRow(t.Gradient("w")),
                t => VecRow(t.G).MatMul(t.X.Kronecker(Identity<SymbolicNumber>(t.M))))),

        new("the delta removes the sum over m",
            "Of the sum over m only m = j is left. The sum over n stays: every example has used w_ij.",
            new(@"\sum_n \sum_m G_{nm}\, x_{ni}\, \delta_{mj} = \sum_n x_{ni}\, G_{nj}",
                t => Entries(t.D, t.M, (i, j) => Sum(t.N, n => Sum(t.M, m => t.G[n, m] * t.X[n, i] * Delta(m, j)))),
                t => Entries(t.D, t.M, (i, j) => Sum(t.N, n => t.X[n, i] * t.G[n, j]))),
            new(@"\operatorname{vec}(G)^\top (X \otimes I_M) = \operatorname{vec}(X^\top G)^\top",
                t => VecRow(t.G).MatMul(t.X.Kronecker(Identity<SymbolicNumber>(t.M))),
                t => VecRow(t.X.Transpose().MatMul(t.G)))),

        new("where the transpose comes from",
            "The sum runs over n, the first index of both factors. A matrix product sums over the last index of its left factor, so x is written transposed. The shapes say (D, M) = (D, N) x (N, M). It is the adjoint; nothing is inverted.",
            new(@"\sum_n x_{ni}\, G_{nj} = \sum_n (X^\top)_{in}\, G_{nj}",
                t => Entries(t.D, t.M, (i, j) => Sum(t.N, n => t.X[n, i] * t.G[n, j])),
                t =>
                {
                    var transposed = t.X.Transpose();
                    return Entries(t.D, t.M, (i, j) => Sum(t.N, n => transposed[i, n] * t.G[n, j]));
                }),
            new(@"\frac{\partial L}{\partial W} = X^\top G",
                t => t.Gradient("w"),
                t => t.X.Transpose().MatMul(t.G))),

        new("what Backward returns",
            "The code multiplies the transpose of the flattened x by dout. It is the derivative of what Forward computes.",
            new(@"\mathtt{dw}_{ij} = \frac{\partial L}{\partial w_{ij}}",
                t => t.Backward().dw,
                t => t.Gradient("w")),
            new(@"\mathtt{dw} = X^\top G",
                t => t.Backward().dw,
                t => t.X.Transpose().MatMul(t.G))),
    ]);
}
