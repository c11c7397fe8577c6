using System.Numerics;
using CsCheck;

namespace LinearLayer.Tests.GradientChecks;

public class GradientCheckTests
{
    // The worked example: every number below was worked out by hand.
    private readonly Tensor<double> x = Tensors.Of(new double[,] { { -2, 2, 3 }, { -2, 3, -2 } });
    private readonly Tensor<double> w = Tensors.Of(new double[,] { { 1, 3, -2, 1 }, { -1, -2, 3, 1 }, { -2, 3, 1, -2 } });
    private readonly Tensor<double> b = Tensors.Of(new double[] { -1, -3, 1, 1 });
    private readonly Tensor<double> dout = Tensors.Of(new double[,] { { -1, -1, -2, 1 }, { -2, -1, -2, -2 } });

    public static TheoryData<GradientMethod> Methods =>
    [
        GradientMethod.CentralDifference(), GradientMethod.CentralDifference(0.5), GradientMethod.Exact,
        GradientMethod.ComplexStep, GradientMethod.DualNumbers, GradientMethod.Richardson,
    ];

    [Theory]
    [MemberData(nameof(Methods))]
    public void Every_method_finds_the_gradients_worked_out_by_hand(GradientMethod method)
    {
        var report = GradientCheck.Run(x, w, b, dout, method: method);

        Assert.True(report.Passed);
        AssertTensor.Holds(new double[,] { { 1, -2, -5 }, { -3, -4, 3 } }, report["dx"].Numeric);
        AssertTensor.Holds(new double[,] { { 6, 4, 8, 2 }, { -8, -5, -10, -4 }, { 1, -1, -2, 7 } }, report["dw"].Numeric);
        AssertTensor.Holds(new double[] { -3, -2, -4, -1 }, report["db"].Numeric);
    }

    [Fact]
    public void A_backward_pass_may_return_its_three_gradients_as_a_tuple()
    {
        LinearGradients<double> Backward(Tensor<double> dout, LinearCache<double> cache)
        {
            var (dx, dw, db) = (dout.MatMul(cache.w.Transpose()), cache.x.Transpose().MatMul(dout), dout.SumOverRows());
            return (dx, dw, db);
        }

        Assert.True(GradientCheck.Run(x, w, b, dout, Backward).Passed);
        Assert.Equal("dx and db are wrong, dw is right (22 cells, central difference, L = Σ dout·out).", GradientCheck.Run(
            x, w, b, dout, (dout, cache) => (cache.x, cache.x.Transpose().MatMul(dout), cache.b)).ToString().Split('\n')[0]);
    }

    [Fact]
    public void The_differences_do_not_come_from_the_backward_pass()
    {
        var report = GradientCheck.Run(x, w, b, dout, (_, cache) => new(cache.x, cache.w, cache.b));

        AssertTensor.Holds(new double[] { -3, -2, -4, -1 }, report["db"].Numeric);
        Assert.Equal(["dx", "dw", "db"], report.Gradients.Where(gradient => gradient.Verdict == CheckVerdict.Wrong).Select(gradient => gradient.Name));
    }

    [Fact]
    public void The_worst_cell_is_told_with_the_sum_that_makes_it()
    {
        var report = GradientCheck.Run(x, w, b, dout, (dout, cache) =>
        {
            var right = Linear.Backward(dout, cache);
            right.dw[1, 2] = 10;
            return right;
        });

        var worst = report.Worst!;
        Assert.Equal("dw[1,2]", worst.Name);
        Assert.Equal((10, -10, 20, 2), (worst.Analytic, worst.Numeric, worst.AbsoluteError, worst.RelativeError));
        Assert.Equal("dw[1,2] = Σ_n x[n,1]·dout[n,2] = (2)(-2) + (3)(-2) = -10", worst.Sum!.ToString());
        Assert.Equal(
            """
            dw is wrong, dx and db are right (22 cells, central difference, L = Σ dout·out).
              dw is wrong in 1 of 12 cells, worst in dw[1,2]: analytic 10, numeric -10, off by 20, relative error 2.
              dw[1,2] = Σ_n x[n,1]·dout[n,2] = (2)(-2) + (3)(-2) = -10
            """.ReplaceLineEndings("\n"),
            report.ToString());
    }

