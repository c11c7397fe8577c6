using System.Numerics.Tensors;
using static LinearLayer.IndexNotation;
using static LinearLayer.MatrixNotation;

namespace LinearLayer;

/// <summary>What the layer computes: flatten, product, broadcast, addition.</summary>
internal static class ForwardSteps
{
    public static Derivation Derivation { get; } = new("z", @"Z = X W + \mathbf{1}\, b",
    [
        new("flatten",
            "Each example becomes one row. The order is row-major: the last index of x runs fastest.",
            new(@"X_{nd} = x_{n\, i_1 \dots i_k}, \quad d = (\cdots(i_1 d_2 + i_2)\, d_3 + \cdots)\, d_k + i_k",
                t => t.x,
                t => Entries(t.x.Shape, at => t.X[at[0], RowMajor(at, t.x.Shape)])),
            new(@"X = \operatorname{reshape}(x, (N, D)), \quad D = d_1 \cdots d_k",
                t => t.X,
                t => t.x.Reshape(t.N, t.D))),

        new("product",
            "Row n of X meets column m of W: their entries are multiplied in pairs and added up. With a bias of 0 the layer computes this alone.",
            new(@"p_{nm} = \sum_d x_{nd}\, w_{dm}",
                Product,
                t => Entries(t.N, t.M, (n, m) => Sum(t.D, d => t.X[n, d] * t.w[d, m]))),
            new(@"P = X W",
                Product,
                t => t.X.MatMul(t.w))),

        new("broadcast",
            "b has one entry for each column. The broadcast repeats it for every example: a column of N ones times b as a row.",
            new(@"B_{nm} = b_m",
                Broadcast,
                t => Entries(t.N, t.M, (n, m) => t.b[m])),
            new(@"B = \mathbf{1}\, b",
                Broadcast,
                OnesTimesBias)),

        new("addition",
            "The bias is added once to each entry, after the sum over d and not inside it.",
            new(@"z_{nm} = \Bigl(\sum_d x_{nd}\, w_{dm}\Bigr) + b_m",
                t => t.@out,
                t => Entries(t.N, t.M, (n, m) => Sum(t.D, d => t.X[n, d] * t.w[d, m]) + t.b[m])),
            new(@"Z = X W + \mathbf{1}\, b",
                t => t.@out,
                t => Tensor.Add<SymbolicNumber>(t.X.MatMul(t.w), OnesTimesBias(t)))),
    ]);

    /// <summary>The column of an entry of x after flattening: Horner's rule over all of its indices but the first.</summary>
    public static int RowMajor(int[] at, Shape shape)
    {
        var column = 0;
        for (var axis = 1; axis < at.Length; axis++)
            column = column * (int)shape[axis] + at[axis];
        return column;
    }

    private static Tensor<SymbolicNumber> Product(DerivationPoint t) => Linear.Forward(t.x, t.w, Entries(t.M, _ => default(SymbolicNumber))).@out;

    private static Tensor<SymbolicNumber> Broadcast(DerivationPoint t) => Entries(t.N, t.M, (_, _) => default(SymbolicNumber)).AddToEachRow(t.b);

    // (N, M) = (N, 1) x (1, M)
    private static Tensor<SymbolicNumber> OnesTimesBias(DerivationPoint t) => Ones<SymbolicNumber>(t.N, 1).MatMul(t.b.Reshape(1, t.M));
}
