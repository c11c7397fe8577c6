using CsCheck;

namespace LinearLayer.Tests.GradientChecks;

public class AdjointTestTests
{
    private readonly Fixture f = Fixture.Default;

    [Fact]
    public void In_integers_both_sides_are_equal_and_nothing_else_is_allowed() =>
        Gen.Select(Gen.Int[0, 4], Gen.Int[1, 4], Gen.Int[1, 3], Gen.Int[0, 4], Gen.Int[0, 1000]).Sample((n, d1, d2, m, seed) =>
        {
            var f = Fixture.Random([n, d1, d2], m, seed);

            var test = AdjointTest.Run(f.x, f.w, f.b, f.dout, seed: seed);

            Assert.Equal((true, 0, 0), (test.Passed, test.AbsoluteError, test.Allowed));
            Assert.Equal(test.Left, test.Right);
        });

    [Fact]
    public void With_random_numbers_both_sides_agree_to_the_last_digits()
    {
        var (x, w, b, dout) = (Random([5, 3]), Random([3, 4]), Random([4]), Random([5, 4]));

        var test = AdjointTest.Run(x, w, b, dout);

        Assert.True(test.Passed);
        Assert.InRange(test.Allowed, double.Epsilon, 1e-9);

        Tensor<double> Random(Shape shape)
        {
            var random = new Random((int)shape[0]);
            return Tensor.Create(Enumerable.Range(0, (int)shape.Aggregate((product, size) => product * size)).Select(_ => random.NextDouble()).ToArray(), shape.AsSpan());
        }
    }

    [Fact]
    public void Fractions_and_whole_numbers_of_other_types_are_tested_exactly()
    {
        Tensor<T> As<T>(Tensor<double> tensor) where T : System.Numerics.INumberBase<T> =>
            Tensor.Create(AssertTensor.Cells(tensor).Select(T.CreateChecked).ToArray(), tensor.Lengths);

        Assert.True(AdjointTest.Run(As<Rational>(f.x), As<Rational>(f.w), As<Rational>(f.b), As<Rational>(f.dout)).Passed);
        Assert.True(AdjointTest.Run(As<long>(f.x), As<long>(f.w), As<long>(f.b), As<long>(f.dout)).Passed);
        Assert.True(AdjointTest.Run(As<float>(f.x), As<float>(f.w), As<float>(f.b), As<float>(f.dout)).Passed);
    }

    [Fact]
    public void Every_wrong_backward_pass_of_the_right_shapes_fails_it()
    {
        foreach (var wrong in WrongBackwards.All.Where(wrong => wrong.Mistake != GradientMistake.ReshapeForgotten))
        {
            var g = wrong.Fixture;
            Assert.False(AdjointTest.Run(g.x, g.w, g.b, g.dout, wrong.Backward).Passed, wrong.Name);
        }
    }

    [Fact]
    public void The_change_along_which_it_looks_depends_on_the_seed_alone()
    {
        Assert.Equal(AdjointTest.Run(f.x, f.w, f.b, f.dout, seed: 7), AdjointTest.Run(f.x, f.w, f.b, f.dout, seed: 7));
        Assert.NotEqual(AdjointTest.Run(f.x, f.w, f.b, f.dout, seed: 7), AdjointTest.Run(f.x, f.w, f.b, f.dout, seed: 8));
    }

    [Fact]
    public void A_failed_test_shows_both_sides()
    {
        var failure = Assert.Throws<CheckFailedException>(() =>
            AdjointTest.Run(f.x, f.w, f.b, f.dout, (dout, cache) => Linear.Backward(dout, cache) with { dw = cache.w }).ThrowIfWrong());

        Assert.Matches(@"^Adjoint test failed: ⟨dout, dz⟩ = -?\d+ ≠ -?\d+ = ⟨dx, δx⟩ \+ ⟨dw, δw⟩ \+ ⟨db, δb⟩ = \(-?\d+\) \+ \(-?\d+\) \+ \(-?\d+\)$", failure.Message);
    }

    [Fact]
    public void A_gradient_of_the_wrong_shape_is_refused() =>
        Assert.Equal(
            "Adjoint test: dx has the shape (4, 6). A gradient has the shape of what it is the gradient of: (4, 2, 3).",
            Assert.Throws<ShapeException>(() => AdjointTest.Run(f.x, f.w, f.b, f.dout, (dout, cache) =>
            {
                var right = Linear.Backward(dout, cache);
                return right with { dx = right.dx.Flatten() };
            })).Message);
}
