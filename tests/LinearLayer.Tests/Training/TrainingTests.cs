namespace LinearLayer.Tests;

public class TrainingTests
{
    // One weight, one bias, one example x = 1 with the target 0: out goes from z to (1 - 4·rate)·z in each step.
    private static Mlp One => new(new MlpLayer(Tensors.Of(new double[,] { { 1 } }), Tensors.Of(new double[] { 0 })));

    private static readonly Tensor<double> X = Tensors.Of(new double[,] { { 1 } });
    private static readonly Tensor<double> Y = Tensors.Of(new double[,] { { 0 } });

    public static TheoryData<long> Seeds() => [0, 1, 2, 3, 4];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_small_network_learns_two_moons_and_tells_new_points_apart(long seed)
    {
        var (x, labels) = Datasets.TwoMoons(seed: seed);
        var mlp = new Mlp([2, 16, 2], seed);

        var run = Training.Run(mlp, x, labels, new TrainingOptions(Steps: 300, LearningRate: 1, BatchSize: 32, Seed: seed));

        Assert.True(run.Accuracy > 0.95, run.ToString());
        AssertTellsApart(mlp, Datasets.TwoMoons(seed: seed + 100));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_small_network_learns_three_spirals_and_tells_new_points_apart(long seed)
    {
        var (x, labels) = Datasets.Spirals(seed: seed);
        var mlp = new Mlp([2, 16, 16, 3], seed);

        var run = Training.Run(mlp, x, labels, new TrainingOptions(Steps: 500, LearningRate: 0.5, BatchSize: 32, Seed: seed));

        Assert.True(run.Accuracy > 0.95, run.ToString());
        AssertTellsApart(mlp, Datasets.Spirals(seed: seed + 100));
    }

    [Fact]
    public void A_single_linear_layer_cannot_learn_the_spirals()
    {
        var (x, labels) = Datasets.Spirals();

        var run = Training.Run(new Mlp([2, 3], seed: 0), x, labels, new TrainingOptions(Steps: 500, LearningRate: 0.5, BatchSize: 32));

        Assert.InRange(run.Accuracy!.Value, 0.3, 0.7);
    }

    [Fact]
    public void A_run_keeps_the_loss_the_norms_and_the_accuracy_of_each_step()
    {
        var (x, labels) = Datasets.TwoMoons(points: 40);
        var mlp = new Mlp([2, 4, 2], seed: 1);
        var before = mlp.Forward(x).@out;

        var run = Training.Run(mlp, x, labels, new TrainingOptions(Steps: 7, LearningRate: 0.1));

        Assert.Equal(Enumerable.Range(0, 7), run.Steps.Select(step => step.Step));
        Assert.Equal(before.SoftmaxCrossEntropy(labels), run.Losses[0]); // before the first change
        Assert.Equal(before.Accuracy(labels), run.Accuracies[0]);
        Assert.Equal(mlp.Forward(x).@out.SoftmaxCrossEntropy(labels), run.Loss); // after the last
        Assert.Equal([7, 7, 7, 7], [run.Losses.Count, run.Accuracies.Count, run.GradientNorms(0).Count, run.GradientNorms(1).Count]);
        Assert.Equal(run.Steps[3].GradientNorms[1], run.GradientNorms(1)[3]);
    }

    [Fact]
    public void Training_goes_the_way_of_the_loop_that_a_learner_writes()
    {
        var (x, labels) = Datasets.TwoMoons(points: 30);
        var (mlp, byHand) = (new Mlp([2, 4, 2], seed: 1), new Mlp([2, 4, 2], seed: 1));

        Training.Run(mlp, x, labels, new TrainingOptions(Steps: 10, LearningRate: 0.2));
        for (var step = 0; step < 10; step++)
        {
            var (@out, cache) = byHand.Forward(x);
            var (_, dout) = @out.SoftmaxCrossEntropyWithGradient(labels);
            Sgd.Step(byHand, byHand.Backward(dout, cache), learningRate: 0.2);
        }

        AssertTensor.Equal(byHand.Layers[0].w, mlp.Layers[0].w);
        AssertTensor.Equal(byHand.Layers[1].b, mlp.Layers[1].b);
    }

    [Fact]
    public void Minibatches_go_the_way_of_the_loop_that_a_learner_writes_the_smaller_last_batch_too()
    {
        var (x, labels) = Datasets.Spirals();
        int[] sizes = [2, 16, 16, 3];
        var (mlp, byHand) = (new Mlp(sizes, seed: 1), new Mlp(sizes, seed: 1));

        var run = Training.Run(mlp, x, labels, new TrainingOptions(Steps: 25, LearningRate: 0.2, BatchSize: 32, Seed: 4));
        foreach (var (step, rows) in Batches.Of(labels.Length, 32, seed: 4).Take(25).Index())
        {
            var (@out, cache) = byHand.Forward(Batches.Rows(x, rows));
            var (loss, dout) = @out.SoftmaxCrossEntropyWithGradient([.. rows.Select(row => labels[row])]);
            Assert.Equal(loss, run.Losses[step], 1e-12);
            Sgd.Step(byHand, byHand.Backward(dout, cache), learningRate: 0.2);
        }

        foreach (var (ours, theirs) in mlp.Layers.Zip(byHand.Layers))
            Assert.All(AssertTensor.Cells(ours.w).Zip(AssertTensor.Cells(theirs.w)), pair => Assert.Equal(pair.Second, pair.First, 1e-12));
    }

    [Fact]
    public void What_was_taken_from_a_network_before_a_run_is_as_it_was_after_it()
    {
        var (x, labels) = Datasets.TwoMoons(points: 30);
        var mlp = new Mlp([2, 4, 2], seed: 1);
        var (@out, cache) = mlp.Forward(x);
        var w = mlp.Layers[0].w;
        double[] outThen = [.. AssertTensor.Cells(@out)], wThen = [.. AssertTensor.Cells(w)], hThen = [.. AssertTensor.Cells(cache.Linears[1].x)];

        Training.Run(mlp, x, labels, new TrainingOptions(Steps: 3, LearningRate: 0.2));
        var (between, betweenThen) = (mlp.Layers[0].w, AssertTensor.Cells(mlp.Layers[0].w).ToArray());
        Training.Run(mlp, x, labels, new TrainingOptions(Steps: 3, LearningRate: 0.2));

        Assert.Equal(outThen, AssertTensor.Cells(@out));
        Assert.Equal(wThen, AssertTensor.Cells(w));
        Assert.Equal(hThen, AssertTensor.Cells(cache.Linears[1].x));
        Assert.Equal(betweenThen, AssertTensor.Cells(between));
        Assert.NotEqual(betweenThen, AssertTensor.Cells(mlp.Layers[0].w));
    }

    [Fact]
    public void A_second_run_goes_on_where_the_first_ended()
    {
        var (x, labels) = Datasets.TwoMoons(points: 30);
        var (twice, once) = (new Mlp([2, 4, 2], seed: 1), new Mlp([2, 4, 2], seed: 1));

        Training.Run(twice, x, labels, new TrainingOptions(Steps: 6, LearningRate: 0.2));
        Training.Run(twice, x, labels, new TrainingOptions(Steps: 4, LearningRate: 0.2));
        Training.Run(once, x, labels, new TrainingOptions(Steps: 10, LearningRate: 0.2));

        AssertTensor.Equal(once.Layers[0].w, twice.Layers[0].w);
    }

    [Fact]
    public void Minibatches_use_every_example_once_a_round_and_in_a_new_order_each_round()
    {
        // A step too small to change anything: the loss of a batch of one is its squared target.
        var targets = Tensors.Of(new double[,] { { 1 }, { 2 }, { 3 }, { 4 }, { 5 } });
        var options = new TrainingOptions(Steps: 10, LearningRate: 1e-300, BatchSize: 1);

        var losses = Zero().Losses;
        var first = losses.Take(5).ToList();
        var second = losses.Skip(5).ToList();

        Assert.Equal([1, 4, 9, 16, 25], first.Order());
        Assert.Equal([1, 4, 9, 16, 25], second.Order());
        Assert.NotEqual(first, second);
        Assert.Equal(losses, Zero().Losses);
        options = options with { Seed = 1 };
        Assert.NotEqual(losses, Zero().Losses);

        TrainingRun Zero() => Training.Run(
            new Mlp(new MlpLayer(Tensors.Of(new double[,] { { 0 } }), Tensors.Of(new double[] { 0 }))), Tensor.CreateFromShape<double>([5, 1]), targets, options);
    }

    [Fact]
    public void The_last_batch_of_a_round_may_be_smaller_and_x_and_its_labels_stay_together()
    {
        // The target of each example is its x, which the layer with w = 1 gives already: every loss is 0 unless rows are mixed up.
        var x = Tensors.Of(new double[,] { { 1 }, { 2 }, { 3 }, { 4 }, { 5 } });
        var options = new TrainingOptions(Steps: 9, LearningRate: 0.1, BatchSize: 2, Reduction: LossReduction.Sum);

        Assert.All(Training.Run(One, x, x, options).Losses, loss => Assert.Equal(0, loss));

        var zero = Tensor.CreateFromShape<double>([5, 1]);
        var losses = Training.Run(One, zero, x, options with { Steps = 3, LearningRate = 1e-300 }).Losses;
        Assert.Equal(1 + 4 + 9 + 16 + 25, losses.Sum());
        Assert.Contains(losses[2], new double[] { 1, 4, 9, 16, 25 }); // a batch of one
    }

    [Fact]
    public void A_regression_has_losses_and_no_accuracy()
    {
        var run = Training.Run(One, X, Y, new TrainingOptions(Steps: 2, LearningRate: 0.125));

        Assert.Equal([1, 0.25], run.Losses);
        Assert.Equal(0.0625, run.Loss);
        Assert.Null(run.Accuracy);
        Assert.Empty(run.Accuracies);
        Assert.Equal([Math.Sqrt(8), Math.Sqrt(2)], run.GradientNorms(0)); // dw = db = 2z
        Assert.Equal("2 steps, loss 1 -> 0.0625", run.ToString());
    }

    [Fact]
    public void A_loss_that_runs_away_stops_the_training_names_the_step_and_the_learning_rate_and_puts_the_network_back()
    {
        var mlp = One;

        var error = Assert.Throws<TrainingException>(() => Training.Run(mlp, X, Y, new TrainingOptions(Steps: 100, LearningRate: 2.5e50)));

        Assert.Equal(4, error.Step);
        Assert.Equal(
            """
            Training.Run: at step 4 the loss is Infinity. The network was put back to where it was before the run.
            The losses before it were 1E+102, 1E+204, 1E+306.
            Most likely the learning rate 2.5E+50 is too large: steps overshoot, and each makes the next one larger. Try 2.5E+49.
            """, error.Message);
        AssertTensor.Holds(new double[,] { { 1 } }, mlp.Layers[0].w);
        AssertTensor.Holds(new double[] { 0 }, mlp.Layers[0].b);
    }

    [Fact]
    public void A_loss_that_runs_away_in_the_very_last_step_is_found_too()
    {
        var error = Assert.Throws<TrainingException>(() => Training.Run(One, X, Y, new TrainingOptions(Steps: 4, LearningRate: 2.5e50, Reduction: LossReduction.Sum)));

        Assert.Equal(4, error.Step);
        Assert.EndsWith("Try 2.5E+49. The loss is a sum, so gradients grow with the number of examples: divide the rate by that number, or take the mean.", error.Message);
    }

    [Fact]
    public void A_loss_that_is_not_finite_from_the_start_is_laid_to_the_numbers()
    {
        var x = Tensors.Of(new double[,] { { 1e200 } });

        var error = Assert.Throws<TrainingException>(() => Training.Run(One, x, Y, new TrainingOptions(Steps: 1, LearningRate: 0.1)));

        Assert.Equal(0, error.Step);
        Assert.EndsWith(
            "No step had been taken, so the numbers are too large as they are: scale x (and the targets) to about -1 to 1, or start from smaller weights.", error.Message);
    }

    [Fact]
    public void Numbers_that_are_not_finite_are_refused_before_training()
    {
        var options = new TrainingOptions(Steps: 1, LearningRate: 0.1);
        var nan = Tensors.Of(new double[,] { { 1 }, { double.NaN } });
        var broken = new Mlp(new MlpLayer(X, Tensors.Of(new double[] { double.PositiveInfinity })));

        Assert.Equal(
            "Training.Run: x[1, 0] is NaN. Numbers that are missing must be left out or filled in before training.",
            Assert.Throws<ArgumentException>(() => Training.Run(One, nan, new int[2], options)).Message);
        Assert.Equal(
            "Training.Run: y[1, 0] is NaN. Numbers that are missing must be left out or filled in before training.",
            Assert.Throws<ArgumentException>(() => Training.Run(One, Tensor.CreateFromShape<double>([2, 1]), nan, options)).Message);
        Assert.Equal(
            "Training.Run: Layers[0].b[0] is Infinity. A network that has such a number cannot learn. Make a new one.",
            Assert.Throws<ArgumentException>(() => Training.Run(broken, X, Y, options)).Message);
    }

    [Fact]
    public void Labels_that_do_not_fit_are_refused_and_the_error_names_the_first()
    {
        var options = new TrainingOptions(Steps: 1, LearningRate: 0.1, BatchSize: 1);
        var x = Tensor.CreateFromShape<double>([3, 2]);

        Assert.Equal(
            "Training.Run: labels[2] is 3, but the network has 3 outputs, so the classes are 0 to 2. It needs one output for each class. (Parameter 'labels')",
            Assert.Throws<ArgumentException>(() => Training.Run(new Mlp([2, 3], 0), x, [0, 2, 3], options)).Message);
        Assert.Equal(
            "Training.Run: labels[1] is 1, but the network has 1 output, so the only class is 0. It needs one output for each class. (Parameter 'labels')",
            Assert.Throws<ArgumentException>(() => Training.Run(new Mlp([2, 1], 0), x, [0, 1, 0], options)).Message);
        Assert.Equal(
            "Training.Run: labels[0] is -1, but the network has 3 outputs, so the classes are 0 to 2. It needs one output for each class. (Parameter 'labels')",
            Assert.Throws<ArgumentException>(() => Training.Run(new Mlp([2, 3], 0), x, [-1, 2, 3], options)).Message);
        Assert.Equal(
            "Training.Run: labels.Length is 2, but there are N = 3 examples. Each example has one label. (Parameter 'labels')",
            Assert.Throws<ArgumentException>(() => Training.Run(new Mlp([2, 3], 0), x, [0, 1], options)).Message);
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_refused()
    {
        var options = new TrainingOptions(Steps: 1, LearningRate: 0.1);
        var mlp = new Mlp([2, 3], 0);
        var points = Tensor.CreateFromShape<double>([4, 5]);
        var targets = Tensor.CreateFromShape<double>([4, 1]);

        Assert.Equal(
            """
            Training.Run: x does not fit the first layer.
              x: points       (N, d_1, ..., d_k)  is (4, 5)
              w: Layers[0].w  (D, M)              is (2, 3)
            Each feature of x needs its own row of w.
            """, Assert.Throws<ShapeException>(() => Training.Run(mlp, points, new int[4], options)).Message);
        Assert.Equal(
            """
            Training.Run: y must have the shape of out, (4, 3).
              y: targets  (N, M)  is (4, 1)
            Each output of each example has its own target. Nothing is broadcast.
            """, Assert.Throws<ShapeException>(() => Training.Run(mlp, Tensor.CreateFromShape<double>([4, 2]), targets, options)).Message);
        mlp.Layers[0].w = Tensors.Of(new double[] { 1, 2 });
        Assert.StartsWith("Training.Run: Layers[0] is no linear layer.", Assert.Throws<ShapeException>(() => Training.Run(mlp, points, new int[4], options)).Message);
    }

    [Fact]
    public void No_example_at_all_is_refused()
    {
        var (mlp, options) = (new Mlp([2, 3], 0), new TrainingOptions(Steps: 1, LearningRate: 0.1));

        Assert.Equal(
            "Training.Run: x is (0, 2), so there is no example to learn from. (Parameter 'x')",
            Assert.Throws<ArgumentException>(() => Training.Run(mlp, Tensor.CreateFromShape<double>([0, 2]), [], options)).Message);
    }

    [Theory]
    [InlineData(0, 0.1, null, "Steps is 0. It must be 1 or more.")]
    [InlineData(5, 0, null, "LearningRate is 0. It must be positive and finite, such as 0.1. Each step goes against the gradient by itself; the rate needs no sign.")]
    [InlineData(5, -0.1, null, "LearningRate is -0.1. It must be positive and finite, such as 0.1. Each step goes against the gradient by itself; the rate needs no sign.")]
    [InlineData(5, double.NaN, null, "LearningRate is NaN. It must be positive and finite, such as 0.1. Each step goes against the gradient by itself; the rate needs no sign.")]
    [InlineData(5, 0.1, 0, "BatchSize is 0. It must be from 1 to N = 1, the number of examples. Leave it out to use all in each step.")]
    [InlineData(5, 0.1, 2, "BatchSize is 2. It must be from 1 to N = 1, the number of examples. Leave it out to use all in each step.")]
    public void Options_that_make_no_sense_are_refused(int steps, double learningRate, int? batchSize, string problem)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Training.Run(One, X, Y, new TrainingOptions(steps, learningRate, batchSize)));

        Assert.Equal($"Training.Run: {problem} (Parameter 'options')", error.Message);
    }

