using System.Collections.Immutable;

namespace LinearLayer;

/// <summary>What verifying a derivation came to: a verdict for each step.</summary>
/// <param name="Derivation">The derivation.</param>
/// <param name="Sizes">Where it was verified, such as <c>N = 2, D = 3, M = 4</c>.</param>
/// <param name="Steps">The verdicts, in the order of the steps.</param>
public sealed record DerivationReport(Derivation Derivation, string Sizes, ImmutableArray<StepVerdict> Steps)
{
    /// <summary>Whether every step holds, exactly and in double.</summary>
    public bool Passed => Steps.All(step => step.Passed);

    /// <summary>The first step that does not hold; null if all do.</summary>
    public StepVerdict? FirstWrong => Steps.FirstOrDefault(step => !step.Passed);

    /// <summary>The largest numeric error of all steps; null where a step cannot be computed.</summary>
    public double? NumericError => Steps.All(step => step.NumericError is not null) ? Steps.Select(step => step.NumericError!.Value).DefaultIfEmpty().Max() : null;

    /// <summary>Turns a derivation with a wrong step into an error, and so into a failing cell.</summary>
    /// <returns>The report itself.</returns>
    /// <exception cref="CheckFailedException">A step does not hold.</exception>
    public DerivationReport ThrowIfWrong() => Passed ? this : throw new CheckFailedException($"Derivation check failed: {this}");

    /// <summary>The verdict; then each wrong step, with the first entry that differs and by what.</summary>
    public override string ToString() => Passed
        ? $"{Derivation.Name}: all {Steps.Length} steps are exact at {Sizes}, numeric error {NumberText.OfError(NumericError ?? double.NaN)}"
        : string.Join('\n', Steps.Where(step => !step.Passed).Select(step => "  " + step.ToString().ReplaceLineEndings("\n  "))
            .Prepend($"{Derivation.Name}: {Steps.Count(step => !step.Passed)} of {Steps.Length} steps {(Steps.Count(step => !step.Passed) == 1 ? "does" : "do")} not hold at {Sizes}"));
}
