using System.Numerics.Tensors;

namespace LinearLayer;

/// <summary>How the error of a central difference depends on its step: the data of the U-curve.</summary>
/// <remarks>
/// Under a curved loss the error falls with the step as h² (truncation) and then rises again as 1/h (rounding). Under a loss that
/// is linear or quadratic in out there is no truncation, and only the rising half remains: the larger the step the better.
/// </remarks>
/// <param name="Loss">The loss, such as <c>⅓ Σ out³</c>.</param>
/// <param name="Points">One point for each step, from the largest step to the smallest.</param>
public sealed record StepSweep(string Loss, IReadOnlyList<StepSweep.Point> Points)
{
    /// <summary>The error with one step.</summary>
    /// <param name="Step">h in (L(p + h) - L(p - h)) / 2h.</param>
    /// <param name="LargestError">The largest |analytic - numeric| of all cells of dx, dw and db.</param>
    /// <param name="RelativeError">The largest |analytic - numeric| / Σ|terms|, each cell measured by the sum that makes it.</param>
    public sealed record Point(double Step, double LargestError, double RelativeError)
    {
        /// <summary>The step and both errors, in one line.</summary>
        public override string ToString() => $"step {NumberText.Of(Step)}: off by {NumberText.OfError(LargestError)}, relative {NumberText.OfError(RelativeError)}";
    }

    /// <summary>The steps 10^0, 10^-0.5, 10^-1, ..., 10^-15.</summary>
    public static IReadOnlyList<double> DefaultSteps { get; } = Enumerable.Range(0, 31).Select(k => double.Pow(10, -k / 2.0)).ToList();

    /// <summary>The point with the least relative error; of several, the one with the largest step.</summary>
    public Point Best => Points.MinBy(point => point.RelativeError)!;

    /// <summary>Sweeps the step for L = Σ dout·out.</summary>
    /// <inheritdoc cref="Run(Tensor{double}, Tensor{double}, Tensor{double}, Loss, IReadOnlyList{double}?, BackwardPass{double}?)"/>
    public static StepSweep Run(
        Tensor<double> x, Tensor<double> w, Tensor<double> b, Tensor<double> dout,
        IReadOnlyList<double>? steps = null, BackwardPass<double>? backward = null) =>
        Run(x, w, b, LinearLayer.Loss.Linear(dout), steps, backward);

    /// <summary>Sweeps the step for any loss.</summary>
    /// <param name="x">The examples, (N, d_1, ..., d_k).</param>
    /// <param name="w">The weights, (D, M).</param>
    /// <param name="b">The biases, (M,).</param>
    /// <param name="loss">The loss.</param>
    /// <param name="steps">The steps; <see cref="DefaultSteps"/> if none are given.</param>
    /// <param name="backward">The backward pass to compare with; <see cref="Linear.Backward"/> if none is given.</param>
    /// <exception cref="ArgumentException">There is no step, or one is not positive and finite.</exception>
    /// <exception cref="ShapeException">The shapes do not fit each other, or a gradient has the wrong shape.</exception>
    public static StepSweep Run(
        Tensor<double> x, Tensor<double> w, Tensor<double> b, Loss loss,
        IReadOnlyList<double>? steps = null, BackwardPass<double>? backward = null)
    {
        steps ??= DefaultSteps;
        if (steps.Count == 0)
            throw new ArgumentException("Step sweep: there is no step to try.", nameof(steps));
        return new StepSweep(loss.Formula, steps.OrderDescending().Select(At).ToList());

        Point At(double step)
        {
            var report = GradientCheck.Run(x, w, b, loss, backward, GradientMethod.CentralDifference(step));
            if (report.Gradients.FirstOrDefault(gradient => gradient.Errors is null) is { } misshapen)
                throw new ShapeException($"Step sweep: {misshapen}");
            var errors = report.Gradients.SelectMany(gradient => Dense.Cells(gradient.Errors!)).ToArray();
            var scales = report.Gradients.SelectMany(gradient => Dense.Cells(gradient.Scale)).ToArray();
            return new Point(step, errors.Aggregate(0.0, double.Max), errors.Zip(scales, Relative).Aggregate(0.0, double.Max));
        }

        static double Relative(double error, double scale) => scale > 0 ? error / scale : error > 0 ? double.PositiveInfinity : error;
    }

    /// <summary>A point a line, and which is best.</summary>
    public override string ToString() => string.Join('\n', [$"L = {Loss}, best at step {NumberText.Of(Best.Step)}", .. Points.Select(point => $"  {point}")]);
}
