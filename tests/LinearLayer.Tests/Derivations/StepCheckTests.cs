using static LinearLayer.IndexNotation;
using static LinearLayer.MatrixNotation;

namespace LinearLayer.Tests;

/// <summary>A learner's own step: what is said of it, word for word.</summary>
public class StepCheckTests
{
    [Fact]
    public void A_valid_step_is_exact_at_two_sizes()
    {
        var check = Derivations.CheckStep("dw", t => t.x.Transpose().MatMul(t.dout));

        Assert.True(check.Passed);
        Assert.Null(check.Nearest);
        Assert.Same(check, check.ThrowIfWrong());
        Assert.StartsWith("dw = t.x.Transpose().MatMul(t.dout) is valid: exact at N = 2, D = 3, M = 4 and at N = 3, D = 4, M = 6, numeric error ", check.ToString());
    }

    [Fact]
    public void A_valid_step_may_be_written_in_any_way()
    {
        Assert.True(Derivations.CheckStep("dw", t => Entries(t.D, t.M, (i, j) => Sum(t.N, n => t.X[n, i] * t.G[n, j]))).Passed);
        Assert.True(Derivations.CheckStep("dw", t => t.G.Transpose().MatMul(t.X).Transpose()).Passed);
        Assert.True(Derivations.CheckStep("dw", t => t.Derivative("w", s => s.L)).Passed);
        Assert.True(Derivations.CheckStep("db", t => t.dout.SumOverRows()).Passed);
        Assert.True(Derivations.CheckStep("dx", t => t.dout.MatMul(t.w.Transpose()).ReshapeAs(t.x), [2, 2, 3], 4).Passed);
        Assert.True(Derivations.CheckStep("dp", t => t.dout).Passed);
        Assert.True(Derivations.CheckStep("dz", t => t.dout).Passed);
        Assert.True(Derivations.CheckStep("p", t => t.X.MatMul(t.w)).Passed);
        Assert.True(Derivations.CheckStep("z", t => t.X.MatMul(t.w).AddToEachRow(t.b)).Passed);
    }

    [Fact]
    public void A_transposed_step_is_called_so() =>
        Says("""
            dw = t.dout.Transpose().MatMul(t.x) is wrong at N = 2, D = 3, M = 4.
              dw has the shape (3, 4), yours (4, 3).
              It is the valid step, transposed.
            """,
            Derivations.CheckStep("dw", t => t.dout.Transpose().MatMul(t.x)));

    [Fact]
    public void A_product_that_does_not_fit_is_compared_where_it_does_and_the_fix_is_left_to_the_learner() =>
        Says("""
            dx = t.dout.MatMul(t.w) is wrong at N = 2, D = 3, M = 4.
              MatMul: left and right disagree on K: 4 in left, 3 in right.
                left: t.dout  (I, K)  is (2, 4)
                right: t.w    (K, J)  is (3, 4)
              Each column of left needs its own row of right.
              Where N = D = M = 3, all fits: it is the valid step with w not transposed.
            """,
            Derivations.CheckStep("dx", t => t.dout.MatMul(t.w)));

    [Fact]
    public void A_mean_for_a_sum_is_the_valid_step_times_1_over_N() =>
        Says("""
            db = t.dout.SumOverRows() / t.N is wrong at N = 2, D = 3, M = 4.
              4 of 4 entries differ. First entry [0]: valid G[0,0] + G[1,0], yours 1/2·G[0,0] + 1/2·G[1,0], valid - yours = 1/2·G[0,0] + 1/2·G[1,0]
              It is the valid step, times 1/N, which is 1/2 here.
            """,
            Derivations.CheckStep("db", t => t.dout.SumOverRows() / t.N));

    [Fact]
    public void A_constant_factor_is_not_taken_for_a_size() =>
        Nearest("It is the valid step, times 1/2.", Derivations.CheckStep("dw", t => t.x.Transpose().MatMul(t.dout) / 2));

    [Fact]
    public void Other_sizes_as_factors_are_named()
    {
        Nearest("It is the valid step, times D, which is 3 here.", Derivations.CheckStep("db", t => t.dout.SumOverRows() * t.D));
        Nearest("It is the valid step, times 1/(N M), which is 1/8 here.", Derivations.CheckStep("dx", t => t.dout.MatMul(t.w.Transpose()) / (t.N * t.M)));
        Nearest("It is the valid step, transposed, times N, which is 2 here.", Derivations.CheckStep("dw", t => t.dout.Transpose().MatMul(t.x) * t.N));
    }

    [Fact]
    public void A_size_written_as_a_number_is_found_at_other_sizes() =>
        Says("""
            db = 2 * t.dout.SumOverRows() / t.N is wrong at N = 3, D = 4, M = 6.
              6 of 6 entries differ. First entry [0]: valid G[0,0] + G[1,0] + G[2,0], yours 2/3·G[0,0] + 2/3·G[1,0] + 2/3·G[2,0], valid - yours = 1/3·G[0,0] + 1/3·G[1,0] + 1/3·G[2,0]
              At N = 2, D = 3, M = 4 it is exact: a size may stand there as a number.
              It is the valid step, times 2/3 at these sizes.
            """,
            Derivations.CheckStep("db", t => 2 * t.dout.SumOverRows() / t.N));

