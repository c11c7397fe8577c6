using System.Numerics.Tensors;
using static LinearLayer.IndexNotation;
using static LinearLayer.MatrixNotation;

namespace LinearLayer;

/// <summary>All three gradients at once: how L changes when x, w and b change.</summary>
internal static class DifferentialSteps
{
    public static Derivation Derivation { get; } = new("differential", @"dL = \langle G W^\top, \delta X \rangle + \langle X^\top G, \delta W \rangle + \langle \mathbf{1}^\top G, \delta b \rangle",
    [
        new("change everything a little",
            "x, w and b are changed by δx, δw and δb, and the product is multiplied out. Nothing is left out yet.",
            new(@"z_{nm}(x + \delta x, w + \delta w, b + \delta b) - z_{nm}(x, w, b) = \sum_d \bigl(\delta x_{nd}\, w_{dm} + x_{nd}\, \delta w_{dm} + \delta x_{nd}\, \delta w_{dm}\bigr) + \delta b_m",
                Increment,
                t =>
                {
                    var δX = t.δx.Flatten();
                    return Entries(t.N, t.M, (n, m) => Sum(t.D, d => δX[n, d] * t.w[d, m] + t.X[n, d] * t.δw[d, m] + δX[n, d] * t.δw[d, m]) + t.δb[m]);
                }),
            new(@"Z(X + \delta X, W + \delta W, b + \delta b) - Z(X, W, b) = \delta X\, W + X\, \delta W + \mathbf{1}\, \delta b + \delta X\, \delta W",
                Increment,
                t => Plus(Differential(t), t.δx.Flatten().MatMul(t.δw)))),

        new("keep what is linear in the changes",
            "δX δW is a product of two changes. What is linear is dz, the differential: the sum of every derivative times its change.",
            new(@"\sum_{i,d} \frac{\partial z_{nm}}{\partial x_{id}}\, \delta x_{id} + \sum_{d,j} \frac{\partial z_{nm}}{\partial w_{dj}}\, \delta w_{dj} + \sum_j \frac{\partial z_{nm}}{\partial b_j}\, \delta b_j = \sum_d \bigl(\delta x_{nd}\, w_{dm} + x_{nd}\, \delta w_{dm}\bigr) + \delta b_m",
                SumOfDerivatives,
                t =>
                {
                    var δX = t.δx.Flatten();
                    return Entries(t.N, t.M, (n, m) => Sum(t.D, d => δX[n, d] * t.w[d, m] + t.X[n, d] * t.δw[d, m]) + t.δb[m]);
                }),
            new(@"dZ = \delta X\, W + X\, \delta W + \mathbf{1}\, \delta b",
                SumOfDerivatives,
                Differential)),

        new("the change of the loss",
            "L changes by G_nm for each unit that z_nm changes.",
            StepEquation.OfNumbers(@"dL = \sum_n \sum_m G_{nm}\, dz_{nm}",
                ChangeOfLoss,
                t =>
                {
                    var dz = SumOfDerivatives(t);
                    return Sum(t.N, n => Sum(t.M, m => t.G[n, m] * dz[n, m]));
                }),
            StepEquation.OfNumbers(@"dL = \langle G,\; \delta X\, W + X\, \delta W + \mathbf{1}\, \delta b \rangle",
                ChangeOfLoss,
                t => Inner(t.G, Differential(t)))),

        new("free δX",
            "An inner product lets a factor change sides if it is transposed: ⟨G, A W⟩ = ⟨G Wᵀ, A⟩.",
            StepEquation.OfNumbers(@"\sum_n \sum_m G_{nm} \sum_d \delta x_{nd}\, w_{dm} = \sum_n \sum_d \Bigl(\sum_m G_{nm}\, w_{dm}\Bigr) \delta x_{nd}",
                t =>
                {
                    var δX = t.δx.Flatten();
                    return Sum(t.N, n => Sum(t.M, m => t.G[n, m] * Sum(t.D, d => δX[n, d] * t.w[d, m])));
                },
                t =>
                {
                    var δX = t.δx.Flatten();
                    return Sum(t.N, n => Sum(t.D, d => Sum(t.M, m => t.G[n, m] * t.w[d, m]) * δX[n, d]));
                }),
            StepEquation.OfNumbers(@"\langle G, \delta X\, W \rangle = \langle G W^\top, \delta X \rangle",
                t => Inner(t.G, t.δx.Flatten().MatMul(t.w)),
                t => Inner(t.G.MatMul(t.w.Transpose()), t.δx.Flatten()))),

        new("free δW",
            "On the left it is the same: ⟨G, X A⟩ = ⟨Xᵀ G, A⟩.",
            StepEquation.OfNumbers(@"\sum_n \sum_m G_{nm} \sum_d x_{nd}\, \delta w_{dm} = \sum_d \sum_m \Bigl(\sum_n x_{nd}\, G_{nm}\Bigr) \delta w_{dm}",
                t => Sum(t.N, n => Sum(t.M, m => t.G[n, m] * Sum(t.D, d => t.X[n, d] * t.δw[d, m]))),
                t => Sum(t.D, d => Sum(t.M, m => Sum(t.N, n => t.X[n, d] * t.G[n, m]) * t.δw[d, m]))),
            StepEquation.OfNumbers(@"\langle G, X\, \delta W \rangle = \langle X^\top G, \delta W \rangle",
                t => Inner(t.G, t.X.MatMul(t.δw)),
                t => Inner(t.X.Transpose().MatMul(t.G), t.δw))),

        new("free δb",
            "The ones are the left factor here: ⟨G, 1 a⟩ = ⟨1ᵀ G, a⟩.",
            StepEquation.OfNumbers(@"\sum_n \sum_m G_{nm}\, \delta b_m = \sum_m \Bigl(\sum_n G_{nm}\Bigr) \delta b_m",
                t => Sum(t.N, n => Sum(t.M, m => t.G[n, m] * t.δb[m])),
                t => Sum(t.M, m => Sum(t.N, n => t.G[n, m]) * t.δb[m])),
            StepEquation.OfNumbers(@"\langle G, \mathbf{1}\, \delta b \rangle = \langle \mathbf{1}^\top G, \delta b \rangle",
                t => Inner(t.G, OnesTimes(t, t.δb)),
                t => Inner(Ones<SymbolicNumber>(1, t.N).MatMul(t.G), t.δb.Reshape(1, t.M)))),

        new("read off the gradients",
            "dL is now one number for each change, and the gradient is what the change is multiplied by.",
            StepEquation.OfNumbers(@"dL = \sum_n \sum_d \Bigl(\sum_m G_{nm}\, w_{dm}\Bigr) \delta x_{nd} + \sum_d \sum_m \Bigl(\sum_n x_{nd}\, G_{nm}\Bigr) \delta w_{dm} + \sum_m \Bigl(\sum_n G_{nm}\Bigr) \delta b_m",
                ChangeOfLoss,
                t =>
                {
                    var δX = t.δx.Flatten();
                    return Sum(t.N, n => Sum(t.D, d => Sum(t.M, m => t.G[n, m] * t.w[d, m]) * δX[n, d]))
                        + Sum(t.D, d => Sum(t.M, m => Sum(t.N, n => t.X[n, d] * t.G[n, m]) * t.δw[d, m]))
                        + Sum(t.M, m => Sum(t.N, n => t.G[n, m]) * t.δb[m]);
                }),
            StepEquation.OfNumbers(@"dL = \langle G W^\top, \delta X \rangle + \langle X^\top G, \delta W \rangle + \langle \mathbf{1}^\top G, \delta b \rangle",
                ChangeOfLoss,
                t => Inner(t.G.MatMul(t.w.Transpose()), t.δx.Flatten())
                    + Inner(t.X.Transpose().MatMul(t.G), t.δw)
                    + Inner(Ones<SymbolicNumber>(1, t.N).MatMul(t.G), t.δb.Reshape(1, t.M)))),

        new("what Backward returns",
            "For every change: what G makes of the change of z is what dx, dw and db make of the changes of x, w and b. This is the adjoint test.",
            StepEquation.OfNumbers(@"\sum_n \sum_m G_{nm}\, dz_{nm} = \sum \mathtt{dx}\, \delta x + \sum \mathtt{dw}\, \delta w + \sum \mathtt{db}\, \delta b",
                t =>
                {
                    var dz = SumOfDerivatives(t);
                    return Sum(t.N, n => Sum(t.M, m => t.G[n, m] * dz[n, m]));
                },
                FromBackward),
            StepEquation.OfNumbers(@"\langle G, dZ \rangle = \langle \mathtt{dx}, \delta x \rangle + \langle \mathtt{dw}, \delta w \rangle + \langle \mathtt{db}, \delta b \rangle",
                t => Inner(t.G, SumOfDerivatives(t)),
                FromBackward)),
    ]);

