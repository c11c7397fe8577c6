namespace LinearLayer;

/// <summary>What one step of training saw, before it changed the parameters.</summary>
/// <param name="Step">The number of the step, counted from 0.</param>
/// <param name="Loss">The loss of its batch.</param>
/// <param name="GradientNorms">For each layer, first layer first, the length of its gradient: √(Σ dw² + Σ db²).</param>
/// <param name="Accuracy">The share of its batch that was classified right; null where there are targets and no classes.</param>
public sealed record TrainingStep(int Step, double Loss, IReadOnlyList<double> GradientNorms, double? Accuracy);
