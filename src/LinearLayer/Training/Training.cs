using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace LinearLayer;

/// <summary>Trains a network by gradient descent.</summary>
/// <remarks>
/// Each step is the four lines that a learner would write: forward, loss, backward, <see cref="Sgd.Step"/>, with the same numbers;
/// only the memory is used again from step to step. The network is changed where it stands; a second run goes on from there. A run
/// that fails leaves the network as it was.
/// </remarks>
/// <example>
/// <code>
/// var (x, labels) = Datasets.Spirals();
/// var mlp = new Mlp([2, 16, 16, 3], seed: 1);
/// var run = Training.Run(mlp, x, labels, new TrainingOptions(Steps: 500, LearningRate: 0.5, BatchSize: 32));
/// </code>
/// </example>
public static class Training
{
    /// <summary>Trains a classifier: softmax cross-entropy between out and the labels.</summary>
    /// <param name="mlp">The network, with one output for each class.</param>
    /// <param name="x">The examples, (N, d_1, ..., d_k).</param>
    /// <param name="labels">The class of each example, counted from 0; N of them.</param>
    /// <param name="options">How many steps, how far each goes, how many examples it sees.</param>
    /// <param name="xText">Filled in by the compiler: x as the caller wrote it.</param>
    /// <exception cref="ArgumentException">There is no example, a number is not finite, a label is no class, or an option makes no sense.</exception>
    /// <exception cref="ShapeException">The shapes do not fit the network.</exception>
    /// <exception cref="TrainingException">The loss is no finite number any more.</exception>
    public static TrainingRun Run(
        Mlp mlp, Tensor<double> x, int[] labels, TrainingOptions options, [CallerArgumentExpression(nameof(x))] string xText = "x")
    {
        ArgumentNullException.ThrowIfNull(labels);
        TrainingInput.Require(mlp, x, options, xText);
        TrainingInput.RequireLabels(mlp, x, labels);
        return Descend(
            mlp, x.Flatten(), options,
            (@out, rows) => @out.SoftmaxCrossEntropyWithGradient(Pick(labels, rows), options.Reduction),
            (@out, rows) => @out.Accuracy(Pick(labels, rows)));
    }

    /// <summary>Trains a regression: squared error between out and the targets.</summary>
    /// <param name="mlp">The network, with one output for each column of the targets.</param>
    /// <param name="x">The examples, (N, d_1, ..., d_k).</param>
    /// <param name="y">The targets, (N, M).</param>
    /// <param name="options">How many steps, how far each goes, how many examples it sees.</param>
    /// <param name="xText">Filled in by the compiler: x as the caller wrote it.</param>
    /// <param name="yText">Filled in by the compiler: y as the caller wrote it.</param>
    /// <exception cref="ArgumentException">There is no example, a number is not finite, or an option makes no sense.</exception>
    /// <exception cref="ShapeException">The shapes do not fit the network.</exception>
    /// <exception cref="TrainingException">The loss is no finite number any more.</exception>
    public static TrainingRun Run(
        Mlp mlp, Tensor<double> x, Tensor<double> y, TrainingOptions options,
        [CallerArgumentExpression(nameof(x))] string xText = "x",
        [CallerArgumentExpression(nameof(y))] string yText = "y")
    {
        TrainingInput.Require(mlp, x, options, xText);
        TrainingInput.RequireTargets(mlp, x, y, yText);
        return Descend(
            mlp, x.Flatten(), options,
            (@out, rows) => @out.SquaredErrorWithGradient(Batches.Rows(y, rows), options.Reduction),
            (_, _) => null);
    }

    private static TrainingRun Descend(
        Mlp mlp, Tensor<double> x, TrainingOptions options,
        Func<Tensor<double>, int[], (double loss, Tensor<double> dout)> lossOf,
        Func<Tensor<double>, int[], double?> accuracyOf)
    {
        var examples = (int)x.Lengths[0];
        var before = mlp.Layers.Select(layer => (layer.w, layer.b)).ToArray();
        foreach (var layer in mlp.Layers)
            (layer.w, layer.b) = (Cells.Copy(layer.w), Cells.Copy(layer.b)); // the steps change these; a cache made before stays true
        List<TrainingStep> steps = [];
        var passes = new Dictionary<int, PassesInPlace>(); // by size: the last batch of a round may be smaller
        try
        {
            foreach (var rows in Batches.Of(examples, options.BatchSize, options.Seed).Take(options.Steps))
            {
                if (!passes.TryGetValue(rows.Length, out var pass))
                    passes[rows.Length] = pass = new PassesInPlace(mlp, rows.Length);
                var @out = pass.Forward(options.BatchSize is null ? x : Batches.Rows(x, rows));
                var (loss, dout) = lossOf(@out, rows);
                Divergence.ThrowIfNotFinite(loss, steps, options);
                var gradients = pass.Backward(dout);
                steps.Add(new TrainingStep(steps.Count, loss, gradients.Norms, accuracyOf(@out, rows)));
                Sgd.StepInPlace(mlp, gradients, options.LearningRate);
            }

            int[] all = [.. Enumerable.Range(0, examples)];
            var scores = passes.TryGetValue(examples, out var whole) ? whole.Forward(x) : mlp.Forward(x).@out;
            var (lossAfter, _) = lossOf(scores, all);
            Divergence.ThrowIfNotFinite(lossAfter, steps, options);
            return new TrainingRun(options, steps, lossAfter, accuracyOf(scores, all));
        }
        catch
        {
            foreach (var (layer, (w, b)) in mlp.Layers.Zip(before))
                (layer.w, layer.b) = (w, b);
            throw;
        }
    }

    private static int[] Pick(int[] labels, int[] rows) => [.. rows.Select(row => labels[row])];
}
