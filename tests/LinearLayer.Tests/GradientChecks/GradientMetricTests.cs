using CsCheck;

namespace LinearLayer.Tests.GradientChecks;

/// <summary>What counts as an error: neither hidden by a large neighbour, nor invented by rounding.</summary>
public class GradientMetricTests
{
    [Theory]
    [InlineData(1e3)]
    [InlineData(1e8)]
    [InlineData(1e15)]
    public void A_wrong_small_cell_beside_a_huge_one_is_found(double ratio)
    {
        // Two features of very different size: dw[0,j] is huge, dw[1,j] small, in the same column.
        var x = Tensors.Of(new double[,] { { 3 * ratio, 0.3 }, { -2 * ratio, 0.7 }, { 5 * ratio, -0.4 } });
        var w = Tensors.Of(new double[,] { { 0.2, -0.9 }, { 0.8, 0.1 } });
        var b = Tensors.Of([0.3, -0.6]);
        var dout = Tensors.Of(new double[,] { { 0.9, 0.2 }, { 0.4, -0.7 }, { -0.5, 0.6 } });

        var report = GradientCheck.Run(x, w, b, dout, (dout, cache) =>
        {
            var right = Linear.Backward(dout, cache);
            right.dw[1, 0] *= 1.0000001; // in the seventh digit of a cell that its neighbour dwarfs
            return right;
        });

        Assert.Equal((CheckVerdict.Wrong, "dw[1,0]", 1), (report.Verdict, report.Worst!.Name, report["dw"].WrongCells));
        Assert.Equal(1e-7, report.Worst.RelativeError, tolerance: 1e-9);
    }

    [Fact]
    public void Zero_against_zero_is_no_error()
    {
        var x = Tensors.Of(new double[,] { { 0, 1 }, { 0, -1 } });
        var w = Tensors.Of(new double[,] { { 0, 0 }, { 2, 1 } });
        var dout = Tensors.Of(new double[,] { { 3, 0 }, { 3, 0 } }); // dw[1,0] = 3 - 3, all others 0 by their factors

        var report = GradientCheck.Run(x, w, Tensors.Of([0.0, 0]), dout);

        Assert.True(report.Passed);
        Assert.All(report["dw"].Numeric, cell => Assert.Equal(0, cell));
        Assert.Equal((0, 0), (report["dw"].Worst!.AbsoluteError, report["dw"].Worst!.RelativeError));
    }

    [Fact]
    public void A_cell_that_should_be_0_and_is_not_is_an_error_of_1()
    {
        var f = Fixture.Default;
        var x = f.x;
        for (nint n = 0; n < 4; n++)
            x[n, 1, 2] = 0;

        var report = GradientCheck.Run(x, f.w, f.b, f.dout, (dout, cache) =>
        {
            var right = Linear.Backward(dout, cache);
            right.dw[5, 0] = 1e-6;
            return right;
        });

        Assert.Equal(("dw[5,0]", 0.0, 1.0), (report.Worst!.Name, report.Worst.Numeric, report.Worst.RelativeError));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void NaN_and_infinity_fail_and_are_the_worst(double bad)
    {
        var f = Fixture.Default;

        var report = GradientCheck.Run(f.x, f.w, f.b, f.dout, (dout, cache) =>
        {
            var right = Linear.Backward(dout, cache);
            right.dw[0, 0] = 1e9;
            right.dw[2, 3] = bad;
            return right;
        });

        Assert.Equal((CheckVerdict.Wrong, "dw[2,3]", 2), (report.Verdict, report.Worst!.Name, report["dw"].WrongCells));
        Assert.Equal(GradientMistake.NotFinite, Assert.Single(report.Diagnoses).Mistake);
        Assert.StartsWith("1 of 30 cells of dw is NaN or infinite", report["dw"].Diagnosis!.Text);
    }

    [Fact]
    public void The_right_backward_pass_passes_whatever_the_sizes_of_the_features() => Scaled.Sample(f =>
    {
        foreach (var method in new[] { GradientMethod.CentralDifference(), GradientMethod.ComplexStep, GradientMethod.DualNumbers })
        {
            var report = GradientCheck.Run(f.x, f.w, f.b, f.dout, method: method);
            Assert.True(report.Passed, report.ToString());
        }
    });

    [Fact]
    public void With_the_step_left_to_the_check_every_cell_is_known_to_fourteen_digits_of_its_terms() => Scaled.Sample(f =>
    {
        var report = GradientCheck.Run(f.x, f.w, f.b, f.dout);

        foreach (var (allowed, scale) in report.Gradients.SelectMany(gradient => gradient.Allowed.Zip(gradient.Scale)).Where(cell => cell.Second > 0))
            Assert.True(allowed <= 1e-14 * scale, $"allowed {allowed}, terms {scale}");
    });

    [Fact]
    public void No_step_makes_the_right_backward_pass_look_wrong() =>
        Gen.Select(Scaled, Gen.Double[-16, 4], Gen.Int[0, 2]).Sample((f, exponent, kind) =>
        {
            var loss = kind switch { 0 => Loss.Linear(f.dout), 1 => Loss.Quadratic(f.dout), _ => Loss.Cubic };

            var report = GradientCheck.Run(f.x, f.w, f.b, loss, method: GradientMethod.CentralDifference(Math.Pow(10, exponent)));

            Assert.NotEqual(CheckVerdict.Wrong, report.Verdict);
        });

    [Fact]
    public void A_step_that_is_too_small_to_decide_says_so_and_fails()
    {
        var f = Fixture.Default;

        var report = GradientCheck.Run(f.x, f.w, f.b, f.dout, method: GradientMethod.CentralDifference(1e-15));

        Assert.Equal(CheckVerdict.Undecided, report.Verdict);
        Assert.False(report.Passed);
        Assert.StartsWith("dx, dw and db are undecided (59 cells, central difference with step 1E-15, L = Σ dout·out).\n  dx cannot be decided in 24 of 24 cells: in dx[", report.ToString());
        Assert.Throws<CheckFailedException>(report.ThrowIfWrong);
    }

    [Fact]
    public void A_step_that_is_too_large_for_a_curved_loss_says_so()
    {
        var f = Fixture.Default;

        Assert.Equal(CheckVerdict.Undecided, GradientCheck.Run(f.x, f.w, f.b, Loss.Cubic, method: GradientMethod.CentralDifference(10)).Verdict);
        Assert.Equal(CheckVerdict.Right, GradientCheck.Run(f.x, f.w, f.b, f.dout, method: GradientMethod.CentralDifference(1024)).Verdict);
    }

    /// <summary>Layers of random numbers whose features differ in size by up to sixteen orders of magnitude.</summary>
    private static readonly Gen<Fixture> Scaled =
        from n in Gen.Int[1, 5]
        from d in Gen.Int[1, 5]
        from m in Gen.Int[1, 4]
        from exponents in Gen.Double[-8, 8].Array[d]
        from x in Gen.Double[-1, 1].Array[n * d]
        from w in Gen.Double[-1, 1].Array[d * m]
        from b in Gen.Double[-1, 1].Array[m]
        from dout in Gen.Double[-1, 1].Array[n * m]
        select new Fixture(
            Tensor.Create(x.Select((cell, place) => cell * Math.Pow(10, exponents[place % d])).ToArray(), [n, d]),
            Tensor.Create(w, [d, m]), Tensor.Create(b, [m]), Tensor.Create(dout, [n, m]));
}
