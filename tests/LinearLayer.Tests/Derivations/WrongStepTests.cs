using static LinearLayer.IndexNotation;
using static LinearLayer.MatrixNotation;
using Side = System.Func<LinearLayer.DerivationPoint, System.Numerics.Tensors.Tensor<LinearLayer.SymbolicNumber>>;

namespace LinearLayer.Tests;

/// <summary>Each step once with a wrong right side, as somebody would write it; the first entry that differs is worked out by hand.</summary>
public class WrongStepTests
{
    private const bool Indices = true, Matrices = false;

    private sealed record Wrong(string Derivation, string Step, bool InIndices, nint[] X, int M, Side Right, string Difference);

    private static readonly Wrong[] Steps =
    [
        // z: column-major order; w turned; b along the examples; b inside the sum.
        new("z", "flatten", Indices, [1, 2, 2], 1, t => Entries(t.x.Shape, at => t.X[at[0], at[2] * 2 + at[1]]),
            "entry [0,0,1]: left x[0,0,1], right x[0,1,0], left - right = x[0,0,1] - x[0,1,0]"),
        new("z", "product", Indices, [1, 2], 2, t => Entries(t.N, t.M, (n, m) => Sum(t.D, d => t.X[n, d] * t.w[m, d])),
            "entry [0,0]: left x[0,0]·w[0,0] + x[0,1]·w[1,0], right x[0,0]·w[0,0] + x[0,1]·w[0,1], left - right = -x[0,1]·w[0,1] + x[0,1]·w[1,0]"),
        new("z", "broadcast", Indices, [2, 1], 2, t => Entries(t.N, t.M, (n, m) => t.b[n]),
            "entry [0,1]: left b[1], right b[0], left - right = -b[0] + b[1]"),
        new("z", "addition", Indices, [1, 2], 1, t => Entries(t.N, t.M, (n, m) => Sum(t.D, d => t.X[n, d] * t.w[d, m] + t.b[m])),
            "entry [0,0]: left x[0,0]·w[0,0] + x[0,1]·w[1,0] + b[0], right x[0,0]·w[0,0] + x[0,1]·w[1,0] + 2·b[0], left - right = -b[0]"),

        // dp: divided by N; the deltas crossed; one example only; summed over the examples; transposed; summed.
        new("dp", "what arrives", Matrices, [2, 1], 1, t => t.G / t.N,
            "entry [0,0]: left G[0,0], right 1/2·G[0,0], left - right = 1/2·G[0,0]"),
        new("dp", "local derivative", Indices, [2, 1], 2, t => Entries(t.N, t.M, t.N, t.M, (n, m, i, j) => (SymbolicNumber)(Delta(n, j) * Delta(m, i))),
            "entry [0,1,0,1]: left 1, right 0, left - right = 1"),
        new("dp", "chain rule", Indices, [2, 1], 1, t => Entries(t.N, t.M, (i, j) => i == 0 ? t.G[0, j] : 0),
            "entry [1,0]: left G[1,0], right 0, left - right = G[1,0]"),
        new("dp", "the deltas keep one summand", Indices, [2, 1], 1, t => Entries(t.N, t.M, (i, j) => Sum(t.N, n => t.G[n, j])),
            "entry [0,0]: left G[0,0], right G[0,0] + G[1,0], left - right = -G[1,0]"),
        new("dp", "dp", Matrices, [2, 1], 2, t => t.G.Transpose(),
            "entry [0,1]: left G[0,1], right G[1,0], left - right = G[0,1] - G[1,0]"),
        new("dp", "the other summand", Indices, [2, 1], 1, t => Entries(t.N, t.M, (i, j) => Sum(t.N, n => t.G[n, j])),
            "entry [0,0]: left G[0,0], right G[0,0] + G[1,0], left - right = -G[1,0]"),

        // db: p made of b; a vector of ones; dout left out; summed over the outputs; copied; the mean; the sign.
        new("db", "the product has no part in it", Indices, [1, 1], 1, t => Entries(t.N, t.M, t.M, (_, _, _) => (SymbolicNumber)1),
            "entry [0,0,0]: left 0, right 1, left - right = -1"),
        new("db", "local derivative", Indices, [1, 1], 2, t => Entries(t.N, t.M, t.M, (_, _, _) => (SymbolicNumber)1),
            "entry [0,0,1]: left 0, right 1, left - right = -1"),
        new("db", "chain rule", Indices, [2, 1], 1, t => Entries(t.M, _ => (SymbolicNumber)t.N),
            "entry [0]: left G[0,0] + G[1,0], right 2, left - right = G[0,0] + G[1,0] - 2"),
        new("db", "insert the local derivative", Indices, [2, 1], 2, t => Entries(t.M, j => Sum(t.N, n => Sum(t.M, m => t.G[n, m] * Delta(n, j)))),
            "entry [0]: left G[0,0] + G[1,0], right G[0,0] + G[0,1], left - right = -G[0,1] + G[1,0]"),
        new("db", "the delta removes the sum over m", Indices, [2, 1], 1, t => Entries(t.M, j => t.G[0, j]),
            "entry [0]: left G[0,0] + G[1,0], right G[0,0], left - right = G[1,0]"),
        new("db", "db", Matrices, [2, 1], 1, t => t.G.SumOverRows() / t.N,
            "entry [0]: left G[0,0] + G[1,0], right 1/2·G[0,0] + 1/2·G[1,0], left - right = 1/2·G[0,0] + 1/2·G[1,0]"),
        new("db", "what Backward returns", Matrices, [2, 1], 1, t => -t.G.SumOverRows(),
            "entry [0]: left G[0,0] + G[1,0], right -G[0,0] - G[1,0], left - right = 2·G[0,0] + 2·G[1,0]"),

        // dw: the wrong delta; = for +=; w for x; the wrong column of G; reshaped, not transposed; the mean.
        new("dw", "local derivative", Indices, [1, 1], 2, t => Entries(t.N, t.M, t.D, t.M, (n, m, i, j) => t.X[n, i] * Delta(n, j)),
            "entry [0,1,0,0]: left 0, right x[0,0], left - right = -x[0,0]"),
        new("dw", "chain rule", Indices, [2, 1], 1, t => Entries(t.D, t.M, (i, j) => t.X[0, i] * t.G[0, j]),
            "entry [0,0]: left x[0,0]·G[0,0] + x[1,0]·G[1,0], right x[0,0]·G[0,0], left - right = x[1,0]·G[1,0]"),
        new("dw", "insert the local derivative", Indices, [1, 1], 1, t => Entries(t.D, t.M, (i, j) => t.w[i, j] * t.G[0, j]),
            "entry [0,0]: left x[0,0]·G[0,0], right G[0,0]·w[0,0], left - right = x[0,0]·G[0,0] - G[0,0]·w[0,0]"),
        new("dw", "the delta removes the sum over m", Indices, [1, 1], 2, t => Entries(t.D, t.M, (i, j) => Sum(t.N, n => t.X[n, i] * t.G[n, 0])),
            "entry [0,1]: left x[0,0]·G[0,1], right x[0,0]·G[0,0], left - right = -x[0,0]·G[0,0] + x[0,0]·G[0,1]"),
        new("dw", "where the transpose comes from", Matrices, [2, 2], 1, t => t.X.Reshape(t.D, t.N).MatMul(t.G),
            "entry [0,0]: left x[0,0]·G[0,0] + x[1,0]·G[1,0], right x[0,0]·G[0,0] + x[0,1]·G[1,0], left - right = -x[0,1]·G[1,0] + x[1,0]·G[1,0]"),
        new("dw", "what Backward returns", Matrices, [2, 1], 1, t => t.X.Transpose().MatMul(t.G) / t.N,
            "entry [0,0]: left x[0,0]·G[0,0] + x[1,0]·G[1,0], right 1/2·x[0,0]·G[0,0] + 1/2·x[1,0]·G[1,0], left - right = 1/2·x[0,0]·G[0,0] + 1/2·x[1,0]·G[1,0]"),

        // dx: w turned; one output only; all examples mixed; w turned; not transposed; column-major; the sign.
        new("dx", "local derivative", Indices, [1, 2], 2, t => Entries(t.N, t.M, t.N, t.D, (n, m, i, j) => Delta(n, i) * t.w[m, j]),
            "entry [0,0,0,1]: left w[1,0], right w[0,1], left - right = -w[0,1] + w[1,0]"),
        new("dx", "chain rule", Indices, [1, 1], 2, t => Entries(t.N, t.D, (i, j) => t.G[i, 0] * t.w[j, 0]),
            "entry [0,0]: left G[0,0]·w[0,0] + G[0,1]·w[0,1], right G[0,0]·w[0,0], left - right = G[0,1]·w[0,1]"),
        new("dx", "insert the local derivative", Indices, [2, 1], 1, t => Entries(t.N, t.D, (i, j) => Sum(t.N, n => t.G[n, 0] * t.w[j, 0])),
            "entry [0,0]: left G[0,0]·w[0,0], right G[0,0]·w[0,0] + G[1,0]·w[0,0], left - right = -G[1,0]·w[0,0]"),
        new("dx", "the delta removes the sum over n", Indices, [1, 2], 2, t => Entries(t.N, t.D, (i, j) => Sum(t.M, m => t.G[i, m] * t.w[m, j])),
            "entry [0,0]: left G[0,0]·w[0,0] + G[0,1]·w[0,1], right G[0,0]·w[0,0] + G[0,1]·w[1,0], left - right = G[0,1]·w[0,1] - G[0,1]·w[1,0]"),
        new("dx", "where the transpose comes from", Matrices, [1, 2], 2, t => t.G.MatMul(t.w),
            "entry [0,0]: left G[0,0]·w[0,0] + G[0,1]·w[0,1], right G[0,0]·w[0,0] + G[0,1]·w[1,0], left - right = G[0,1]·w[0,1] - G[0,1]·w[1,0]"),
        new("dx", "back to the shape of x", Indices, [1, 2, 2], 1, t => Entries(t.x.Shape, at => t.G[0, 0] * t.w[at[2] * 2 + at[1], 0]),
            "entry [0,0,1]: left G[0,0]·w[1,0], right G[0,0]·w[2,0], left - right = G[0,0]·w[1,0] - G[0,0]·w[2,0]"),
        new("dx", "what Backward returns", Matrices, [1, 1], 1, t => -t.G.MatMul(t.w.Transpose()),
            "entry [0,0]: left G[0,0]·w[0,0], right -G[0,0]·w[0,0], left - right = 2·G[0,0]·w[0,0]"),

        // The bias trick: b left out; zeros for ones; one row further; the first row for the last; one column further; b left out; the mean.
        new("bias trick", "one product does both", Matrices, [1, 1], 1, t => t.X.MatMul(t.w),
            "entry [0,0]: left x[0,0]·w[0,0] + b[0], right x[0,0]·w[0,0], left - right = b[0]"),
        new("bias trick", "a product like any other", Indices, [1, 1], 1, t => Entries(t.D + 1, t.M, (i, j) => i < t.D ? t.X[0, i] * t.G[0, j] : 0),
            "entry [1,0]: left G[0,0], right 0, left - right = G[0,0]"),
        new("bias trick", "its first D rows are dw", Indices, [1, 1], 1, t => Entries(t.D, t.M, (i, j) => BiasTrick.Extend(t.x)[0, i + 1] * t.G[0, j]),
            "entry [0,0]: left x[0,0]·G[0,0], right G[0,0], left - right = x[0,0]·G[0,0] - G[0,0]"),
        new("bias trick", "its last row is db", Indices, [1, 1], 1, t => Entries(t.M, j => BiasTrick.Extend(t.x)[0, 0] * t.G[0, j]),
            "entry [0]: left G[0,0], right x[0,0]·G[0,0], left - right = -x[0,0]·G[0,0] + G[0,0]"),
        new("bias trick", "dX is the first D columns", Indices, [1, 1], 1, t => Entries(t.N, t.D, (i, j) => t.G[i, 0] * BiasTrick.Stack(t.w, t.b)[j + 1, 0]),
            "entry [0,0]: left G[0,0]·w[0,0], right G[0,0]·b[0], left - right = -G[0,0]·b[0] + G[0,0]·w[0,0]"),
        new("bias trick", "the last column is not needed", Indices, [1, 1], 1, t => t.G,
            "entry [0,0]: left G[0,0]·b[0], right G[0,0], left - right = G[0,0]·b[0] - G[0,0]"),
        new("bias trick", "what Backward returns", Indices, [2, 1], 1, t => BiasTrick.Stack(t.Backward().dw, t.Backward().db / t.N),
            "entry [1,0]: left G[0,0] + G[1,0], right 1/2·G[0,0] + 1/2·G[1,0], left - right = 1/2·G[0,0] + 1/2·G[1,0]"),

        // The differential: δx δw left out; kept; two terms forgotten; w forgotten; x forgotten; one example only; db forgotten; dx forgotten.
        new("differential", "change everything a little", Indices, [1, 1], 1, t => One(t.δx[0, 0] * t.w[0, 0] + t.x[0, 0] * t.δw[0, 0] + t.δb[0]).Reshape(1, 1),
            "entry [0,0]: left x[0,0]·δw[0,0] + w[0,0]·δx[0,0] + δw[0,0]·δx[0,0] + δb[0], right x[0,0]·δw[0,0] + w[0,0]·δx[0,0] + δb[0], left - right = δw[0,0]·δx[0,0]"),
        new("differential", "keep what is linear in the changes", Indices, [1, 1], 1,
            t => One(t.δx[0, 0] * t.w[0, 0] + t.x[0, 0] * t.δw[0, 0] + t.δx[0, 0] * t.δw[0, 0] + t.δb[0]).Reshape(1, 1),
            "entry [0,0]: left x[0,0]·δw[0,0] + w[0,0]·δx[0,0] + δb[0], right x[0,0]·δw[0,0] + w[0,0]·δx[0,0] + δw[0,0]·δx[0,0] + δb[0], left - right = -δw[0,0]·δx[0,0]"),
        new("differential", "the change of the loss", Matrices, [1, 1], 1, t => One(Inner(t.G, t.δx.MatMul(t.w))),
            "the number: left x[0,0]·G[0,0]·δw[0,0] + G[0,0]·w[0,0]·δx[0,0] + G[0,0]·δb[0], right G[0,0]·w[0,0]·δx[0,0], left - right = x[0,0]·G[0,0]·δw[0,0] + G[0,0]·δb[0]"),
        new("differential", "free δX", Matrices, [1, 1], 1, t => One(Inner(t.G, t.δx)),
            "the number: left G[0,0]·w[0,0]·δx[0,0], right G[0,0]·δx[0,0], left - right = G[0,0]·w[0,0]·δx[0,0] - G[0,0]·δx[0,0]"),
        new("differential", "free δW", Matrices, [1, 1], 1, t => One(Inner(t.G, t.δw)),
            "the number: left x[0,0]·G[0,0]·δw[0,0], right G[0,0]·δw[0,0], left - right = x[0,0]·G[0,0]·δw[0,0] - G[0,0]·δw[0,0]"),
        new("differential", "free δb", Indices, [2, 1], 1, t => One(t.G[0, 0] * t.δb[0]),
            "the number: left G[0,0]·δb[0] + G[1,0]·δb[0], right G[0,0]·δb[0], left - right = G[1,0]·δb[0]"),
        new("differential", "read off the gradients", Matrices, [1, 1], 1, t => One(Inner(t.G.MatMul(t.w), t.δx) + Inner(t.X.MatMul(t.G), t.δw)),
            "the number: left x[0,0]·G[0,0]·δw[0,0] + G[0,0]·w[0,0]·δx[0,0] + G[0,0]·δb[0], right x[0,0]·G[0,0]·δw[0,0] + G[0,0]·w[0,0]·δx[0,0], left - right = G[0,0]·δb[0]"),
        new("differential", "what Backward returns", Matrices, [1, 1], 1, t => One(Inner(t.Backward().dw, t.δw) + Inner(t.Backward().db, t.δb)),
            "the number: left x[0,0]·G[0,0]·δw[0,0] + G[0,0]·w[0,0]·δx[0,0] + G[0,0]·δb[0], right x[0,0]·G[0,0]·δw[0,0] + G[0,0]·δb[0], left - right = G[0,0]·w[0,0]·δx[0,0]"),

        // The Jacobians: the factors of ⊗ as they stand for a layout by columns; transposes forgotten; the mean; the sign.
        new("jacobians", "with respect to x", Matrices, [2, 1], 2, t => t.w.Transpose().Kronecker(Identity<SymbolicNumber>(t.N)),
            "entry [1,0]: left w[0,1], right 0, left - right = w[0,1]"),
        new("jacobians", "with respect to w", Matrices, [1, 2], 2, t => Identity<SymbolicNumber>(t.M).Kronecker(t.X),
            "entry [0,1]: left 0, right x[0,1], left - right = -x[0,1]"),
        new("jacobians", "with respect to b", Matrices, [2, 1], 2, t => Identity<SymbolicNumber>(t.M).Kronecker(Ones<SymbolicNumber>(t.N, 1)),
            "entry [1,0]: left 0, right 1, left - right = -1"),
        new("jacobians", "pull G back to x", Indices, [1, 2], 2, t => t.G.MatMul(t.w),
            "entry [0,0]: left G[0,0]·w[0,0] + G[0,1]·w[0,1], right G[0,0]·w[0,0] + G[0,1]·w[1,0], left - right = G[0,1]·w[0,1] - G[0,1]·w[1,0]"),
        new("jacobians", "pull G back to w", Indices, [2, 2], 1, t => t.X.MatMul(t.G),
            "entry [0,0]: left x[0,0]·G[0,0] + x[1,0]·G[1,0], right x[0,0]·G[0,0] + x[0,1]·G[1,0], left - right = -x[0,1]·G[1,0] + x[1,0]·G[1,0]"),
        new("jacobians", "pull G back to b", Indices, [2, 1], 1, t => t.G.SumOverRows() / t.N,
            "entry [0]: left G[0,0] + G[1,0], right 1/2·G[0,0] + 1/2·G[1,0], left - right = 1/2·G[0,0] + 1/2·G[1,0]"),
        new("jacobians", "what Backward returns", Indices, [1, 1], 1, t => Tensors.Of(new[,] { { -t.G[0, 0] * t.w[0, 0], t.x[0, 0] * t.G[0, 0], t.G[0, 0] } }),
            "entry [0,0]: left G[0,0]·w[0,0], right -G[0,0]·w[0,0], left - right = 2·G[0,0]·w[0,0]"),

        // Swapped, and the transpose of the result forgotten.
        new("matrices", "the product", Matrices, [2, 1], 2, t => t.w.Transpose().MatMul(t.X.Transpose()),
            "entry [0,1]: left x[0,0]·w[0,1], right x[1,0]·w[0,0], left - right = x[0,0]·w[0,1] - x[1,0]·w[0,0]"),
        new("matrices", "dw", Matrices, [1, 2], 2, t => t.G.Transpose().MatMul(t.X),
            "entry [0,1]: left x[0,0]·G[0,1], right x[0,1]·G[0,0], left - right = x[0,0]·G[0,1] - x[0,1]·G[0,0]"),
        new("matrices", "dx", Matrices, [2, 2], 1, t => t.w.MatMul(t.G.Transpose()),
            "entry [0,1]: left G[0,0]·w[1,0], right G[1,0]·w[0,0], left - right = G[0,0]·w[1,0] - G[1,0]·w[0,0]"),
    ];

