namespace LinearLayer.Tests;

/// <summary>Every step of every derivation, at sizes that hide nothing and at the smallest ones, and with the numbers worked by hand.</summary>
public class DerivationTests
{
    public static TheoryData<string, nint[], int> AllAtSeveralSizes()
    {
        var data = new TheoryData<string, nint[], int>();
        foreach (var derivation in Derivations.All)
        {
            data.Add(derivation.Name, [2, 3], 4);    // all different
            data.Add(derivation.Name, [1, 3], 2);    // N = 1
            data.Add(derivation.Name, [3, 1], 2);    // D = 1
            data.Add(derivation.Name, [2, 3], 1);    // M = 1
            data.Add(derivation.Name, [1, 1], 1);
            data.Add(derivation.Name, [2, 2], 2);
            data.Add(derivation.Name, [2, 3, 2], 3); // pictures: flatten and reshape do something
            data.Add(derivation.Name, [2, 2, 1, 2], 3);
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(AllAtSeveralSizes))]
    public void Every_step_holds_exactly_and_numerically(string name, nint[] x, int M)
    {
        var report = Derivations.Of(name).Verify(Shape.Of(x), M);

        Assert.True(report.Passed, report.ToString());
        Assert.Same(report, report.ThrowIfWrong());
        Assert.Null(report.FirstWrong);
        Assert.All(report.Steps, step =>
        {
            Assert.True(step.Exact);
            Assert.InRange(step.NumericError!.Value, 0, 1e-13);
            Assert.Null(step.FirstDifference);
        });
    }

    [Fact]
    public void There_is_a_derivation_for_every_part_of_the_layer() =>
        Assert.Equal(["z", "dp", "db", "dw", "dx", "bias trick", "differential", "jacobians", "matrices"], Derivations.All.Select(derivation => derivation.Name));

    [Fact]
    public void A_name_that_does_not_exist_is_answered_with_those_that_do() =>
        Assert.StartsWith(
            "There is no derivation 'dW'. There are z, dp, db, dw, dx, bias trick, differential, jacobians, matrices, one dimension.",
            Assert.Throws<ArgumentException>(() => Derivations.Of("dW")).Message);

    [Fact]
    public void Every_step_has_a_name_of_its_own_a_reason_and_LaTeX_with_balanced_braces() =>
        Assert.All(Derivations.All.Append(Derivations.OneDimension), derivation =>
        {
            Assert.Equal(derivation.Steps.Length, derivation.Steps.Select(step => step.Name).Distinct().Count());
            Assert.All(derivation.Steps, step =>
            {
                Assert.EndsWith(".", step.Reason);
                Assert.All([derivation.Goal, step.InIndices.Latex, step.InMatrices.Latex], latex =>
                {
                    Assert.DoesNotContain('$', latex);
                    Assert.Equal(latex.Count(c => c == '{'), latex.Count(c => c == '}'));
                    Assert.Contains('=', latex);
                });
            });
        });

    [Fact]
    public void At_the_worked_example_every_derivation_holds_and_comes_to_the_numbers_worked_by_hand()
    {
        var at = Worked();

        Assert.All(Derivations.All, derivation => Assert.True(derivation.Verify(at).Passed));
        Assert.All(Derivations.All, derivation => Assert.Equal("N = 2, D = 3, M = 4", derivation.Verify(at).Sizes));
        Holds("z", new double[,] { { -11, -4, 14, -5 }, { -2, -21, 12, 6 } });
        Holds("dp", new double[,] { { -1, -1, -2, 1 }, { -2, -1, -2, -2 } });
        Holds("db", new double[] { -3, -2, -4, -1 });
        Holds("dw", new double[,] { { 6, 4, 8, 2 }, { -8, -5, -10, -4 }, { 1, -1, -2, 7 } });
        Holds("dx", new double[,] { { 1, -2, -5 }, { -3, -4, 3 } });
        Holds("bias trick", new double[,] { { 6, 4, 8, 2 }, { -8, -5, -10, -4 }, { 1, -1, -2, 7 }, { -3, -2, -4, -1 } });

        // In whole numbers nothing is rounded, so both sides of both equations are the same doubles.
        void Holds(string name, Array expected)
        {
            var last = Derivations.Of(name).Steps[^1];
            Assert.All([last.InIndices.Left, last.InIndices.Right, last.InMatrices.Left, last.InMatrices.Right],
                side => AssertTensor.Holds<double>(expected, side(at).Numbers()));
        }
    }

