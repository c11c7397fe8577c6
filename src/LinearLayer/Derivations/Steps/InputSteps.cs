using System.Numerics.Tensors;
using static LinearLayer.IndexNotation;
using static LinearLayer.Jacobian;
using static LinearLayer.MatrixNotation;

namespace LinearLayer;

/// <summary>The gradient of the input: first of x flattened, then in the shape of x.</summary>
internal static class InputSteps
{
    public static Derivation Derivation { get; } = new("dx", @"\frac{\partial L}{\partial x} = \operatorname{reshape}(G W^\top, (N, d_1, \dots, d_k))",
    [
        new("local derivative",
            "x_ij is in row i, so only the outputs of example i contain it, each in the one summand x_ij w_jm. Everything else is constant.",
            new(@"\frac{\partial z_{nm}}{\partial x_{ij}} = \delta_{ni}\, w_{jm}",
                OfX,
                t => Entries(t.N, t.M, t.N, t.D, (n, m, i, j) => Delta(n, i) * t.w[j, m])),
            new(@"\frac{\partial \operatorname{vec} Z}{\partial \operatorname{vec} X} = I_N \otimes W^\top",
                t => AsMatrix(t, OfX(t)),
                t => Identity<SymbolicNumber>(t.N).Kronecker(t.w.Transpose()))),

        new("chain rule",
            "L depends on x_ij through every entry of z that contains it. The changes along all these paths add up.",
            new(@"\frac{\partial L}{\partial x_{ij}} = \sum_n \sum_m G_{nm} \frac{\partial z_{nm}}{\partial x_{ij}}",
                Flattened,
                t =>
                {
                    var local = OfX(t);
                    return Entries(t.N, t.D, (i, j) => Sum(t.N, n => Sum(t.M, m => t.G[n, m] * local[n, m, i, j])));
                }),
            new(@"\operatorname{vec}\Bigl(\frac{\partial L}{\partial X}\Bigr)^{\!\top} = \operatorname{vec}(G)^\top \frac{\partial \operatorname{vec} Z}{\partial \operatorname{vec} X}",
                t => VecRow(t.Gradient("x")),
                t => VecRow(t.G).MatMul(AsMatrix(t, OfX(t))))),

        new("insert the local derivative",
            "The first step says what the derivatives of z are.",
            new(@"\frac{\partial L}{\partial x_{ij}} = \sum_n \sum_m G_{nm}\, \delta_{ni}\, w_{jm}",
                Flattened,
                t => Entries(t.N, t.D, (i, j) => Sum(t.N, n => Sum(t.M, m => t.G[n, m] * Delta(n, i) * t.w[j, m])))),
            new(@"\operatorname{vec}\Bigl(\frac{\partial L}{\partial X}\Bigr)^{\!\top} = \operatorname{vec}(G)^\top (I_N \otimes W^\top)",
                t => VecRow(t.Gradient("x")),
                t => VecRow(t.G).MatMul(Identity<SymbolicNumber>(t.N).Kronecker(t.w.Transpose())))),

        new("the delta removes the sum over n",
            "Of the sum over n only n = i is left: examples do not see each other. The sum over m stays: every output has used x_ij.",
            new(@"\sum_n \sum_m G_{nm}\, \delta_{ni}\, w_{jm} = \sum_m G_{im}\, w_{jm}",
                t => Entries(t.N, t.D, (i, j) => Sum(t.N, n => Sum(t.M, m => t.G[n, m] * Delta(n, i) * t.w[j, m]))),
                t => Entries(t.N, t.D, (i, j) => Sum(t.M, m => t.G[i, m] * t.w[j, m]))),
            new(@"\operatorname{vec}(G)^\top (I_N \otimes W^\top) = \operatorname{vec}(G W^\top)^\top",
                t => VecRow(t.G).MatMul(Identity<SymbolicNumber>(t.N).Kronecker(t.w.Transpose())),
                t => VecRow(t.G.MatMul(t.w.Transpose())))),

        new("where the transpose comes from",
            "The sum runs over m, the last index of both factors. A matrix product sums over the first index of its right factor, so w is written transposed. The shapes say (N, D) = (N, M) x (M, D). It is the adjoint; nothing is inverted.",
            new(@"\sum_m G_{im}\, w_{jm} = \sum_m G_{im}\, (W^\top)_{mj}",
                t => Entries(t.N, t.D, (i, j) => Sum(t.M, m => t.G[i, m] * t.w[j, m])),
                t =>
                {
                    var transposed = t.w.Transpose();
                    return Entries(t.N, t.D, (i, j) => Sum(t.M, m => t.G[i, m] * transposed[m, j]));
                }),
            new(@"\frac{\partial L}{\partial X} = G W^\top",
                Flattened,
                t => t.G.MatMul(t.w.Transpose()))),

        new("back to the shape of x",
            "Flattening only renames the entries, so each derivative goes back to where its entry came from, in the same row-major order.",
            new(@"\frac{\partial L}{\partial x_{i\, i_1 \dots i_k}} = \sum_m G_{im}\, w_{jm}, \quad j = (\cdots(i_1 d_2 + i_2)\, d_3 + \cdots)\, d_k + i_k",
                t => t.Gradient("x"),
                t => Entries(t.x.Shape, at =>
                {
                    var (i, j) = (at[0], ForwardSteps.RowMajor(at, t.x.Shape));
                    return Sum(t.M, m => t.G[i, m] * t.w[j, m]);
                })),
            new(@"\frac{\partial L}{\partial x} = \operatorname{reshape}(G W^\top, (N, d_1, \dots, d_k))",
                t => t.Gradient("x"),
                t => t.G.MatMul(t.w.Transpose()).ReshapeAs(t.x))),

        new("what Backward returns",
            "The code multiplies dout by the transpose of w and reshapes. It is the derivative of what Forward computes.",
            new(@"\mathtt{dx}_{i\, i_1 \dots i_k} = \frac{\partial L}{\partial x_{i\, i_1 \dots i_k}}",
                t => t.Backward().dx,
                t => t.Gradient("x")),
            new(@"\mathtt{dx} = \operatorname{reshape}(G W^\top, (N, d_1, \dots, d_k))",
                t => t.Backward().dx,
                t => t.G.MatMul(t.w.Transpose()).ReshapeAs(t.x))),
    ]);

    // ∂L/∂X, (N, D): the derivatives with respect to the entries of x, in the order of flattening.
    private static Tensor<SymbolicNumber> Flattened(DerivationPoint t) => t.Gradient("x").Reshape(t.N, t.D);
}
