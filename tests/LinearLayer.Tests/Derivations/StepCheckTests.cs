namespace LinearLayer.Tests;

/// <summary>A learner's own step: what is said of it, word for word.</summary>
public class StepCheckTests(ITestOutputHelper output)
{
    [Fact]
    public void Try()
    {
        foreach (var c in new[] {
            Derivations.CheckStep("dw", t => t.x.Transpose().MatMul(t.dout)),
            Derivations.CheckStep("dw", t => t.dout.Transpose().MatMul(t.x)),
            Derivations.CheckStep("dw", t => t.x.MatMul(t.dout)),
            Derivations.CheckStep("dw", t => t.x.Transpose().MatMul(t.dout) / t.N),
            Derivations.CheckStep("dw", t => t.x.Transpose().MatMul(t.dout) / 2),
            Derivations.CheckStep("dw", t => 2 * t.x.Transpose().MatMul(t.dout) / t.N),
            Derivations.CheckStep("dw", t => -t.x.Transpose().MatMul(t.dout)),
            Derivations.CheckStep("dw", t => t.x.Reshape(t.D, t.N).MatMul(t.dout)),
            Derivations.CheckStep("db", t => t.dout),
            Derivations.CheckStep("db", t => t.dout.Transpose().SumOverRows()),
            Derivations.CheckStep("db", t => MatrixNotation.Ones<SymbolicNumber>(1, t.N).MatMul(t.dout)),
            Derivations.CheckStep("db", t => MatrixNotation.Ones<SymbolicNumber>(t.N, t.M).SumOverRows()),
            Derivations.CheckStep("dx", t => t.dout.MatMul(t.w)),
            Derivations.CheckStep("dx", t => t.dout.MatMul(t.w.Transpose())),
            Derivations.CheckStep("dx", t => t.dout.MatMul(t.w.Transpose()), [2, 2, 3], 4),
            Derivations.CheckStep("dx", t => t.dout.MatMul(t.w.Transpose()).ReshapeAs(t.x), [2, 2, 3], 4),
            Derivations.CheckStep("dx", t => t.w.MatMul(t.G.Transpose()).ReshapeAs(t.x)),
            Derivations.CheckStep("dx", t => t.X.Transpose().MatMul(t.G)),
            Derivations.CheckStep("z", t => t.X.MatMul(t.w)),
            Derivations.CheckStep("db", t => IndexNotation.Entries(t.M, j => IndexNotation.Sum(t.N - 1, n => t.G[n, j]))),
            Derivations.CheckStep(t => t.X.MatMul(t.w), t => t.w.MatMul(t.X)),
        }) output.WriteLine(c + "\n");
        output.WriteLine(Derivations.OneDimension.Verify(2, 3, 4).ToString());
        output.WriteLine(Derivations.OneDimension.Verify(2, 2, 2).ToString());
        output.WriteLine(Derivations.OneDimension.Verify(1, 1, 1).ToString());
    }
}