    [Fact]
    public void Each_usual_slip_is_named_for_what_it_is()
    {
        Nearest("It is the valid step with the opposite sign.", Derivations.CheckStep("dw", t => -t.x.Transpose().MatMul(t.dout)));
        Nearest("It is the valid step with x reshaped to (D, N), not transposed.", Derivations.CheckStep("dw", t => t.x.Reshape(t.D, t.N).MatMul(t.dout)));
        Nearest("It is the valid step with w reshaped to (M, D), not transposed.", Derivations.CheckStep("dx", t => t.dout.MatMul(t.w.Reshape(t.M, t.D))));
        Nearest("Where N = D = M = 3, all fits: it is the valid step with x not transposed.", Derivations.CheckStep("dw", t => t.x.MatMul(t.dout)));
        Nearest("It is the valid step with x not transposed.", Derivations.CheckStep("dw", t => t.x.MatMul(t.dout), [2, 2], 3));
        Nearest("It is the valid step with ones in the place of dout.", Derivations.CheckStep("db", t => Ones<SymbolicNumber>(t.N, t.M).SumOverRows()));
        Nearest("It is the valid step with ones in the place of dout.", Derivations.CheckStep("dw", t => t.x.Transpose().MatMul(Ones<SymbolicNumber>(t.N, t.M))));
        Nearest("It is the valid step with out in the place of dout.", Derivations.CheckStep("dw", t => t.x.Transpose().MatMul(t.@out)));
        Nearest("It is the share of example 1 alone.", Derivations.CheckStep("dw", t => Entries(t.D, t.M, (i, j) => t.x[1, i] * t.G[1, j])));
        Nearest("It is dz, not db.", Derivations.CheckStep("db", t => t.dout));
        Nearest("It is dw, not dx.", Derivations.CheckStep("dx", t => t.x.Transpose().MatMul(t.dout)));
        Nearest("It is p, not z.", Derivations.CheckStep("z", t => t.x.MatMul(t.w)));
        Nearest("It is dout summed over the outputs, one sum for each example, not db.", Derivations.CheckStep("db", t => t.dout.Transpose().SumOverRows()));
        Nearest("Read row by row, its entries are those of the valid step; its shape is (1, 4), where that has (4,).", Derivations.CheckStep("db", t => Ones<SymbolicNumber>(1, t.N).MatMul(t.dout)));
        Nearest("Read row by row, its entries are those of the valid step; its shape is (2, 6), where that has (2, 2, 3).", Derivations.CheckStep("dx", t => t.dout.MatMul(t.w.Transpose()), [2, 2, 3], 4));
        Nearest("Read row by row, its entries are those of the valid step, transposed; its shape is (2, 3), where that has (3, 2).", Derivations.CheckStep("dx", t => t.w.MatMul(t.G.Transpose()).ReshapeAs(t.x)));
        Nearest("It has the entries of the valid step in another order.", Derivations.CheckStep("db", t => Entries(t.M, j => Sum(t.N, n => t.G[n, t.M - 1 - j]))));
    }

    [Fact]
    public void Entries_that_agree_are_counted()
    {
        var check = Derivations.CheckStep("db", t => Entries(t.M, j => j == 1 ? t.G[0, 0] : Sum(t.N, n => t.G[n, j])));

        Assert.Equal(new NearestForm("3 of its 4 entries agree with the valid step.", 3, 4), check.Nearest);
        Assert.Equal((1, 4), (check.Wrong!.Differing, check.Wrong.Entries));
        Assert.Equal("entry [1]: left G[0,1] + G[1,1], right G[0,0], left - right = -G[0,0] + G[0,1] + G[1,1]", check.Wrong.FirstDifference!.ToString());
    }

    [Fact]
    public void Where_nothing_agrees_nothing_more_is_claimed()
    {
        Nearest("None of its entries agrees with the valid step.", Derivations.CheckStep("db", t => Entries(t.M, j => t.x[0, 0] + j)));
        Assert.Null(Derivations.CheckStep("db", t => Entries(t.D, j => t.x[0, 0] + j)).Nearest); // another shape: that is said already
    }

    [Fact]
    public void An_entry_that_is_not_there_and_a_quotient_that_is_no_polynomial_are_wrong_steps_too()
    {
        Assert.NotNull(Derivations.CheckStep("db", t => Entries(t.M, j => t.G[5, j])).Wrong!.Problem);
        Assert.Equal(
            "A step cannot be divided by x[0,0], which has variables. No gradient of the linear layer needs it; divide by a number, such as N.",
            Derivations.CheckStep("dx", t => t.G.MatMul(t.w.Transpose()) / t.x[0, 0]).Wrong!.Problem);
    }

    [Fact]
    public void An_equation_with_both_sides_given_is_checked_as_it_stands()
    {
        Assert.True(Derivations.CheckStep(t => t.X.MatMul(t.w), t => t.w.Transpose().MatMul(t.X.Transpose()).Transpose()).Passed);
        Says("""
            t.G = 2 * t.G is wrong at N = 2, D = 3, M = 4.
              8 of 8 entries differ. First entry [0,0]: left G[0,0], right 2·G[0,0], left - right = -G[0,0]
            """,
            Derivations.CheckStep(t => t.G, t => 2 * t.G));
    }

    [Fact]
    public void A_wrong_step_fails_a_cell_when_asked_to()
    {
        var check = Derivations.CheckStep("dw", t => t.dout.Transpose().MatMul(t.x));

        Assert.Equal($"Step check failed: {check}", Assert.Throws<CheckFailedException>(check.ThrowIfWrong).Message);
    }

    [Fact]
    public void A_goal_that_does_not_exist_is_answered_with_those_that_do() =>
        Assert.StartsWith(
            "There is no goal 'dL'. A step can lead to p, z, dz, dp, db, dw, dx.",
            Assert.Throws<ArgumentException>(() => Derivations.CheckStep("dL", t => t.x)).Message);

    private static void Says(string expected, StepCheck check)
    {
        Assert.False(check.Passed);
        Assert.Equal(expected, check.ToString());
    }

    private static void Nearest(string expected, StepCheck check)
    {
        Assert.False(check.Passed);
        Assert.Equal(expected, check.Nearest?.Text);
    }
}
