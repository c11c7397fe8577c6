namespace LinearLayer.Tests.PyTorch;

/// <summary>Gradient checks and wrong backward passes beside torch.autograd and torch.autograd.gradcheck.</summary>
public class GradientReferenceTests
{
    private static readonly GradientReference Committed = GradientReference.Committed;

    public static TheoryData<int> LossCases => [.. Enumerable.Range(0, Committed.Losses.Count)];

    public static TheoryData<string> WrongNames => [.. WrongBackwards.All.Select(wrong => wrong.Name)];

    [Theory]
    [MemberData(nameof(LossCases))]
    public void The_differences_of_every_method_are_the_gradients_of_autograd(int index)
    {
        var reference = Committed.Losses[index];
        var loss = LossOf(reference);

        foreach (var method in MethodsFor(reference.Name))
        {
            var report = GradientCheck.Run(reference.x, reference.w, reference.b, loss, method: method);

            Assert.True(report.Passed, $"{reference.Name}: {report}");
            var tolerance = method == GradientMethod.ComplexStep || method == GradientMethod.DualNumbers ? 1e-13 : 1e-6;
            AssertClose(reference.Gradients.dx, report["dx"].Numeric, report["dx"].Scale, tolerance);
            AssertClose(reference.Gradients.dw, report["dw"].Numeric, report["dw"].Scale, tolerance);
            AssertClose(reference.Gradients.db, report["db"].Numeric, report["db"].Scale, tolerance);
        }
    }

    [Theory]
    [MemberData(nameof(LossCases))]
    public void The_gradient_of_a_loss_is_that_of_autograd(int index)
    {
        var reference = Committed.Losses[index];
        var @out = Linear.Forward(reference.x, reference.w, reference.b).@out;

        AssertClose(reference.dout, LossOf(reference).Gradient(@out), reference.dout, 1e-8);
    }

    [Theory]
    [MemberData(nameof(WrongNames))]
    public void Every_wrong_backward_pass_gives_what_PyTorch_makes_of_its_description_and_gradcheck_refuses_it(string name)
    {
        var reference = Assert.Single(Committed.WrongPasses, one => one.Name == name);
        var wrong = Assert.Single(WrongBackwards.All, one => one.Name == name);
        var (x, w, b, dout) = reference.Fixture;

        var (dx, dw, db) = wrong.Backward(dout, Linear.Forward(x, w, b).cache);

        AssertClose(reference.Gradients.dx, dx, reference.Gradients.dx, 1e-10);
        AssertClose(reference.Gradients.dw, dw, reference.Gradients.dw, 1e-10);
        AssertClose(reference.Gradients.db, db, reference.Gradients.db, 1e-10);
        Assert.False(reference.AcceptedByGradcheck);
        Assert.Equal(CheckVerdict.Wrong, GradientCheck.Run(x, w, b, dout, wrong.Backward).Verdict);
    }

    [Fact]
    public void Gradcheck_and_our_check_accept_the_right_backward_pass()
    {
        var reference = Assert.Single(Committed.WrongPasses, one => one.Name == "none: the right one");
        var (x, w, b, dout) = reference.Fixture;

        Assert.True(reference.AcceptedByGradcheck);
        Assert.True(GradientCheck.Run(x, w, b, dout).Passed);
        Assert.True(GradientCheck.Run(x, w, b, dout, (_, _) => reference.Gradients).Passed);
    }

    [Fact]
    public void PyTorch_still_computes_the_committed_gradients()
    {
        var fresh = GradientReference.Afresh();

        Assert.Equal(Committed.Losses.Select(one => one.Name), fresh.Losses.Select(one => one.Name));
        foreach (var (then, now) in Committed.Losses.Zip(fresh.Losses))
        {
            AssertTensor.Equal(then.x, now.x);
            AssertClose(then.dout, now.dout, then.dout, 1e-12);
            AssertClose(then.Gradients, now.Gradients);
        }

        Assert.Equal(
            Committed.WrongPasses.Select(one => (one.Name, one.AcceptedByGradcheck)),
            fresh.WrongPasses.Select(one => (one.Name, one.AcceptedByGradcheck)));
        foreach (var (then, now) in Committed.WrongPasses.Zip(fresh.WrongPasses))
            AssertClose(then.Gradients, now.Gradients);
    }

    private static Loss LossOf(GradientReference.Loss reference)
    {
        var t = AssertTensor.Cells(reference.t);
        var m = (int)reference.w.Lengths[1];
        return reference.Name switch
        {
            "linear" => Loss.Linear(reference.t),
            "quadratic" => Loss.Quadratic(reference.t),
            "cubic" => Loss.Cubic,
            "exponential" => Loss.Of(
                @out => @out.Zip(t, (z, g) => g * Math.Exp(z)).Sum(),
                complex: @out => @out.Zip(t, (z, g) => g * System.Numerics.Complex.Exp(z)).Aggregate(System.Numerics.Complex.Zero, (sum, term) => sum + term),
                dual: @out => @out.Zip(t, (z, g) => g * Dual<double>.Exp(z)).Aggregate(Dual<double>.Zero, (sum, term) => sum + term)),
            "log-sum-exp" => Loss.Of(@out => @out.Chunk(m).Sum(row => Math.Log(row.Sum(Math.Exp)))),
            _ => throw new ArgumentException($"There is no loss '{reference.Name}' here."),
        };
    }

    private static GradientMethod[] MethodsFor(string loss) => loss switch
    {
        "log-sum-exp" => [GradientMethod.CentralDifference(), GradientMethod.Richardson],
        _ => [GradientMethod.CentralDifference(), GradientMethod.ComplexStep, GradientMethod.DualNumbers, GradientMethod.Richardson],
    };

    private static void AssertClose(LinearGradients<double> expected, LinearGradients<double> actual)
    {
        AssertClose(expected.dx, actual.dx, expected.dx, 1e-12);
        AssertClose(expected.dw, actual.dw, expected.dw, 1e-12);
        AssertClose(expected.db, actual.db, expected.db, 1e-12);
    }

    private static void AssertClose(Tensor<double> expected, Tensor<double> actual, Tensor<double> scale, double tolerance)
    {
        Assert.Equal(expected.Shape, actual.Shape);
        foreach (var (e, a, s) in AssertTensor.Cells(expected).Zip(AssertTensor.Cells(actual), AssertTensor.Cells(scale)))
            Assert.True(Math.Abs(a - e) <= tolerance * (1 + Math.Abs(s)), $"expected {e:R}, got {a:R}.");
    }
}