    [Fact]
    public void A_missing_argument_is_named()
    {
        var options = new TrainingOptions(Steps: 1, LearningRate: 0.1);

        Assert.Equal("mlp", Assert.Throws<ArgumentNullException>(() => Training.Run(null!, X, Y, options)).ParamName);
        Assert.Equal("options", Assert.Throws<ArgumentNullException>(() => Training.Run(One, X, Y, null!)).ParamName);
        Assert.Equal("labels", Assert.Throws<ArgumentNullException>(() => Training.Run(One, X, (int[])null!, options)).ParamName);
        Assert.StartsWith("Training.Run: x is null.", Assert.Throws<ArgumentNullException>(() => Training.Run(One, null!, Y, options)).Message);
    }

    private static void AssertTellsApart(Mlp mlp, LabelledPoints unseen)
    {
        var right = 0;
        for (nint n = 0; n < unseen.labels.Length; n++)
        {
            var (@out, _) = mlp.Forward(Tensors.Of(new double[,] { { unseen.x[n, 0], unseen.x[n, 1] } }));
            var best = AssertTensor.Cells(@out);
            right += best.IndexOf(best.Max()) == unseen.labels[n] ? 1 : 0;
        }

        Assert.True(right > 0.95 * unseen.labels.Length, $"{right} of {unseen.labels.Length}");
    }
}
