namespace LinearLayer;

/// <summary>A step of a derivation: one equation, written with indices and written with matrices, and the reason why it holds.</summary>
/// <param name="Name">What the step does, in a few words.</param>
/// <param name="Reason">Why it may be done.</param>
/// <param name="InIndices">The equation for one entry.</param>
/// <param name="InMatrices">The same equation for all entries at once.</param>
public sealed record DerivationStep(string Name, string Reason, StepEquation InIndices, StepEquation InMatrices)
{
    /// <summary>Compares both sides of both equations, exactly and in double.</summary>
    /// <inheritdoc cref="StepEquation.Verify"/>
    public StepVerdict Verify(DerivationPoint at, params IReadOnlyList<DerivationPoint> more) =>
        new(this, InIndices.Verify(at, more), InMatrices.Verify(at, more));
}
