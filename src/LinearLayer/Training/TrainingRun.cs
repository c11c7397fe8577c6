using System.Globalization;

namespace LinearLayer;

/// <summary>The course of a training: what each step saw, and where it ended. Data for plots.</summary>
/// <param name="Options">How the network was trained.</param>
/// <param name="Steps">What each step saw, before it changed the parameters.</param>
/// <param name="Loss">The loss over all examples after the last step.</param>
/// <param name="Accuracy">The share of all examples that is classified right after the last step; null where there are targets and no classes.</param>
public sealed record TrainingRun(TrainingOptions Options, IReadOnlyList<TrainingStep> Steps, double Loss, double? Accuracy)
{
    /// <summary>The loss of each step's batch.</summary>
    public IReadOnlyList<double> Losses => [.. Steps.Select(step => step.Loss)];

    /// <summary>The accuracy of each step's batch; empty where there are targets and no classes.</summary>
    public IReadOnlyList<double> Accuracies => [.. Steps.Select(step => step.Accuracy).OfType<double>()];

    /// <summary>The length of one layer's gradient in each step.</summary>
    /// <param name="layer">The layer, counted from 0.</param>
    public IReadOnlyList<double> GradientNorms(int layer) => [.. Steps.Select(step => step.GradientNorms[layer])];

    /// <summary>The run in one line, such as <c>500 steps, loss 0.693 -> 0.0121, accuracy 99.5 %</c>.</summary>
    public override string ToString()
    {
        var accuracy = Accuracy is { } share ? string.Create(CultureInfo.InvariantCulture, $", accuracy {100 * share:0.#} %") : "";
        return string.Create(CultureInfo.InvariantCulture, $"{Steps.Count} {(Steps.Count == 1 ? "step" : "steps")}, loss {Steps[0].Loss:G3} -> {Loss:G3}{accuracy}");
    }
}
