namespace LinearLayer.Tests.GradientChecks;

public class WrongBackwardsTests
{
    public static TheoryData<string> Names => [.. WrongBackwards.All.Select(wrong => wrong.Name)];

    private static WrongBackward Named(string name) => Assert.Single(WrongBackwards.All, wrong => wrong.Name == name);

    [Fact]
    public void The_default_check_catches_all_of_them_at_its_default_fixture_and_lets_the_right_one_through()
    {
        var table = WrongBackwards.CaughtBy(Fixture.Default);

        Assert.True(table.Rows.Count >= 17);
        Assert.Empty(table.Missed);
        Assert.False(table.FalseAlarm);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_is_diagnosed_as_the_misconception_it_is(string name)
    {
        var wrong = Named(name);
        var f = wrong.Fixture;

        var report = GradientCheck.Run(f.x, f.w, f.b, f.dout, wrong.Backward);

        Assert.Equal(CheckVerdict.Wrong, report.Verdict);
        Assert.Equal((wrong.Mistake, wrong.Gradient), (report.Diagnoses[0].Mistake, report.Diagnoses[0].Gradient));
        Assert.All(report.Diagnoses, diagnosis => Assert.Equal(wrong.Mistake, diagnosis.Mistake));
        Assert.Equal(name.StartsWith("all") ? ["dx", "dw", "db"] : [wrong.Gradient], report.Diagnoses.Select(diagnosis => diagnosis.Gradient));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_is_diagnosed_on_random_numbers_as_well(string name)
    {
        var wrong = Named(name);
        var random = new Random(11);
        var (x, w, b, dout) = wrong.Fixture;
        (x, w, dout) = (Noisy(x), Noisy(w), Noisy(dout));

        foreach (var method in new[] { GradientMethod.CentralDifference(), GradientMethod.ComplexStep, GradientMethod.DualNumbers, GradientMethod.Richardson })
            Assert.Equal(wrong.Mistake, GradientCheck.Run(x, w, b, dout, wrong.Backward, method).Diagnoses[0].Mistake);

        Tensor<double> Noisy(Tensor<double> tensor) =>
            Tensor.Create(AssertTensor.Cells(tensor).Select(cell => cell * random.NextDouble()).ToArray(), tensor.Lengths);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_has_the_right_shapes_on_its_own_fixture_but_the_one_whose_mistake_is_the_shape(string name)
    {
        var wrong = Named(name);

        Assert.Equal(wrong.Mistake != GradientMistake.ReshapeForgotten, wrong.Fits(wrong.Fixture));
        Assert.Equal(wrong.FitsOnlyWhere is null && wrong.Mistake != GradientMistake.ReshapeForgotten, wrong.Fits(Fixture.Default));
    }

    [Fact]
    public void At_most_four_fit_only_at_equal_sizes_and_say_where()
    {
        var limited = WrongBackwards.All.Where(wrong => wrong.FitsOnlyWhere is not null);

        Assert.Equal(["N = D", "D = M", "N = M", "D = M"], limited.Select(wrong => wrong.FitsOnlyWhere));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_has_a_name_a_misconception_in_one_sentence_and_its_code(string name)
    {
        var wrong = Named(name);

        Assert.EndsWith(".", wrong.Misconception);
        Assert.StartsWith("(dout, cache) =>", wrong.Code);
        Assert.Contains(wrong.Misconception, wrong.ToString());
    }

    [Fact]
    public void A_dout_of_ones_misses_those_that_leave_dout_out()
    {
        var ones = Fixture.Default with { dout = Tensor.CreateFromShape<double>([4, 5]) };
        ones.dout.Fill(1);

        var table = WrongBackwards.CaughtBy(ones);

        Assert.Equal(["dw: dout left out", "db: N everywhere", "dx: dout left out"], table.Missed.Select(wrong => wrong.Name));
    }

    [Fact]
    public void A_check_of_the_shapes_catches_only_what_does_not_fit()
    {
        var f = Fixture.Default;

        var table = WrongBackwards.CaughtBy(f, backward =>
        {
            var (dx, dw, db) = backward(f.dout, Linear.Forward(f.x, f.w, f.b).cache);
            return dx.Shape == f.x.Shape && dw.Shape == f.w.Shape && db.Shape == f.b.Shape;
        });

        Assert.Equal(table.Rows.Where(row => !row.Fits).Select(row => row.Wrong), table.Caught);
        Assert.Equal(5, table.Caught.Count);
        Assert.StartsWith("5 of 28 wrong backward passes are caught.\n  MISSED  dw: x reshaped, not transposed\n  caught  dw: x not transposed (the shape gives it away)\n", table.ToString());
    }

    [Fact]
    public void A_check_that_throws_has_caught_something_and_one_that_refuses_everything_is_a_false_alarm()
    {
        var f = Fixture.Default;

        var adjoint = WrongBackwards.CaughtBy(f, backward => { AdjointTest.Run(f.x, f.w, f.b, f.dout, backward).ThrowIfWrong(); });
        var nothing = WrongBackwards.CaughtBy(f, _ => true);
        var everything = WrongBackwards.CaughtBy(f, _ => false);

        Assert.Empty(adjoint.Missed);
        Assert.False(adjoint.FalseAlarm);
        Assert.Empty(nothing.Caught);
        Assert.True(everything.FalseAlarm);
        Assert.Contains("and so is the right one: this check refuses everything", everything.ToString());
    }

    [Fact]
    public void The_inverse_is_caught_and_diagnosed_whatever_the_rank_of_w()
    {
        var inverse = Named("dx: the inverse");
        foreach (var (n, d, m) in new[] { (4, 6, 5), (4, 3, 5), (4, 4, 4), (2, 3, 1), (3, 1, 4) })
        {
            var f = Fixture.Random([n, d], m, seed: 3);
            Assert.Equal(GradientMistake.InverseForTranspose, GradientCheck.Run(f.x, f.w, f.b, f.dout, inverse.Backward)["dx"].Diagnosis!.Mistake);
        }

        var flat = Fixture.Random([4, 3], 5, seed: 3);
        for (nint j = 0; j < 5; j++)
            flat.w[2, j] = flat.w[0, j] + flat.w[1, j]; // rank 2
        Assert.Equal(GradientMistake.InverseForTranspose, GradientCheck.Run(flat.x, flat.w, flat.b, flat.dout, inverse.Backward)["dx"].Diagnosis!.Mistake);
    }
}
