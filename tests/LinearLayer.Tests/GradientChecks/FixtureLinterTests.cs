namespace LinearLayer.Tests.GradientChecks;

public class FixtureLinterTests
{
    private static IEnumerable<string> Names(IEnumerable<WrongBackward> wrongs) => wrongs.Select(wrong => wrong.Name);

    private static FixtureFinding Finding(FixtureLinter linter, string property) =>
        Assert.Single(linter.Findings, finding => finding.Property.StartsWith(property, StringComparison.Ordinal));

    [Fact]
    public void Nothing_is_said_against_the_default_fixture()
    {
        var linter = FixtureLinter.Lint(Fixture.Default);

        Assert.Empty(linter.Findings);
        Assert.Empty(linter.LetsThrough);
        Assert.Equal("Nothing to say against this fixture: x (4, 2, 3), w (6, 5), b (5,), dout (4, 5).", linter.ToString());
    }

    [Fact]
    public void A_dout_of_ones_lets_through_what_leaves_dout_out()
    {
        var (x, w, b, dout) = Fixture.Default;
        dout.Fill(1);

        var linter = FixtureLinter.Lint(x, w, b, dout);

        Assert.Equal(["dw: dout left out", "db: N everywhere", "dx: dout left out"], Names(linter.LetsThrough));
        Assert.Equal(linter.LetsThrough, Finding(linter, "every cell of dout is 1").LetsThrough);
    }

    [Fact]
    public void One_example_lets_through_what_confuses_sums_means_and_rows()
    {
        var linter = FixtureLinter.Lint(Fixture.Random([1, 2, 3], 5, seed: 2));

        Assert.Equal(
            [
                "dw: x reshaped, not transposed", "dw: the mean over the examples", "dw: = in place of +=", "dw: a product of sums",
                "db: the mean over the examples", "db: copied, not summed", "dx: transposed, then reshaped", "all: divided by N again",
            ],
            Names(Finding(linter, "N = 1").LetsThrough));
    }

    [Theory]
    [InlineData(6, 6, 5, "N = D = 6", new[] { "dw: x not transposed" })]
    [InlineData(5, 6, 5, "N = M = 5", new[] { "db: summed over the outputs" })]
    [InlineData(4, 6, 6, "D = M = 6", new[] { "dw: transposed", "dx: w not transposed" })]
    [InlineData(6, 6, 6, "N = D = M = 6", new[] { "dw: x not transposed", "dw: transposed", "db: summed over the outputs", "dx: w not transposed" })]
    public void Equal_sizes_hide_what_has_the_right_shape_only_there(int n, int d, int m, string property, string[] hidden)
    {
        var linter = FixtureLinter.Lint(Fixture.Random([n, 2, d / 2], m, seed: 2));

        Assert.Equal(hidden, Names(Finding(linter, property).Hides));
        Assert.Empty(linter.LetsThrough);
    }

    [Fact]
    public void An_x_of_one_feature_axis_lets_a_forgotten_reshape_and_another_order_through()
    {
        var flat = FixtureLinter.Lint(Fixture.Random([4, 6], 5, seed: 2));
        var almostFlat = FixtureLinter.Lint(Fixture.Random([4, 1, 6], 5, seed: 2));

        Assert.Equal(["dw: features in another order", "dx: left flattened"], Names(Finding(flat, "x has the shape (4, 6), with one feature axis").LetsThrough));
        Assert.Equal(["dw: features in another order"], Names(Finding(almostFlat, "x has the shape (4, 1, 6), with one feature axis longer than 1").LetsThrough));
    }

    [Fact]
    public void A_symmetric_x_is_its_own_transpose()
    {
        var f = Fixture.Random([3, 3], 4, seed: 2);
        for (nint n = 0; n < 3; n++)
        {
            for (nint i = 0; i < n; i++)
                f.x[n, i] = f.x[i, n];
        }

        Assert.Equal(["dw: x reshaped, not transposed", "dw: x not transposed"], Names(Finding(FixtureLinter.Lint(f), "x, flattened, is symmetric").LetsThrough));
    }