    public static TheoryData<string, string> Names => new(Steps.Select(step => (step.Derivation, step.Step)));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_wrong_step_is_flagged_with_the_first_entry_that_differs_and_by_what(string derivation, string name)
    {
        var wrong = Steps.Single(step => step.Derivation == derivation && step.Step == name);
        var step = Derivations.Of(derivation).Steps.Single(step => step.Name == name);
        step = wrong.InIndices
            ? step with { InIndices = step.InIndices with { Right = wrong.Right } }
            : step with { InMatrices = step.InMatrices with { Right = wrong.Right } };

        var verdict = step.Verify(DerivationPoint.Random(Shape.Of(wrong.X), wrong.M));

        Assert.Equal(wrong.Difference, verdict.FirstDifference?.ToString());
        Assert.False(verdict.Exact);
        Assert.False(verdict.Passed);
        Assert.True(verdict.NumericError > 1e-3, "The numbers must differ too.");
        Assert.Equal(wrong.InIndices, verdict.InMatrices.Passed); // the other notation is still right
        Assert.Equal(!wrong.InIndices, verdict.InIndices.Passed);
    }

    [Fact]
    public void Every_step_of_every_derivation_has_its_wrong_version() =>
        Assert.Equal(
            Derivations.All.SelectMany(derivation => derivation.Steps.Select(step => (derivation.Name, step.Name))),
            Steps.Select(step => (step.Derivation, step.Step)));

