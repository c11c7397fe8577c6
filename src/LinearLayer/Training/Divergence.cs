using System.Globalization;

namespace LinearLayer;

/// <summary>Stops a training whose numbers have left the finite ones, and says why that is likely.</summary>
internal static class Divergence
{
    private const int Shown = 3;

    /// <param name="loss">The loss of the step that comes after those seen.</param>
    /// <param name="seen">The steps before it.</param>
    /// <param name="options">How the network is trained.</param>
    /// <exception cref="TrainingException">The loss is NaN or infinite.</exception>
    public static void ThrowIfNotFinite(double loss, List<TrainingStep> seen, TrainingOptions options)
    {
        if (double.IsFinite(loss))
            return;

        var step = seen.Count;
        throw new TrainingException(
            $"Training.Run: at step {step} the loss is {Text(loss)}. The network was put back to where it was before the run.\n" +
            (step == 0 ? BeforeAnyStep : AfterSteps(seen, options)), step);
    }

    private const string BeforeAnyStep =
        "No step had been taken, so the numbers are too large as they are: scale x (and the targets) to about -1 to 1, or start from smaller weights.";

    private static string AfterSteps(List<TrainingStep> seen, TrainingOptions options)
    {
        var last = string.Join(", ", seen.TakeLast(Shown).Select(step => Text(step.Loss)));
        var losses = seen.Count == 1 ? $"The loss before it was {last}." : $"The losses before it were {last}.";
        var sum = options.Reduction == LossReduction.Sum ? " The loss is a sum, so gradients grow with the number of examples: divide the rate by that number, or take the mean." : "";
        return $"{losses}\nMost likely the learning rate {Text(options.LearningRate)} is too large: steps overshoot, and each makes the next one larger. Try {Text(options.LearningRate / 10)}.{sum}";
    }

    private static string Text(double number) => number.ToString("G4", CultureInfo.InvariantCulture);
}