    [Fact]
    public void The_sums_of_dx_and_db_carry_the_indices_of_their_own_shapes()
    {
        var f = Fixture.Default;
        var report = GradientCheck.Run(f.x, f.w, f.b, f.dout, (_, _) => new(
            Tensor.CreateFromShape<double>([4, 2, 3]), Tensor.CreateFromShape<double>([6, 5]), Tensor.CreateFromShape<double>([5])));

        foreach (var gradient in report.Gradients)
        {
            var cell = gradient.Worst!;
            Assert.StartsWith(cell.Name + " = Σ_", cell.Sum!.Formula);
            Assert.Equal(gradient.Numeric[cell.Index.Select(i => (nint)i).ToArray()], cell.Sum.Total);
        }

        Assert.Matches(@"^dx\[\d,\d,\d\] = Σ_m dout\[\d,m\]·w\[\d,m\]$", report["dx"].Worst!.Sum!.Formula);
        Assert.Matches(@"^dw\[\d,\d\] = Σ_n x\[n,\d,\d\]·dout\[n,\d\]$", report["dw"].Worst!.Sum!.Formula);
        Assert.Matches(@"^db\[\d\] = Σ_n dout\[n,\d\]$", report["db"].Worst!.Sum!.Formula);
    }

    [Fact]
    public void A_long_sum_is_cut_in_the_middle()
    {
        var sum = new GradientSum("db[0] = Σ_n dout[n,0]", Enumerable.Range(1, 100).Select(n => new double[] { n }).ToArray());

        Assert.Equal("db[0] = Σ_n dout[n,0] = (1) + (2) + (3) + (4) + … + (100) = 5050", sum.ToString());
    }

    [Fact]
    public void A_right_report_is_one_line() =>
        Assert.Equal("dx, dw and db are right (22 cells, exact difference, compared with ==, L = Σ dout·out).", GradientCheck.Run(x, w, b, dout, method: GradientMethod.Exact).ToString());

    [Fact]
    public void Require_returns_the_report_or_fails_the_cell()
    {
        Assert.True(GradientCheck.Require(x, w, b, dout).Passed);

        var failure = Assert.Throws<CheckFailedException>(() =>
            GradientCheck.Require(x, w, b, dout, (dout, cache) => Linear.Backward(dout, cache) with { db = Tensor.Negate<double>(dout.SumOverRows()) }));

        Assert.Equal(
            """
            Gradient check failed: db is wrong, dx and dw are right (22 cells, central difference, L = Σ dout·out).
              db is wrong in 4 of 4 cells, worst in db[2]: analytic 4, numeric -4, off by 8, relative error 2.
              db[2] = Σ_n dout[n,2] = (-2) + (-2) = -4
              Diagnosis: db is the right one with every sign turned. A gradient points uphill; only the update subtracts it.
            """.ReplaceLineEndings("\n"),
            failure.Message);
    }

    [Fact]
    public void The_right_backward_pass_passes_over_all_shapes_and_memory_layouts() => Layers.Sample(layer =>
    {
        var (x, w, b, dout) = layer;
        Assert.Equal(CheckVerdict.Right, GradientCheck.Run(x, w, b, dout).Verdict);
        Assert.Equal(CheckVerdict.Right, GradientCheck.Run(x, w, b, dout, method: GradientMethod.Exact).Verdict);
        Assert.Equal(CheckVerdict.Right, GradientCheck.Run(x, w, b, Loss.Quadratic(dout), method: GradientMethod.Exact).Verdict);
    });

    [Fact]
    public void Gradients_with_one_cell_changed_by_one_fail_over_all_shapes() => Layers.Where(layer => layer.w.FlattenedLength > 0).Sample(layer =>
    {
        var (x, w, b, dout) = layer;

        var report = GradientCheck.Run(x, w, b, dout, (dout, cache) =>
        {
            var right = Linear.Backward(dout, cache);
            right.dw[w.Lengths[0] - 1, 0] += 1;
            return right;
        });

        Assert.Equal((0, 1, 0), (report["dx"].WrongCells, report["dw"].WrongCells, report["db"].WrongCells));
        Assert.Equal([(int)w.Lengths[0] - 1, 0], report.Worst!.Index);
    });

    [Fact]
    public void A_zero_size_batch_has_gradients_of_0_and_passes()
    {
        var report = GradientCheck.Run(
            Tensor.CreateFromShape<double>([0, 2, 3]), Fixture.Default.w, Fixture.Default.b, Tensor.CreateFromShape<double>([0, 5]));

        Assert.True(report.Passed);
        Assert.Equal((0, 30, 5), (report["dx"].CellCount, report["dw"].CellCount, report["db"].CellCount));
        Assert.All(report["dw"].Numeric, cell => Assert.Equal(0, cell));
    }

