namespace LinearLayer.Tests.GradientChecks;

public class StepSweepTests
{
    private readonly Fixture f = Fixture.Default;

    [Fact]
    public void Under_a_linear_or_quadratic_loss_the_largest_step_is_the_best_and_exact()
    {
        foreach (var loss in new[] { Loss.Linear(f.dout), Loss.Quadratic(f.dout) })
        {
            var sweep = StepSweep.Run(f.x, f.w, f.b, loss);

            Assert.Equal((1, 0), (sweep.Best.Step, sweep.Best.LargestError));
            Assert.True(Error(sweep, 1e-9) > 1e3 * Error(sweep, 1e-3));
        }
    }

    [Fact]
    public void Under_a_curved_loss_the_error_falls_as_the_square_of_the_step_and_rises_again()
    {
        var sweep = StepSweep.Run(f.x, f.w, f.b, Loss.Cubic);

        // ⅓(z + hx)³ - ⅓(z - hx)³ = 2h(z²x + h²x³/3): the error of ∂L/∂p is h²/3 times a sum of cubes, exactly.
        Assert.Equal(100, Error(sweep, 1e-1) / Error(sweep, 1e-2), tolerance: 0.01);
        Assert.Equal(100, Error(sweep, 1e-2) / Error(sweep, 1e-3), tolerance: 1);
        Assert.InRange(sweep.Best.Step, 1e-6, 1e-3);
        Assert.True(Error(sweep, 1e-12) > 1e3 * sweep.Best.LargestError);
    }

    [Fact]
    public void The_truncation_error_is_the_one_worked_out_by_hand()
    {
        // out = 2·3 + 1 = 7; ∂L/∂w = 49·2 and the difference adds h²·2³/3; the largest of the three is that of x: h²·3³/3.
        var sweep = StepSweep.Run(Tensors.Of(new double[,] { { 2 } }), Tensors.Of(new double[,] { { 3 } }), Tensors.Of([1.0]), Loss.Cubic, steps: [0.5]);

        Assert.Equal(0.25 * 27 / 3, Assert.Single(sweep.Points).LargestError, tolerance: 1e-12);
    }

    [Fact]
    public void A_wrong_backward_pass_has_a_floor_that_no_step_goes_below()
    {
        var sweep = StepSweep.Run(f.x, f.w, f.b, f.dout, backward: (dout, cache) => Linear.Backward(dout, cache) with { db = dout.SumOverRows().ReshapeAs(cache.b) });
        var wrong = StepSweep.Run(f.x, f.w, f.b, f.dout, backward: (dout, cache) => Linear.Backward(dout, cache) with { db = cache.b });

        Assert.Equal(0, sweep.Best.LargestError);
        Assert.All(wrong.Points, point => Assert.True(point.LargestError > 1));
    }

    [Fact]
    public void The_points_are_in_order_from_the_largest_step_and_read_as_lines()
    {
        var sweep = StepSweep.Run(f.x, f.w, f.b, f.dout, steps: [0.25, 2, 1]);

        Assert.Equal([2, 1, 0.25], sweep.Points.Select(point => point.Step));
        Assert.StartsWith("L = Σ dout·out, best at step 2\n  step 2: off by 0, relative 0\n", sweep.ToString());
        Assert.Equal(31, StepSweep.DefaultSteps.Count);
    }

    [Fact]
    public void No_step_and_a_wrong_shape_are_refused()
    {
        Assert.Throws<ArgumentException>(() => StepSweep.Run(f.x, f.w, f.b, f.dout, steps: []));
        Assert.Throws<ShapeException>(() => StepSweep.Run(f.x, f.w, f.b, f.dout, backward: (dout, cache) => Linear.Backward(dout, cache) with { db = cache.w }));
    }

    private static double Error(StepSweep sweep, double step) => sweep.Points.Single(point => Math.Abs(point.Step / step - 1) < 1e-9).LargestError;
}
