namespace LinearLayer.Tests.GradientChecks;

/// <summary>Mistakes as a learner writes them, in plain loops, at sizes of their own.</summary>
public class DiagnosisTests
{
    private const int N = 5, D = 6, M = 4;

    private readonly Fixture f = Fixture.Random([N, 3, 2], M, seed: 21);

    private Diagnosis? DiagnosisOf(Action<LinearGradients<double>> spoil) => Report(gradients =>
    {
        spoil(gradients);
        return gradients;
    }).Diagnoses.SingleOrDefault();

    private GradientReport Report(Func<LinearGradients<double>, LinearGradients<double>> spoil) =>
        GradientCheck.Run(f.x, f.w, f.b, f.dout, (dout, cache) => spoil(Linear.Backward(dout, cache)));

    private double X(int n, int d) => f.x[n, d / 2, d % 2];

    [Fact]
    public void The_sum_over_examples_that_starts_anew_for_each_one()
    {
        var diagnosis = DiagnosisOf(gradients =>
        {
            for (var n = 0; n < N; n++)
            {
                for (var i = 0; i < D; i++)
                {
                    for (var j = 0; j < M; j++)
                        gradients.dw[i, j] = X(n, i) * f.dout[n, j];
                }
            }
        });

        Assert.Equal((GradientMistake.SumForgotten, "dw"), (diagnosis!.Mistake, diagnosis.Gradient));
        Assert.StartsWith("dw is that of example 4 alone: each example's share was assigned (=), not added (+=).", diagnosis.Text);
    }

    [Fact]
    public void The_mean_in_place_of_the_sum()
    {
        var diagnosis = DiagnosisOf(gradients =>
        {
            for (var j = 0; j < M; j++)
                gradients.db[j] /= N;
        });

        Assert.Equal(
            "Every cell of db is 0.2 times the right one, 0.2 = 1/N. A gradient is a sum, not a mean: the 1/N of a mean loss is in dout already.",
            diagnosis!.Text);
    }

    [Theory]
    [InlineData(2, GradientMistake.WrongFactor, "Every cell of dw is 2 times the right one.")]
    [InlineData(N, GradientMistake.WrongFactor, "Every cell of dw is 5 times the right one, 5 = N.")]
    [InlineData(-1, GradientMistake.SignFlipped, "dw is the right one with every sign turned. A gradient points uphill; only the update subtracts it.")]
    [InlineData(1.0 / M, GradientMistake.WrongFactor, "Every cell of dw is 0.25 times the right one, 0.25 = 1/M.")]
    [InlineData(0, GradientMistake.AllZero, "Every cell of dw is 0: it was never written to.")]
    public void One_factor_for_all_cells(double factor, GradientMistake mistake, string text)
    {
        var diagnosis = DiagnosisOf(gradients =>
        {
            for (var i = 0; i < D; i++)
            {
                for (var j = 0; j < M; j++)
                    gradients.dw[i, j] *= factor;
            }
        });

        Assert.Equal((mistake, text), (diagnosis!.Mistake, diagnosis.Text));
    }

    [Fact]
    public void An_index_computed_column_by_column()
    {
        var diagnosis = DiagnosisOf(gradients =>
        {
            var right = AssertTensor.Cells(gradients.dx);
            for (var n = 0; n < N; n++)
            {
                for (var d = 0; d < D; d++)
                    gradients.dx[n, d % 3, d / 3] = right[n * D + d];
            }
        });

        Assert.Equal((GradientMistake.RowMajorLost, "dx"), (diagnosis!.Mistake, diagnosis.Gradient));
    }

    [Fact]
    public void The_right_numbers_in_the_wrong_places()
    {
        var diagnosis = DiagnosisOf(gradients => (gradients.db[0], gradients.db[2]) = (gradients.db[2], gradients.db[0]));

        Assert.StartsWith("db has the right numbers in the wrong places", diagnosis!.Text);
    }

    [Fact]
    public void Weights_that_were_updated_in_place_between_the_passes()
    {
        var (x, w, b, dout) = f;
        var report = GradientCheck.Run(x, w, b, dout, (dout, cache) =>
        {
            var updated = Tensor.Create(AssertTensor.Cells(cache.w).ToArray(), cache.w.Lengths);
            var dw = Linear.Backward(dout, cache).dw;
            for (var i = 0; i < D; i++)
            {
                for (var j = 0; j < M; j++)
                    updated[i, j] -= 0.5 * dw[i, j];
            }

            return Linear.Backward(dout, cache with { w = updated });
        });

        Assert.Equal(GradientMistake.WeightsAfterUpdate, Assert.Single(report.Diagnoses).Mistake);
        Assert.StartsWith("dx is dout·(w - 0.5·dw)ᵀ: the weights were updated before dx was computed.", report.Diagnoses[0].Text);
    }

    [Fact]
    public void Shapes_that_tell_what_was_forgotten()
    {
        Assert.Equal(GradientMistake.Transposed, Report(right => right with { dw = right.dw.Transpose() }).Diagnoses.Single().Mistake);
        Assert.Equal(GradientMistake.SumForgotten, Report(right => right with { db = f.dout }).Diagnoses.Single().Mistake);
        Assert.Equal(GradientMistake.WrongAxis, Report(right => right with { db = f.dout.Transpose().SumOverRows() }).Diagnoses.Single().Mistake);
        Assert.Equal(GradientMistake.ReshapeForgotten, Report(right => right with { dx = right.dx.Flatten() }).Diagnoses.Single().Mistake);
        Assert.Equal(GradientMistake.WrongShape, Report(right => right with { db = Tensor.CreateFromShape<double>([1, M]) }).Diagnoses.Single().Mistake);
        Assert.Equal(GradientMistake.Missing, Report(right => right with { dw = null! }).Diagnoses.Single().Mistake);
        Assert.Equal(3, Report(_ => null!).Diagnoses.Count);
    }

    [Fact]
    public void A_wrong_shape_reads_as_what_it_has_and_what_it_must_have()
    {
        Assert.Equal(
            """
            dx is wrong, dw and db are right (58 cells, central difference, L = Σ dout·out).
              dx has the shape (5, 6), and must have (5, 3, 2).
              Diagnosis: dx is still flattened, (N, D) = (5, 6). Reshape it back to x's own shape (5, 3, 2): the layer below gave x in that shape and needs dx in it.
            """.ReplaceLineEndings("\n"),
            Report(right => right with { dx = right.dx.Flatten() }).ToString());
    }

    [Fact]
    public void Numbers_without_a_pattern_get_no_diagnosis()
    {
        var random = new Random(4);

        var report = Report(right => right with { dw = Tensor.Create(Enumerable.Range(0, D * M).Select(_ => random.NextDouble()).ToArray(), [D, M]) });

        Assert.Equal(CheckVerdict.Wrong, report.Verdict);
        Assert.Empty(report.Diagnoses);
    }

    [Fact]
    public void One_wrong_cell_gets_no_diagnosis() => Assert.Null(DiagnosisOf(gradients => gradients.dw[2, 1] += 1));
}
