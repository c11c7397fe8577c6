namespace LinearLayer;

/// <summary>What was done wrong in a backward pass, as the numbers tell it.</summary>
/// <param name="Mistake">The kind of mistake.</param>
/// <param name="Gradient">The gradient that shows it: dx, dw or db.</param>
/// <param name="Text">The mistake in a sentence or two, with the sizes in question.</param>
public sealed record Diagnosis(GradientMistake Mistake, string Gradient, string Text)
{
    /// <inheritdoc/>
    public override string ToString() => Text;
}