    [Fact]
    public void The_steps_of_db_come_to_the_formulas_written_by_hand()
    {
        var at = DerivationPoint.Random(2, 3, 2);
        Polynomial G(nint n, nint m) => Polynomial.Variable("G", n, m);
        var steps = Derivations.Of("db").Steps;

        AssertTensor.Holds<Polynomial>(new Polynomial[,,] { { { 1, 0 }, { 0, 1 } }, { { 1, 0 }, { 0, 1 } } }, steps[1].InIndices.Left(at).Formulas());
        AssertTensor.Holds<Polynomial>(new Polynomial[,] { { 1, 0 }, { 0, 1 }, { 1, 0 }, { 0, 1 } }, steps[1].InMatrices.Left(at).Formulas());
        AssertTensor.Holds<Polynomial>(new[] { G(0, 0) + G(1, 0), G(0, 1) + G(1, 1) }, steps[5].InIndices.Left(at).Formulas());
    }

    [Fact]
    public void The_Jacobians_come_to_the_blocks_written_by_hand()
    {
        var at = DerivationPoint.Random(2, 2, 2);
        Polynomial x(nint n, nint d) => Polynomial.Variable("x", n, d);
        Polynomial w(nint d, nint m) => Polynomial.Variable("w", d, m);
        Polynomial o = 0;
        var steps = Derivations.Of("jacobians").Steps;

        AssertTensor.Holds<Polynomial>(new[,]
        {
            { w(0, 0), w(1, 0), o, o },
            { w(0, 1), w(1, 1), o, o },
            { o, o, w(0, 0), w(1, 0) },
            { o, o, w(0, 1), w(1, 1) },
        }, steps[0].InMatrices.Left(at).Formulas());
        AssertTensor.Holds<Polynomial>(new[,]
        {
            { x(0, 0), o, x(0, 1), o },
            { o, x(0, 0), o, x(0, 1) },
            { x(1, 0), o, x(1, 1), o },
            { o, x(1, 0), o, x(1, 1) },
        }, steps[1].InMatrices.Left(at).Formulas());
    }

    [Fact]
    public void The_differential_of_the_loss_is_half_of_what_two_forward_passes_along_δ_differ_by()
    {
        // The witness: L along the line through (x, w, b) in the direction δ, in whole numbers and with loops of its own.
        var random = new Random(5);
        double[,] x = Draw(3, 2), w = Draw(2, 4), b = Draw(1, 4), G = Draw(3, 4), δx = Draw(3, 2), δw = Draw(2, 4), δb = Draw(1, 4);
        var dL = Derivations.Of("differential").Steps[^1].InMatrices;
        var at = DerivationPoint.Random(3, 2, 4);

        foreach (var side in new[] { dL.Left, dL.Right })
            Assert.Equal((Loss(1) - Loss(-1)) / 2, (double)side(at)[0].Formula.Evaluate((Variable v) => (Rational)Value(v)));

        double Value(Variable v) => (v.Name switch { "x" => x, "w" => w, "b" => b, "G" => G, "δx" => δx, "δw" => δw, _ => δb })[v.Indices.Length == 2 ? v.Indices[0] : 0, v.Indices[^1]];

        double Loss(double step)
        {
            var loss = 0.0;
            for (var n = 0; n < 3; n++)
                for (var m = 0; m < 4; m++)
                {
                    var z = b[0, m] + step * δb[0, m];
                    for (var d = 0; d < 2; d++)
                        z += (x[n, d] + step * δx[n, d]) * (w[d, m] + step * δw[d, m]);
                    loss += G[n, m] * z;
                }
            return loss;
        }

        double[,] Draw(int rows, int columns)
        {
            var cells = new double[rows, columns];
            for (var i = 0; i < rows; i++)
                for (var j = 0; j < columns; j++)
                    cells[i, j] = random.Next(-9, 10);
            return cells;
        }
    }