    [Fact]
    public void Every_equation_notices_when_a_single_entry_is_off_by_one()
    {
        var at = DerivationPoint.Random([2, 2], 3);
        foreach (var equation in Derivations.All.SelectMany(derivation => derivation.Steps).SelectMany(step => new[] { step.InIndices, step.InMatrices }))
        {
            var shape = equation.Left(at).Shape;
            var last = shape.Select(size => (int)size - 1).ToArray();
            var off = equation with { Right = t => Entries(shape, at => at.SequenceEqual(last) ? equation.Right(t)[[.. at.Select(i => (nint)i)]] + 1 : equation.Right(t)[[.. at.Select(i => (nint)i)]]) };

            var verdict = off.Verify(at);

            Assert.Equal((1, false), (verdict.Differing, verdict.Passed));
            Assert.Equal(equation.IsOfNumbers ? [] : last, verdict.FirstDifference!.Index);
            Assert.Equal(-1, verdict.FirstDifference.Difference);
        }
    }

    [Fact]
    public void A_side_in_another_shape_is_flagged_with_both_shapes()
    {
        var step = Derivations.Of("dx").Steps[^1];
        var flat = step with { InMatrices = step.InMatrices with { Right = t => t.G.MatMul(t.w.Transpose()) } };

        var verdict = flat.Verify(DerivationPoint.Random([1, 2, 2], 1));

        Assert.False(verdict.Passed);
        Assert.Null(verdict.NumericError);
        Assert.Equal(
            "what Backward returns, in matrix form: wrong at x (1, 2, 2), N = 1, D = 4, M = 1: The left side has the shape (1, 2, 2), the right side (1, 4).",
            verdict.ToString());
    }