    [Fact]
    public void A_symmetric_w_is_its_own_transpose()
    {
        var f = Fixture.Random([4, 3], 3, seed: 2);
        for (nint i = 0; i < 3; i++)
        {
            for (nint j = 0; j < i; j++)
                f.w[i, j] = f.w[j, i];
        }

        Assert.Equal(["dx: w reshaped, not transposed", "dx: w not transposed"], Names(Finding(FixtureLinter.Lint(f), "w is symmetric").LetsThrough));
    }

    [Fact]
    public void A_w_with_orthonormal_columns_is_undone_by_its_transpose()
    {
        var f = Fixture.Random([4, 3], 2, seed: 2) with { w = Tensors.Of(new[,] { { 0.6, 0 }, { 0.8, 0 }, { 0, 1 } }) };

        Assert.Equal(["dx: the inverse"], Names(Finding(FixtureLinter.Lint(f), "w·wᵀ·w = w").LetsThrough));
    }

    [Fact]
    public void A_b_without_a_0_does_not_show_a_gradient_that_is_0_where_b_is()
    {
        var (x, w, b, dout) = Fixture.Default;
        for (nint j = 0; j < 5; j++)
            b[j] = j + 1;

        Assert.Equal(["db: 0 where b is 0"], Names(Finding(FixtureLinter.Lint(x, w, b, dout), "no b is 0").LetsThrough));
    }

    [Fact]
    public void Expected_cells_that_are_0_are_named_with_what_is_not_seen_there()
    {
        var f = Fixture.Default;
        for (nint n = 0; n < 4; n++)
            f.x[n, 1, 2] = 0;

        var finding = Finding(FixtureLinter.Lint(f), "5 of 30 expected cells of dw are 0, such as dw[5,0]");

        Assert.Superset(new HashSet<string> { "dw: the mean over the examples", "dw: the sign of the update", "dw: dout left out" }, Names(finding.Hides).ToHashSet());
        Assert.DoesNotContain("db: a vector of ones", Names(finding.Hides));
    }

    [Fact]
    public void An_x_of_zeros_lets_every_mistake_through_that_multiplies_by_x()
    {
        var f = Fixture.Default;
        f.x.Fill(0);

        var finding = Finding(FixtureLinter.Lint(f), "30 of 30 expected cells of dw are 0");

        Assert.Contains("dw: the sign of the update", Names(finding.LetsThrough));
        Assert.Contains("dw: x reshaped, not transposed", Names(finding.LetsThrough));
        Assert.DoesNotContain("dw: dx in place of x", Names(finding.LetsThrough));
    }

    [Fact]
    public void Expected_cells_that_are_repeated_are_named()
    {
        var f = Fixture.Default;
        for (nint n = 0; n < 4; n++)
            f.x[n, 1, 0] = f.x[n, 0, 1]; // features 1 and 3, which column-major order swaps round

        var finding = Finding(FixtureLinter.Lint(f), "10 of 30 expected cells of dw are repeated, such as dw[1,0]");

        Assert.Contains("dw: features in another order", Names(finding.Hides));
    }

    [Fact]
    public void A_finding_reads_as_property_reason_and_names()
    {
        var (x, w, b, dout) = Fixture.Default;
        for (nint j = 0; j < 5; j++)
            b[j] = j + 1;

        Assert.Equal(
            """
            1 property lets mistakes through or hides them: x (4, 2, 3), w (6, 5), b (5,), dout (4, 5).
              no b is 0. Whether the gradient is wrongly 0 where b is 0 does not show.
                lets through: db: 0 where b is 0
            """.ReplaceLineEndings("\n"),
            FixtureLinter.Lint(x, w, b, dout).ToString());
    }

    [Theory]
    [InlineData(0, 3, 2)]
    [InlineData(1, 1, 1)]
    [InlineData(2, 1, 3)]
    [InlineData(3, 2, 1)]
    [InlineData(2, 2, 2)]
    [InlineData(2, 7, 3)]
    public void Small_fixtures_are_looked_over_as_well(int n, int d, int m)
    {
        var linter = FixtureLinter.Lint(Fixture.Random([n, d], m, seed: 5));

        Assert.NotEmpty(linter.Findings);
        var caught = WrongBackwards.CaughtBy(linter.Fixture);
        Assert.Equal(caught.Missed, linter.LetsThrough);
    }
}
