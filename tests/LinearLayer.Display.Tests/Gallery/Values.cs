namespace LinearLayer.Display.Tests;

public static partial class Gallery
{
    private static readonly Tensor<double> x = Tensors.Of(new double[,] { { -2, 2, 3 }, { -2, 3, -2 } });
    private static readonly Tensor<double> w = Tensors.Of(new double[,] { { 1, 3, -2, 1 }, { -1, -2, 3, 1 }, { -2, 3, 1, -2 } });
    private static readonly Tensor<double> b = Tensors.Of(new double[] { -1, -3, 1, 1 });
    private static readonly Tensor<double> dout = Tensors.Of(new double[,] { { -1, -1, -2, 1 }, { -2, -1, -2, -2 } });

    private static IEnumerable<Exhibit> Values() =>
    [
        new("check", () => Check.Equal(2 + 2, 4)),
        new("matrix", () => Tensors.Of(new double[,] { { -11, -4, 14, -5 }, { -2, -21, 12, 6 } })),
        new("matrix-named", Named),
        new("matrix-coloured", () => w.Coloured()),
        new("tensor-of-rank-3", () => Tensors.Of(new double[,,] { { { 1, -2, 3 }, { 0.5, 0, -1 } }, { { -3, 2, -1 }, { 4, -4, 0 } } }).Coloured(name: "x")),
        new("tensor-not-finite", () => Tensors.Of(new double[,] { { 1, double.NaN, -2 }, { double.PositiveInfinity, 0.25, double.NegativeInfinity } }).Coloured(name: "p")),
        new("tensor-large", () => Tensor.Create(Enumerable.Range(0, 40 * 50).Select(i => i == 1000 ? double.NaN : Math.Round(Math.Sin(i), 2)).ToArray(), [40, 50])) { IsLong = true },
        new("gradients", () => Linear.Backward(dout, Linear.Forward(x, w, b).cache)),
        new("form", () => ExpandedForm.Of(2, 3, 4)),
        new("form-numbers", () => ExpandedForm.Of(2, 3, 4).WithNumbers(x, w, b)),
        new("form-highlight", () => ExpandedForm.Of(2, 3, 4).WithNumbers(x, w, b).Highlight(0, 2)),
        new("form-dw", () => ExpandedForm.Of(2, 3, 4).WithNumbers(x, w, b, dout).Highlight("dw", 1, 2)),
        new("form-db", () => ExpandedForm.Of(2, 3, 4).Highlight("db", 1)),
        new("form-large", () => ExpandedForm.Of(8, 12, 9).Highlight(4, 4)) { IsLong = true },
        new("shapes", Explained),
        new("shapes-clash", Clashing),
        new("gradient-check-right", () => GradientCheck.Run(x, w, b, dout)),
        new("gradient-check-wrong", () => GradientCheck.Run(x, w, b, dout, WrongBackward)),
        new("gradient-check-shape", () => GradientCheck.Run(x, w, b, dout, (dout, cache) => Linear.Backward(dout, cache) with { db = Tensors.Of(new double[2]) })),
        new("adjoint-right", () => AdjointTest.Run(x, w, b, dout)),
        new("adjoint-wrong", () => AdjointTest.Run(x, w, b, dout, WrongBackward)),
        new("step-sweep", () => Sweep),
        new("catch-table", () => WrongBackwards.CaughtBy(Fixture.Default with { dout = Ones(4, 5) })),
        new("shape-puzzle", () => ShapePuzzle.ForDw(2, 2, 3)),
        new("linter-findings", () => FixtureLinter.Lint(Fixture.Random([3, 3], 3, seed: 1))),
        new("linter-nothing", () => FixtureLinter.Lint(Fixture.Default)),
        new("step-right", () => Derivations.CheckStep("dw", t => t.x.Transpose().MatMul(t.dout))),
        new("step-wrong", () => Derivations.CheckStep("db", t => IndexNotation.Entries(t.M, m => t.G[0, m]))),
        new("step-that-cannot-run", () => Derivations.CheckStep("dx", t => t.dout.MatMul(t.w))),
        new("step-wrong-shape", () => Derivations.CheckStep("dw", t => t.dout.Transpose().MatMul(t.x))),
        new("mlp", () => new Mlp([2, 16, 3], seed: 1)),
        new("training", () => Training.Run(new Mlp([2, 8, 2], seed: 1), Datasets.TwoMoons(points: 40, seed: 1).x, Datasets.TwoMoons(points: 40, seed: 1).labels, new TrainingOptions(Steps: 30, LearningRate: 0.5))),
    ];

    private static ShapeExplanation Explained()
    {
        var (x, w, b) = NamedLayer();
        return Shapes.Explain(() => x.Flatten().MatMul(w) + b);
    }

    private static ShapeExplanation Clashing()
    {
        var (x, w, b) = NamedLayer();
        return Shapes.TryExplain(() => x.Flatten().Transpose().MatMul(w) + b);
    }

    private static (Tensor<double> x, Tensor<double> w, Tensor<double> b) NamedLayer()
    {
        var (x, w, b) = (Tensors.Of(new double[2, 2, 3]), Tensors.Of(new double[6, 4]), Tensors.Of(new double[4]));
        Shapes.StartAfresh();
        Shapes.Check("(N, d1, d2)", x);
        Shapes.Check("(D, M)", w);
        Shapes.Check("(M,)", b);
        return (x, w, b);
    }

    private static LinearGradients<double> WrongBackward(Tensor<double> dout, LinearCache<double> cache) =>
        Linear.Backward(dout, cache) with { dx = Tensors.Of(new double[,] { { 1, -2, -5 }, { 1, -2, -5 } }) };

    private static Tensor<double> Ones(params ReadOnlySpan<nint> lengths)
    {
        var ones = Tensor.CreateFromShape<double>(lengths);
        ones.Fill(1);
        return ones;
    }

    private static object Named()
    {
        Shapes.StartAfresh();
        Shapes.Check("(N, D)", x);
        return x.Coloured();
    }
}
