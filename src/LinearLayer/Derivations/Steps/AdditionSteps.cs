using System.Numerics.Tensors;
using static LinearLayer.IndexNotation;
using static LinearLayer.Jacobian;
using static LinearLayer.MatrixNotation;

namespace LinearLayer;

/// <summary>The gradient arrives at z, and the addition z = p + B copies it to both summands.</summary>
internal static class AdditionSteps
{
    public static Derivation Derivation { get; } = new("dp", @"\frac{\partial L}{\partial P} = \frac{\partial L}{\partial Z} = G",
    [
        new("what arrives",
            "What lies above the layer is known only by its gradient with respect to z, which is G. So we take the simplest loss that has this gradient, with G held fixed.",
            new(@"\frac{\partial}{\partial z_{nm}} \sum_i \sum_j G_{ij}\, z_{ij} = G_{nm}",
                t => t.Derivative("z", s => Inner(s.G, s.z)),
                t => Entries(t.N, t.M, (n, m) => t.G[n, m])),
            new(@"\frac{\partial}{\partial Z} \langle G, Z \rangle = G",
                t => t.Derivative("z", s => Inner(s.G, s.z)),
                t => t.G)),

        new("local derivative",
            "z and p have one shape, and each entry of p goes into the one entry of z at its own place, with the factor 1.",
            new(@"\frac{\partial z_{nm}}{\partial p_{ij}} = \delta_{ni}\, \delta_{mj}",
                t => t.Derivative("p", Addition),
                t => Entries(t.N, t.M, t.N, t.M, (n, m, i, j) => (SymbolicNumber)(Delta(n, i) * Delta(m, j)))),
            new(@"\frac{\partial \operatorname{vec} Z}{\partial \operatorname{vec} P} = I_{NM}",
                t => AsMatrix(t, t.Derivative("p", Addition)),
                t => Identity<SymbolicNumber>(t.N * t.M))),

        new("chain rule",
            "L depends on an entry of p through the entries of z. The changes along all these paths add up.",
            new(@"\frac{\partial L}{\partial p_{ij}} = \sum_n \sum_m G_{nm} \frac{\partial z_{nm}}{\partial p_{ij}}",
                t => t.Derivative("p", LossOfSum),
                t =>
                {
                    var local = t.Derivative("p", Addition);
                    return Entries(t.N, t.M, (i, j) => Sum(t.N, n => Sum(t.M, m => t.G[n, m] * local[n, m, i, j])));
                }),
            new(@"\operatorname{vec}\Bigl(\frac{\partial L}{\partial P}\Bigr)^{\!\top} = \operatorname{vec}(G)^\top \frac{\partial \operatorname{vec} Z}{\partial \operatorname{vec} P}",
                t => VecRow(t.Derivative("p", LossOfSum)),
                t => VecRow(t.G).MatMul(AsMatrix(t, t.Derivative("p", Addition))))),

        new("the deltas keep one summand",
            "All summands are 0 but the one with n = i and m = j. So the addition copies the gradient to p.",
            new(@"\sum_n \sum_m G_{nm}\, \delta_{ni}\, \delta_{mj} = G_{ij}",
                t => Entries(t.N, t.M, (i, j) => Sum(t.N, n => Sum(t.M, m => t.G[n, m] * Delta(n, i) * Delta(m, j)))),
                t => t.G),
            new(@"\operatorname{vec}(G)^\top I_{NM} = \operatorname{vec}(G)^\top",
                t => VecRow(t.G).MatMul(Identity<SymbolicNumber>(t.N * t.M)),
                t => VecRow(t.G))),

        new("dp",
            "Put together: p gets G as it is. The shapes say (N, M) = (N, M).",
            new(@"\frac{\partial L}{\partial p_{ij}} = G_{ij}",
                t => t.Derivative("p", LossOfSum),
                t => Entries(t.N, t.M, (i, j) => t.G[i, j])),
            new(@"\frac{\partial L}{\partial P} = G",
                t => t.Derivative("p", LossOfSum),
                t => t.G)),

        new("the other summand",
            "B, the broadcast bias, has the shape of z too, so it gets the same copy. What b gets is another matter: it goes through the broadcast.",
            new(@"\frac{\partial L}{\partial B_{ij}} = G_{ij}",
                t => t.Derivative("B", s => Inner(s.G, Tensor.Add<SymbolicNumber>(s.p, s.B))),
                t => Entries(t.N, t.M, (i, j) => t.G[i, j])),
            new(@"\frac{\partial L}{\partial B} = G",
                t => t.Derivative("B", s => Inner(s.G, Tensor.Add<SymbolicNumber>(s.p, s.B))),
                t => t.G)),
    ]);

    private static Tensor<SymbolicNumber> Addition(DerivationPoint t) => t.p.AddToEachRow(t.b);

    private static SymbolicNumber LossOfSum(DerivationPoint t) => Inner(t.G, Addition(t));
}
