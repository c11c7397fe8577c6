namespace LinearLayer;

/// <summary>How a network is trained.</summary>
/// <param name="Steps">How many times the parameters are changed.</param>
/// <param name="LearningRate">How far each step goes: w becomes w - LearningRate·dw.</param>
/// <param name="BatchSize">
/// How many examples a step looks at. Left out, each step looks at all, in the order in which they were given (full batch). With a
/// size, the examples are put in random order and cut into batches of it, the last of which may be smaller; when all have been
/// used, they are put in a new order.
/// </param>
/// <param name="Seed">The seed of those orders; it is of no use without a batch size.</param>
/// <param name="Reduction">Whether the loss of a batch is the mean or the sum over its examples.</param>
public sealed record TrainingOptions(int Steps, double LearningRate, int? BatchSize = null, long Seed = 0, LossReduction Reduction = LossReduction.Mean);