    private static Tensor<SymbolicNumber> Increment(DerivationPoint t) =>
        Tensor.Subtract<SymbolicNumber>(Linear.Forward(Plus(t.x, t.δx), Plus(t.w, t.δw), Plus(t.b, t.δb)).@out, t.@out);

    // δX W + X δW + 1 δb
    private static Tensor<SymbolicNumber> Differential(DerivationPoint t) =>
        Plus(Plus(t.δx.Flatten().MatMul(t.w), t.X.MatMul(t.δw)), OnesTimes(t, t.δb));

    // Every derivative of z, found by differentiating what Forward computes, times the change that belongs to it.
    private static Tensor<SymbolicNumber> SumOfDerivatives(DerivationPoint t) =>
        Plus(Plus(Along(t, "x", t.δx), Along(t, "w", t.δw)), Along(t, "b", t.δb));

    private static Tensor<SymbolicNumber> Along(DerivationPoint t, string by, Tensor<SymbolicNumber> change) =>
        Jacobian.AsMatrix(t, t.Derivative(by, s => s.@out)).MatMul(change.Reshape(change.FlattenedLength, 1)).Reshape(t.N, t.M);

    private static SymbolicNumber ChangeOfLoss(DerivationPoint t) =>
        Inner(t.Gradient("x"), t.δx) + Inner(t.Gradient("w"), t.δw) + Inner(t.Gradient("b"), t.δb);

    private static SymbolicNumber FromBackward(DerivationPoint t)
    {
        var (dx, dw, db) = t.Backward();
        return Inner(dx, t.δx) + Inner(dw, t.δw) + Inner(db, t.δb);
    }

    // (N, M) = (N, 1) x (1, M)
    private static Tensor<SymbolicNumber> OnesTimes(DerivationPoint t, Tensor<SymbolicNumber> row) => Ones<SymbolicNumber>(t.N, 1).MatMul(row.Reshape(1, t.M));

    private static Tensor<SymbolicNumber> Plus(Tensor<SymbolicNumber> left, Tensor<SymbolicNumber> right) => Tensor.Add<SymbolicNumber>(left, right);
}
