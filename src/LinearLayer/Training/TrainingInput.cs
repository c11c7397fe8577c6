using System.Globalization;
using System.Numerics.Tensors;

namespace LinearLayer;

/// <summary>What a training takes, and the errors for what it does not.</summary>
internal static class TrainingInput
{
    public static void Require(Mlp mlp, Tensor<double> x, TrainingOptions options, string xText)
    {
        ArgumentNullException.ThrowIfNull(mlp);
        ArgumentNullException.ThrowIfNull(options);
        MlpShapes.Require("Training.Run", mlp.Layers); // they can be replaced
        var examples = Operand.Of("Training.Run", "x", xText, "(N, d_1, ..., d_k)", x);
        if (examples.Shape.Rank > 0 && examples.Shape[0] == 0)
            throw new ArgumentException($"Training.Run: x is {examples.Shape}, so there is no example to learn from.", nameof(x));
        if (examples.Shape.Rank < 2 || examples.Shape.Product(fromAxis: 1) != mlp.Layers[0].w.Lengths[0])
            throw ShapeException.Of("Training.Run: x does not fit the first layer.", [examples, FirstLayer(mlp)], "Each feature of x needs its own row of w.");

        RequireFinite("x", x, "Numbers that are missing must be left out or filled in before training.");
        foreach (var (l, layer) in mlp.Layers.Index())
        {
            RequireFinite($"Layers[{l}].w", layer.w, "A network that has such a number cannot learn. Make a new one.");
            RequireFinite($"Layers[{l}].b", layer.b, "A network that has such a number cannot learn. Make a new one.");
        }

        RequireOptions(options, examples.Shape[0]);
    }

    public static void RequireLabels(Mlp mlp, Tensor<double> x, int[] labels)
    {
        if (labels.Length != x.Lengths[0])
            throw new ArgumentException($"Training.Run: labels.Length is {labels.Length}, but there are N = {x.Lengths[0]} examples. Each example has one label.", nameof(labels));

        var classes = mlp.Layers[^1].w.Lengths[1];
        var stray = Array.FindIndex(labels, label => label < 0 || label >= classes);
        if (stray >= 0)
        {
            var outputs = classes == 1 ? "1 output, so the only class is 0" : $"{classes} outputs, so the classes are 0 to {classes - 1}";
            throw new ArgumentException($"Training.Run: labels[{stray}] is {labels[stray]}, but the network has {outputs}. It needs one output for each class.", nameof(labels));
        }
    }

    public static void RequireTargets(Mlp mlp, Tensor<double> x, Tensor<double> y, string yText)
    {
        var targets = Operand.Of("Training.Run", "y", yText, "(N, M)", y);
        Shape wanted = [x.Lengths[0], mlp.Layers[^1].w.Lengths[1]];
        if (targets.Shape != wanted)
            throw ShapeException.Of($"Training.Run: y must have the shape of out, {wanted}.", [targets], "Each output of each example has its own target. Nothing is broadcast.");
        RequireFinite("y", y, "Numbers that are missing must be left out or filled in before training.");
    }

    private static void RequireOptions(TrainingOptions options, nint examples)
    {
        if (options.Steps < 1)
            throw Refused(nameof(options.Steps), options.Steps, "It must be 1 or more.");
        if (!(options.LearningRate > 0 && double.IsFinite(options.LearningRate)))
            throw Refused(nameof(options.LearningRate), options.LearningRate, "It must be positive and finite, such as 0.1. Each step goes against the gradient by itself; the rate needs no sign.");
        if (options.BatchSize is { } size && (size < 1 || size > examples))
            throw Refused(nameof(options.BatchSize), size, $"It must be from 1 to N = {examples}, the number of examples. Leave it out to use all in each step.");
        if (!Enum.IsDefined(options.Reduction))
            throw Refused(nameof(options.Reduction), (int)options.Reduction, "It must be LossReduction.Mean or LossReduction.Sum.");
    }

    private static void RequireFinite(string name, Tensor<double> tensor, string advice)
    {
        if (tensor.IsDense && TensorPrimitives.IsFiniteAll<double>(Cells.Of(tensor)))
            return;
        foreach (var (position, cell) in tensor.Index())
        {
            if (!double.IsFinite(cell))
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Training.Run: {name}[{string.Join(", ", tensor.Shape.IndexAt(position))}] is {Text(cell)}. {advice}"));
        }
    }

    private static Operand FirstLayer(Mlp mlp) => Operand.Of("Training.Run", "w", "Layers[0].w", "(D, M)", mlp.Layers[0].w);

    private static string Text(double cell) => cell.ToString(CultureInfo.InvariantCulture);

    private static ArgumentOutOfRangeException Refused(string option, double value, string advice) =>
        new("options", $"Training.Run: {option} is {Text(value)}. {advice}");
}