    [Fact]
    public void Fractions_are_checked_without_any_tolerance()
    {
        var (x, w, b, dout) = (Thirds(this.x), Thirds(this.w), Thirds(this.b), Thirds(this.dout));
        var tiny = new Rational(1, BigInteger.Pow(10, 400)); // far below the smallest double

        var right = GradientCheck.Run(x, w, b, dout);
        var wrong = GradientCheck.Run(x, w, b, dout, (dout, cache) =>
        {
            var gradients = Linear.Backward(dout, cache);
            gradients.db[1] += tiny;
            return gradients;
        });

        Assert.True(right.Passed);
        Assert.Equal(GradientMethod.Exact, right.Method);
        Assert.Equal(1.0 / 9 * -10, right["dw"].Numeric[1, 2]);
        Assert.Equal("db[1]", wrong.Worst!.Name);
        Assert.Equal((0, 0, 1), (wrong["dx"].WrongCells, wrong["dw"].WrongCells, wrong["db"].WrongCells));
    }

    [Fact]
    public void A_float_backward_pass_is_allowed_the_rounding_of_float_and_no_more()
    {
        var random = new Random(3);
        var (x, w, b, dout) = (Floats([7, 20]), Floats([20, 6]), Floats([6]), Floats([7, 6]));

        Assert.True(GradientCheck.Run(x, w, b, dout).Passed);
        var report = GradientCheck.Run(x, w, b, dout, (dout, cache) =>
        {
            var right = Linear.Backward(dout, cache);
            right.dw[3, 4] *= 1.001f;
            return right;
        });
        Assert.Equal(("dw[3,4]", 1), (report.Worst!.Name, report["dw"].WrongCells));

        Tensor<float> Floats(Shape shape) =>
            Tensor.Create(Enumerable.Range(0, (int)shape.Aggregate((product, size) => product * size)).Select(_ => random.NextSingle() - 0.5f).ToArray(), shape.AsSpan());
    }

    [Fact]
    public void The_check_is_not_led_astray_by_a_backward_pass_that_changes_its_inputs()
    {
        var report = GradientCheck.Run(x, w, b, dout, (dout, cache) =>
        {
            var right = Linear.Backward(dout, cache);
            cache.w.Fill(0);
            dout.Fill(0);
            return right;
        });

        Assert.True(report.Passed);
    }

    [Fact]
    public void A_loss_of_ones_own_is_checked_from_its_value_alone()
    {
        var f = Fixture.Random([4, 2, 3], 5, seed: 8);
        var small = Tensor.Divide<double>(f.x, 10);

        var report = GradientCheck.Run(small, f.w, f.b, Loss.Of(@out => @out.Sum(z => Math.Sqrt(1 + z * z))));
        var wrong = GradientCheck.Run(small, f.w, f.b, Loss.Of(@out => @out.Sum(z => Math.Sqrt(1 + z * z))),
            (dout, cache) => Linear.Backward(dout, cache) with { dw = cache.w });

        Assert.Equal(CheckVerdict.Right, report.Verdict);
        Assert.Equal("@out => @out.Sum(z => Math.Sqrt(1 + z * z))", report.Loss);
        Assert.Equal(30, wrong["dw"].WrongCells);
    }

    [Fact]
    public void A_wrong_gradient_of_the_loss_itself_is_found()
    {
        var report = GradientCheck.Run(x, w, b, Loss.Of(@out => @out.Sum(z => z * z), gradient: @out => @out)); // 2·out is right

        Assert.Equal(CheckVerdict.Wrong, report.Verdict);
        Assert.All(report.Diagnoses, diagnosis => Assert.Contains("0.5 times", diagnosis.Text));
    }

    [Fact]
    public void Any_function_can_be_checked_and_agrees_with_the_layer_s_own_differences()
    {
        var f = Fixture.Default;
        var ofLayer = GradientCheck.Run(f.x, f.w, f.b, f.dout);
        double L(Tensor<double> w) => AssertTensor.Cells(Linear.Forward(f.x, w, f.b).@out).Zip(AssertTensor.Cells(f.dout), (z, g) => z * g).Sum();

        var report = GradientCheck.Function(L, f.w, ofLayer["dw"].Analytic!);
        var wrong = GradientCheck.Function(L, f.w, f.w, name: "dw");

        Assert.True(report.Passed);
        foreach (var (here, there) in report.Gradients[0].Numeric.Zip(ofLayer["dw"].Numeric))
            Assert.Equal(there, here, tolerance: 1e-6);
        Assert.Equal(CheckVerdict.Wrong, wrong.Verdict);
        Assert.Null(wrong.Worst!.Sum);
        Assert.StartsWith("dw is wrong (30 cells, central difference, L = L).\n  dw is wrong in", wrong.ToString());
    }