    [Fact]
    public void A_derivation_with_a_wrong_step_names_the_step_the_entry_and_the_difference()
    {
        var right = Derivations.Of("db");
        var wrong = right with
        {
            Steps = right.Steps.SetItem(5, right.Steps[5] with { InMatrices = right.Steps[5].InMatrices with { Right = t => t.G.SumOverRows() / t.N } }),
        };

        var report = wrong.Verify(2, 1, 1);

        const string text = """
            db: 1 of 7 steps does not hold at N = 2, D = 1, M = 1
              db, in matrix form: wrong at N = 2, D = 1, M = 1, 1 of 1 entries differs; entry [0]: left G[0,0] + G[1,0], right 1/2·G[0,0] + 1/2·G[1,0], left - right = 1/2·G[0,0] + 1/2·G[1,0]
            """;
        Assert.Equal(text, report.ToString());
        Assert.Equal("db", report.FirstWrong!.Step.Name);
        Assert.Equal("Derivation check failed: " + text, Assert.Throws<CheckFailedException>(report.ThrowIfWrong).Message);
    }

    [Fact]
    public void Long_sums_are_cut_short_in_the_text_and_whole_in_the_data()
    {
        var step = Derivations.Of("differential").Steps.Single(step => step.Name == "free δb");
        var wrong = step with { InIndices = step.InIndices with { Right = t => One(-2 * t.G[0, 0] * t.δb[0]) } };

        var verdict = wrong.Verify(DerivationPoint.Random(3, 1, 3));

        Assert.Equal(
            "free δb, in index notation: wrong at N = 3, D = 1, M = 3; the number: "
            + "left G[0,0]·δb[0] + G[0,1]·δb[1] + G[0,2]·δb[2] + G[1,0]·δb[0] + G[1,1]·δb[1] + G[1,2]·δb[2] + … (9 terms), right -2·G[0,0]·δb[0], "
            + "left - right = 3·G[0,0]·δb[0] + G[0,1]·δb[1] + G[0,2]·δb[2] + G[1,0]·δb[0] + G[1,1]·δb[1] + G[1,2]·δb[2] + … (9 terms)",
            verdict.ToString());
        Assert.Equal(9, verdict.FirstDifference!.Difference.Terms.Length);
    }

    [Fact]
    public void Numbers_that_belong_to_another_formula_are_flagged_although_the_formulas_agree()
    {
        // A side that takes its numbers from elsewhere: the doubles are compared for themselves.
        var equation = new StepEquation("x = x", t => t.x, t => Entries(t.x.Shape, at => t.x[at[0], at[1]] with { Number = 2 }));

        var verdict = equation.Verify(DerivationPoint.Random(1, 1, 1));

        Assert.True(verdict.Exact);
        Assert.False(verdict.Passed);
        Assert.Null(verdict.FirstDifference);
        Assert.StartsWith("exact at N = 1, D = 1, M = 1, but the numeric error is ", verdict.ToString());
    }

    private static Tensor<SymbolicNumber> One(SymbolicNumber number) => Tensors.Of(new[] { number });
}
