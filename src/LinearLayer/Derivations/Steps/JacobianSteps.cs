using System.Numerics.Tensors;
using static LinearLayer.IndexNotation;
using static LinearLayer.Jacobian;
using static LinearLayer.MatrixNotation;

namespace LinearLayer;

/// <summary>The derivatives of all outputs with respect to all inputs as matrices, and how the gradients follow from them.</summary>
/// <remarks>vec lays a matrix out row by row, as <see cref="TensorOperations.Flatten"/> does. Laid out by columns, the factors of ⊗ change places.</remarks>
internal static class JacobianSteps
{
    public static Derivation Derivation { get; } = new("jacobians", @"\frac{\partial \operatorname{vec} Z}{\partial \operatorname{vec} X} = I_N \otimes W^\top, \quad \frac{\partial \operatorname{vec} Z}{\partial \operatorname{vec} W} = X \otimes I_M, \quad \frac{\partial \operatorname{vec} Z}{\partial b} = \mathbf{1}_N \otimes I_M",
    [
        new("with respect to x",
            "vec lays a matrix out row by row, so z_nm is entry nM + m. The Jacobian has a block for each pair of examples: Wᵀ on the diagonal, 0 elsewhere. Its shape is (N M, N D).",
            new(@"\frac{\partial z_{nm}}{\partial x_{ij}} = (I_N \otimes W^\top)_{nM + m,\; iD + j}",
                OfX,
                t =>
                {
                    var product = Identity<SymbolicNumber>(t.N).Kronecker(t.w.Transpose());
                    return Entries(t.N, t.M, t.N, t.D, (n, m, i, j) => product[n * t.M + m, i * t.D + j]);
                }),
            new(@"\frac{\partial \operatorname{vec} Z}{\partial \operatorname{vec} X} = I_N \otimes W^\top",
                t => AsMatrix(t, OfX(t)),
                t => Identity<SymbolicNumber>(t.N).Kronecker(t.w.Transpose()))),

        new("with respect to w",
            "Each entry of X becomes a block: x_ni times the M by M identity. The shape is (N M, D M).",
            new(@"\frac{\partial z_{nm}}{\partial w_{ij}} = (X \otimes I_M)_{nM + m,\; iM + j}",
                OfW,
                t =>
                {
                    var product = t.X.Kronecker(Identity<SymbolicNumber>(t.M));
                    return Entries(t.N, t.M, t.D, t.M, (n, m, i, j) => product[n * t.M + m, i * t.M + j]);
                }),
            new(@"\frac{\partial \operatorname{vec} Z}{\partial \operatorname{vec} W} = X \otimes I_M",
                t => AsMatrix(t, OfW(t)),
                t => t.X.Kronecker(Identity<SymbolicNumber>(t.M)))),

        new("with respect to b",
            "N identities, one below the other: not a vector of ones. The shape is (N M, M).",
            new(@"\frac{\partial z_{nm}}{\partial b_j} = (\mathbf{1}_N \otimes I_M)_{nM + m,\; j}",
                OfB,
                t =>
                {
                    var product = Ones<SymbolicNumber>(t.N, 1).Kronecker(Identity<SymbolicNumber>(t.M));
                    return Entries(t.N, t.M, t.M, (n, m, j) => product[n * t.M + m, j]);
                }),
            new(@"\frac{\partial \operatorname{vec} Z}{\partial b} = \mathbf{1}_N \otimes I_M",
                t => AsMatrix(t, OfB(t)),
                t => Ones<SymbolicNumber>(t.N, 1).Kronecker(Identity<SymbolicNumber>(t.M)))),

        new("pull G back to x",
            "The chain rule is vec(G)ᵀ times the Jacobian. The zeros need not be multiplied: what is left is a product of small matrices.",
            new(@"\sum_n \sum_m G_{nm}\, (I_N \otimes W^\top)_{nM + m,\; iD + j} = (G W^\top)_{ij}",
                t =>
                {
                    var product = Identity<SymbolicNumber>(t.N).Kronecker(t.w.Transpose());
                    return Entries(t.N, t.D, (i, j) => Sum(t.N, n => Sum(t.M, m => t.G[n, m] * product[n * t.M + m, i * t.D + j])));
                },
                t => t.G.MatMul(t.w.Transpose())),
            new(@"\operatorname{vec}(G)^\top (I_N \otimes W^\top) = \operatorname{vec}(G W^\top)^\top",
                t => VecRow(t.G).MatMul(Identity<SymbolicNumber>(t.N).Kronecker(t.w.Transpose())),
                t => VecRow(t.G.MatMul(t.w.Transpose())))),

        new("pull G back to w",
            "The same with the Jacobian with respect to w.",
            new(@"\sum_n \sum_m G_{nm}\, (X \otimes I_M)_{nM + m,\; iM + j} = (X^\top G)_{ij}",
                t =>
                {
                    var product = t.X.Kronecker(Identity<SymbolicNumber>(t.M));
                    return Entries(t.D, t.M, (i, j) => Sum(t.N, n => Sum(t.M, m => t.G[n, m] * product[n * t.M + m, i * t.M + j])));
                },
                t => t.X.Transpose().MatMul(t.G)),
            new(@"\operatorname{vec}(G)^\top (X \otimes I_M) = \operatorname{vec}(X^\top G)^\top",
                t => VecRow(t.G).MatMul(t.X.Kronecker(Identity<SymbolicNumber>(t.M))),
                t => VecRow(t.X.Transpose().MatMul(t.G)))),

        new("pull G back to b",
            "The same with the Jacobian with respect to b. The vector of ones has length N and multiplies G.",
            new(@"\sum_n \sum_m G_{nm}\, (\mathbf{1}_N \otimes I_M)_{nM + m,\; j} = (\mathbf{1}^\top G)_j",
                t =>
                {
                    var product = Ones<SymbolicNumber>(t.N, 1).Kronecker(Identity<SymbolicNumber>(t.M));
                    return Entries(t.M, j => Sum(t.N, n => Sum(t.M, m => t.G[n, m] * product[n * t.M + m, j])));
                },
                t => Ones<SymbolicNumber>(1, t.N).MatMul(t.G).Reshape(t.M)),
            new(@"\operatorname{vec}(G)^\top (\mathbf{1}_N \otimes I_M) = \mathbf{1}_N^\top G",
                t => VecRow(t.G).MatMul(Ones<SymbolicNumber>(t.N, 1).Kronecker(Identity<SymbolicNumber>(t.M))),
                t => Ones<SymbolicNumber>(1, t.N).MatMul(t.G))),

        new("what Backward returns",
            "dx, dw and db side by side, in one row, are vec(G)ᵀ times the three Jacobians side by side.",
            new(@"\bigl(\mathtt{dx} \;\; \mathtt{dw} \;\; \mathtt{db}\bigr)_k = \sum_n \sum_m G_{nm}\, \frac{\partial z_{nm}}{\partial \theta_k}, \quad \theta = (x, w, b)",
                t => SideBySide([VecRow(t.Backward().dx), VecRow(t.Backward().dw), VecRow(t.Backward().db)]),
                t =>
                {
                    var all = SideBySide([AsMatrix(t, OfX(t)), AsMatrix(t, OfW(t)), AsMatrix(t, OfB(t))]);
                    return Entries(1, (int)all.Lengths[1], (_, k) => Sum(t.N, n => Sum(t.M, m => t.G[n, m] * all[n * t.M + m, k])));
                }),
            new(@"\begin{bmatrix} \operatorname{vec}(\mathtt{dx})^\top & \operatorname{vec}(\mathtt{dw})^\top & \operatorname{vec}(\mathtt{db})^\top \end{bmatrix} = \operatorname{vec}(G)^\top \begin{bmatrix} I_N \otimes W^\top & X \otimes I_M & \mathbf{1}_N \otimes I_M \end{bmatrix}",
                t => SideBySide([VecRow(t.Backward().dx), VecRow(t.Backward().dw), VecRow(t.Backward().db)]),
                t => VecRow(t.G).MatMul(SideBySide(
                [
                    Identity<SymbolicNumber>(t.N).Kronecker(t.w.Transpose()),
                    t.X.Kronecker(Identity<SymbolicNumber>(t.M)),
                    Ones<SymbolicNumber>(t.N, 1).Kronecker(Identity<SymbolicNumber>(t.M)),
                ])))),
    ]);

    private static Tensor<SymbolicNumber> SideBySide(Tensor<SymbolicNumber>[] blocks)
    {
        var columns = blocks.SelectMany(block => Enumerable.Range(0, (int)block.Lengths[1]).Select(column => (block, column))).ToArray();
        return Entries((int)blocks[0].Lengths[0], columns.Length, (row, k) => columns[k].block[row, columns[k].column]);
    }
}