    [Fact]
    public void A_function_with_a_kink_is_undecided_next_to_it_and_right_elsewhere()
    {
        var at = Tensors.Of([-3.0, 1e-6, 2.0]);
        var gradient = Tensors.Of([0.0, 1.0, 1.0]);

        var report = GradientCheck.Function(p => p.Sum(cell => Math.Max(0, cell)), at, gradient);

        Assert.Equal(CheckVerdict.Undecided, report.Verdict);
        Assert.Equal((0, 1), (report.Gradients[0].WrongCells, report.Gradients[0].UndecidedCells));
        Assert.Equal([1], report.Worst!.Index);
    }

    [Fact]
    public void What_cannot_be_checked_is_refused_with_a_reason()
    {
        AssertMessage<ShapeException>(
            "Gradient check: dout has the shape (2, 3). It must have that of out, (N, M) = (2, 4).",
            () => GradientCheck.Run(x, w, b, Tensor.CreateFromShape<double>([2, 3])));
        AssertMessage<ShapeException>(
            "Gradient check: target has the shape (4,). It must have that of out, (N, M) = (2, 4).",
            () => GradientCheck.Run(x, w, b, Loss.Quadratic(b)));
        AssertMessage<ArgumentException>(
            "Gradient check: w[1,2] is NaN or infinite. No difference tells a derivative there. (Parameter 'w')",
            () => GradientCheck.Run(x, With(w, cells => cells[1, 2] = double.NaN), b, dout));
        AssertMessage<NotSupportedException>(
            "Gradient check: a difference is exact only for a loss that is linear or quadratic in out, and L = ⅓ Σ out³ is not. Use Loss.Linear(dout), Loss.Quadratic(target), or GradientMethod.DualNumbers.",
            () => GradientCheck.Run(x, w, b, Loss.Cubic, method: GradientMethod.Exact));
        AssertMessage<NotSupportedException>(
            "Gradient check: an exact check needs numbers whose sums are not rounded; here the sums of out can take 60 binary digits, and there are 53. Use small integers, Tensor<Rational>, or another method.",
            () => GradientCheck.Run(With(x, cells => cells[0, 0] = 0.1), w, b, dout, method: GradientMethod.Exact));
        AssertMessage<NotSupportedException>(
            "Gradient check: complex step runs over double, and the tensors hold Rational. Leave the method out: fractions are checked exactly.",
            () => GradientCheck.Run(Thirds(x), Thirds(w), Thirds(b), Thirds(dout), method: GradientMethod.ComplexStep));
        AssertMessage<NotSupportedException>(
            "This loss is a function of your own and is not given over complex numbers. Give it as the argument 'complex' of Loss.Of as well, or check by another method.",
            () => GradientCheck.Run(x, w, b, Loss.Of(@out => @out.Sum()), method: GradientMethod.ComplexStep));
        AssertMessage<ArgumentOutOfRangeException>(
            "The step is 0. It must be positive and finite, such as 0.5 or 1e-5. (Parameter 'step')",
            () => GradientMethod.CentralDifference(0));
        AssertMessage<ArgumentException>(
            "There is no gradient 'dz' in this report. It has dx, dw, db. (Parameter 'name')",
            () => GradientCheck.Run(x, w, b, dout)["dz"]);
    }

    [Fact]
    public void Halves_and_quarters_can_be_checked_exactly()
    {
        var report = GradientCheck.Run(Tensor.Divide<double>(x, 4), Tensor.Divide<double>(w, 8), b, dout, method: GradientMethod.Exact);

        Assert.True(report.Passed);
        Assert.Equal(-2.5, report["dw"].Numeric[1, 2]);
    }

    private static void AssertMessage<TException>(string message, Func<object> code) where TException : Exception =>
        Assert.Equal(message, Assert.Throws<TException>(code).Message);

    private static Tensor<double> With(Tensor<double> tensor, Action<Tensor<double>> change)
    {
        var copy = Tensor.Create(AssertTensor.Cells(tensor).ToArray(), tensor.Lengths);
        change(copy);
        return copy;
    }

    private static Tensor<Rational> Thirds(Tensor<double> tensor) =>
        Tensor.Create(AssertTensor.Cells(tensor).Select(cell => (Rational)cell / 3).ToArray(), tensor.Lengths);

    private static readonly Gen<(Tensor<long> x, Tensor<long> w, Tensor<long> b, Tensor<long> dout)> Layers =
        from n in Gen.Int[0, 4]
        from sizes in Gen.Int[1, 3].Array[1, 3]
        from m in Gen.Int[0, 4]
        let d = sizes.Aggregate((product, size) => product * size)
        from x in Layouts.TensorOf([n, .. sizes])
        from w in Layouts.TensorOf(d, m)
        from b in Layouts.TensorOf(m)
        from dout in Layouts.TensorOf(n, m)
        select (x, w, b, dout);
}
