using static LinearLayer.IndexNotation;
using static LinearLayer.Jacobian;
using static LinearLayer.MatrixNotation;

namespace LinearLayer;

/// <summary>The gradient of the bias: the broadcast, backward, is a sum over the examples.</summary>
internal static class BiasSteps
{
    public static Derivation Derivation { get; } = new("db", @"\frac{\partial L}{\partial b} = \mathbf{1}^\top G",
    [
        new("the product has no part in it",
            "p = XW does not contain b. It does not vanish; its derivative with respect to b is 0.",
            new(@"\frac{\partial p_{nm}}{\partial b_j} = 0",
                t => t.Derivative("b", s => s.X.MatMul(s.w)),
                t => Entries(t.N, t.M, t.M, (_, _, _) => default(SymbolicNumber))),
            new(@"\frac{\partial \operatorname{vec} P}{\partial b} = 0",
                t => AsMatrix(t, t.Derivative("b", s => s.X.MatMul(s.w))),
                t => Entries(t.N * t.M, t.M, (_, _) => default(SymbolicNumber)))),

        new("local derivative",
            "In row n, z_nm contains b_m once and no other bias. So there are N M M derivatives: the same M by M identity for each example.",
            new(@"\frac{\partial z_{nm}}{\partial b_j} = \delta_{mj}",
                OfB,
                t => Entries(t.N, t.M, t.M, (n, m, j) => (SymbolicNumber)Delta(m, j))),
            new(@"\frac{\partial \operatorname{vec} Z}{\partial b} = \mathbf{1}_N \otimes I_M",
                t => AsMatrix(t, OfB(t)),
                t => Ones<SymbolicNumber>(t.N, 1).Kronecker(Identity<SymbolicNumber>(t.M)))),

        new("chain rule",
            "L depends on b_j through every entry of z that contains it. The changes along all these paths add up.",
            new(@"\frac{\partial L}{\partial b_j} = \sum_n \sum_m G_{nm} \frac{\partial z_{nm}}{\partial b_j}",
                t => t.Gradient("b"),
                t =>
                {
                    var local = OfB(t);
                    return Entries(t.M, j => Sum(t.N, n => Sum(t.M, m => t.G[n, m] * local[n, m, j])));
                }),
            new(@"\operatorname{vec}\Bigl(\frac{\partial L}{\partial b}\Bigr)^{\!\top} = \operatorname{vec}(G)^\top \frac{\partial \operatorname{vec} Z}{\partial b}",
                t => VecRow(t.Gradient("b")),
                t => VecRow(t.G).MatMul(AsMatrix(t, OfB(t))))),

        new("insert the local derivative",
            "The second step says what the derivatives of z are.",
            new(@"\frac{\partial L}{\partial b_j} = \sum_n \sum_m G_{nm}\, \delta_{mj}",
                t => t.Gradient("b"),
                t => Entries(t.M, j => Sum(t.N, n => Sum(t.M, m => t.G[n, m] * Delta(m, j))))),
            new(@"\operatorname{vec}\Bigl(\frac{\partial L}{\partial b}\Bigr)^{\!\top} = \operatorname{vec}(G)^\top (\mathbf{1}_N \otimes I_M)",
                t => VecRow(t.Gradient("b")),
                t => VecRow(t.G).MatMul(Ones<SymbolicNumber>(t.N, 1).Kronecker(Identity<SymbolicNumber>(t.M))))),

        new("the delta removes the sum over m",
            "Of the sum over m only m = j is left. The sum over n stays: every example has used b_j. As a product, a row of N ones meets the N rows of G: (1, M) = (1, N) x (N, M).",
            new(@"\sum_n \sum_m G_{nm}\, \delta_{mj} = \sum_n G_{nj}",
                t => Entries(t.M, j => Sum(t.N, n => Sum(t.M, m => t.G[n, m] * Delta(m, j)))),
                t => Entries(t.M, j => Sum(t.N, n => t.G[n, j]))),
            new(@"\operatorname{vec}(G)^\top (\mathbf{1}_N \otimes I_M) = \mathbf{1}_N^\top G",
                t => VecRow(t.G).MatMul(Ones<SymbolicNumber>(t.N, 1).Kronecker(Identity<SymbolicNumber>(t.M))),
                t => Ones<SymbolicNumber>(1, t.N).MatMul(t.G))),

        new("db",
            "Put together, and the row (1, M) written as (M,), the shape of b: dout summed over its rows.",
            new(@"\frac{\partial L}{\partial b_j} = \sum_n G_{nj}",
                t => t.Gradient("b"),
                t => Entries(t.M, j => Sum(t.N, n => t.G[n, j]))),
            new(@"\frac{\partial L}{\partial b} = \mathbf{1}^\top G",
                t => t.Gradient("b"),
                t => Ones<SymbolicNumber>(1, t.N).MatMul(t.G).Reshape(t.M))),

        new("what Backward returns",
            "The code sums dout over its rows. It is the derivative of what Forward computes.",
            new(@"\mathtt{db}_j = \frac{\partial L}{\partial b_j}",
                t => t.Backward().db,
                t => t.Gradient("b")),
            new(@"\mathtt{db} = \mathbf{1}^\top G",
                t => t.Backward().db,
                t => Ones<SymbolicNumber>(1, t.N).MatMul(t.G).Reshape(t.M))),
    ]);
}