    [Fact]
    public void In_one_dimension_the_factors_may_be_swapped()
    {
        var report = Derivations.OneDimension.Verify(1, 1, 1);

        Assert.True(report.Passed, report.ToString());
        Assert.Same(Derivations.OneDimension, Derivations.Of("one dimension"));
    }

    [Fact]
    public void For_matrices_the_same_swap_is_right_with_indices_and_has_no_product_where_all_sizes_differ()
    {
        var report = Derivations.OneDimension.Verify(2, 3, 4);

        Assert.All(report.Steps, step => Assert.True(step.InIndices.Passed));
        Assert.All(report.Steps, step => Assert.False(step.InMatrices.Passed));
        Assert.StartsWith("MatMul: left and right disagree on K: 4 in left, 2 in right.", report.Steps[1].InMatrices.Problem);
    }

    [Fact]
    public void Where_all_sizes_are_equal_the_swap_has_the_right_shape_and_the_wrong_entries()
    {
        var report = Derivations.OneDimension.Verify(2, 2, 2);

        Assert.Equal(
        [
            "entry [0,0]: left x[0,0]·w[0,0] + x[0,1]·w[1,0], right x[0,0]·w[0,0] + x[1,0]·w[0,1], left - right = x[0,1]·w[1,0] - x[1,0]·w[0,1]",
            "entry [0,0]: left x[0,0]·G[0,0] + x[1,0]·G[1,0], right x[0,0]·G[0,0] + x[1,0]·G[0,1], left - right = -x[1,0]·G[0,1] + x[1,0]·G[1,0]",
            "entry [0,0]: left G[0,0]·w[0,0] + G[0,1]·w[0,1], right G[0,0]·w[0,0] + G[1,0]·w[0,1], left - right = G[0,1]·w[0,1] - G[1,0]·w[0,1]",
            null,
        ], report.Steps.Select(step => step.FirstDifference?.ToString()));
        Assert.Equal("The left side has the shape (1, 2), the right side (2, 2).", report.Steps[3].InMatrices.Problem);
    }

    [Fact]
    public void A_report_says_how_many_steps_hold_where_and_how_well()
    {
        var report = Derivations.Of("dw").Verify(Worked());

        Assert.Equal("dw: all 6 steps are exact at N = 2, D = 3, M = 4, numeric error 0", report.ToString());
        Assert.Equal("local derivative: exact at N = 2, D = 3, M = 4, numeric error 0", report.Steps[0].ToString());
    }

    [Fact]
    public void A_derivation_of_ones_own_is_verified_like_the_others()
    {
        var square = new Derivation("square", "(2 x)^2 = 4 x^2",
        [
            new("twice", "Two factors, twice.",
                new("(2 x_{nd})^2 = 4 x_{nd}^2",
                    t => IndexNotation.Entries(t.N, t.D, (n, d) => 2 * t.x[n, d] * (2 * t.x[n, d])),
                    t => IndexNotation.Entries(t.N, t.D, (n, d) => 2 * t.x[n, d] * t.x[n, d])),
                new("x = x", t => t.x, t => t.x)),
        ]);

        Assert.Equal("entry [0,0]: left 4·x[0,0]², right 2·x[0,0]², left - right = 2·x[0,0]²", square.Verify(1, 2, 1).FirstWrong!.FirstDifference!.ToString());
    }

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(1, 0, 1)]
    [InlineData(1, 1, 0)]
    public void A_size_of_0_is_refused(int N, int D, int M) =>
        Assert.Equal(
            $"A derivation needs examples of the shape (N, d_1, ..., d_k) with k >= 1 and an M, all sizes at least 1. These are ({N}, {D}) and M = {M}.",
            Assert.Throws<ShapeException>(() => Derivations.Of("dw").Verify(N, D, M)).Message);

    private static DerivationPoint Worked() => DerivationPoint.Of(
        Tensors.Of(new double[,] { { -2, 2, 3 }, { -2, 3, -2 } }),
        Tensors.Of(new double[,] { { 1, 3, -2, 1 }, { -1, -2, 3, 1 }, { -2, 3, 1, -2 } }),
        Tensors.Of(new double[] { -1, -3, 1, 1 }),
        Tensors.Of(new double[,] { { -1, -1, -2, 1 }, { -2, -1, -2, -2 } }));
}
