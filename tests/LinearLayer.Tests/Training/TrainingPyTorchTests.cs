using System.Text.Json;
using LinearLayer.Tests.PyTorch;
using static LinearLayer.Tests.TrainingReference;

namespace LinearLayer.Tests;

/// <summary>Our networks, losses and training runs beside those of PyTorch, which training.py writes.</summary>
public class TrainingPyTorchTests
{
    public static TheoryData<int> Cases() => [.. Enumerable.Range(0, Committed.Cases.Count)];

    public static TheoryData<int> Runs() => [.. Enumerable.Range(0, Committed.Runs.Count)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_network_has_the_outputs_the_loss_and_the_gradients_of_PyTorch(int index)
    {
        var reference = Committed.Cases[index];
        var mlp = MlpOf(reference.Layers);
        var reduction = ReductionOf(reference.Reduction);

        var (@out, cache) = mlp.Forward(reference.X.Tensor);
        var (loss, dout) = reference.Labels is { } labels
            ? @out.SoftmaxCrossEntropyWithGradient(labels, reduction)
            : @out.SquaredErrorWithGradient(reference.Y!.Tensor, reduction);
        var (dx, gradients) = mlp.Backward(dout, cache);

        AssertClose(reference.Out, @out);
        AssertClose([reference.Loss], [loss]);
        AssertClose(reference.Dout, dout);
        AssertClose(reference.Dx, dx);
        Assert.Equal(reference.Gradients.Count, gradients.Count);
        foreach (var (expected, actual) in reference.Gradients.Zip(gradients))
        {
            AssertClose(expected.W, actual.dw);
            AssertClose(expected.B, actual.db);
        }
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void Twenty_steps_of_training_go_the_way_of_SGD_in_PyTorch(int index)
    {
        var reference = Committed.Runs[index];
        var mlp = MlpOf(reference.Layers);
        var options = new TrainingOptions(reference.Losses.Length, reference.LearningRate, Reduction: ReductionOf(reference.Reduction));

        var run = reference.Labels is { } labels
            ? Training.Run(mlp, reference.X.Tensor, labels, options)
            : Training.Run(mlp, reference.X.Tensor, reference.Y!.Tensor, options);

        Assert.Equal(20, run.Steps.Count);
        AssertClose(reference.Losses, run.Losses);
        foreach (var (expected, actual) in reference.Norms.Zip(run.Steps))
            AssertClose(expected, actual.GradientNorms);
        AssertClose([reference.FinalLoss], [run.Loss]);
        Assert.Equal(reference.FinalAccuracy, run.Accuracy);
        foreach (var (expected, actual) in reference.FinalLayers.Zip(mlp.Layers))
        {
            AssertClose(expected.W, actual.w);
            AssertClose(expected.B, actual.b);
        }
    }

    [Fact]
    public void The_committed_numbers_cover_the_places_where_networks_go_wrong()
    {
        Assert.Equal(
            ["cross_entropy mean", "cross_entropy sum", "squared_error mean", "squared_error sum"],
            Committed.Cases.Select(reference => $"{reference.LossFunction} {reference.Reduction}").Distinct().Order());
        Assert.Equal(
            ["cross_entropy mean", "cross_entropy sum", "squared_error mean", "squared_error sum"],
            Committed.Runs.Select(reference => $"{reference.LossFunction} {reference.Reduction}").Distinct().Order());
        Assert.Equal([1, 2, 3, 4], Committed.Cases.Select(reference => reference.Layers.Count).Distinct().Order());
        Assert.Contains(Committed.Cases, reference => reference.X.Shape.Length == 3);
        Assert.Contains(Committed.Cases, reference => reference.X.Shape[0] == 1);
        Assert.Contains(Committed.Cases, reference => reference.Zeros > 10); // ReLU at its kink
        Assert.Contains(Committed.Cases, reference => reference.Out.Cells.Max() > 1000); // exp of it is infinite
        Assert.All(Committed.Runs, reference => Assert.True(reference.FinalLoss < 0.95 * reference.Losses[0]));
    }

    [Fact]
    public void PyTorch_still_computes_the_committed_numbers()
    {
        var then = Numbers(JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "training.json"))).RootElement);
        var now = Numbers(JsonDocument.Parse(Python.Write(Path.Combine(Folder, "training.py"))).RootElement);

        Assert.Equal(then.Select(number => number.Path), now.Select(number => number.Path));
        foreach (var ((path, expected), (_, actual)) in then.Zip(now))
        {
            Assert.True(Math.Abs(expected - actual) <= Tolerance(path) * Math.Max(Math.Abs(expected), 1e-3), $"{path}: {expected:R}, now {actual:R}");
        }
    }

    /// <summary>PyTorch does not promise the same random weights from version to version, but 150,000 of them spread alike.</summary>
    private static double Tolerance(string path) =>
        !path.StartsWith(".spreads", StringComparison.Ordinal) ? 1e-10
        : path.EndsWith("normal_.largest", StringComparison.Ordinal) ? 0.3
        : 0.01;

    /// <summary>Every number in a document with the way to it; a text is part of the way.</summary>
    private static List<(string Path, double Number)> Numbers(JsonElement element, string path = "") => element.ValueKind switch
    {
        JsonValueKind.Object => [.. element.EnumerateObject().SelectMany(property => Numbers(property.Value, $"{path}.{property.Name}"))],
        JsonValueKind.Array => [.. element.EnumerateArray().Index().SelectMany(item => Numbers(item.Item, $"{path}[{item.Index}]"))],
        JsonValueKind.Number => [(path, element.GetDouble())],
        _ => [($"{path} = {element}", 0)],
    };

    private static void AssertClose(Values expected, Tensor<double> actual)
    {
        Assert.Equal(expected.Shape, actual.Lengths.ToArray().Select(size => (int)size));
        AssertClose(expected.Cells, AssertTensor.Cells(actual));
    }

    /// <summary>Both add the same numbers up, in another order.</summary>
    private static void AssertClose(double[] expected, IReadOnlyList<double> actual)
    {
        Assert.Equal(expected.Length, actual.Count);
        var scale = expected.Select(Math.Abs).Append(1e-3).Max();
        foreach (var (e, a) in expected.Zip(actual))
            Assert.True(Math.Abs(e - a) <= 1e-12 * scale, $"expected {e:R}, got {a:R}");
    }
}
