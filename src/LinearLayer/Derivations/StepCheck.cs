using System.Collections.Immutable;

namespace LinearLayer;

/// <summary>What checking a step of one's own came to.</summary>
/// <param name="Goal">What the step leads to, such as dw; null for an equation whose both sides were given.</param>
/// <param name="Written">The step as it was written.</param>
/// <param name="Verdicts">A verdict for each of the sizes that were tried.</param>
/// <param name="Nearest">Of a wrong step, what it comes nearest to; null where nothing can be said.</param>
public sealed record StepCheck(string? Goal, string Written, ImmutableArray<EquationVerdict> Verdicts, NearestForm? Nearest)
{
    /// <summary>Whether the step is valid at all sizes that were tried.</summary>
    public bool Passed => Verdicts.All(verdict => verdict.Passed);

    /// <summary>The verdict at the first sizes at which the step is wrong; null if it is valid.</summary>
    public EquationVerdict? Wrong => Verdicts.FirstOrDefault(verdict => !verdict.Passed);

    /// <summary>Turns a wrong step into an error, and so into a failing cell.</summary>
    /// <returns>The check itself.</returns>
    /// <exception cref="CheckFailedException">The step is wrong.</exception>
    public StepCheck ThrowIfWrong() => Passed ? this : throw new CheckFailedException($"Step check failed: {this}");

    /// <summary>The verdict; of a wrong step, the first entry that differs and by what, and what the step comes nearest to.</summary>
    public override string ToString()
    {
        var step = Goal is null ? Written : $"{Goal} = {Written}";
        if (Wrong is not { } wrong)
            return $"{step} is valid: exact at {string.Join(" and at ", Verdicts.Select(verdict => verdict.Sizes))}, numeric error {NumberText.OfError(Verdicts.Max(verdict => verdict.NumericError) ?? double.NaN)}";

        List<string> lines = [$"{step} is wrong at {wrong.Sizes}."];
        if (wrong.Problem is { } problem)
            lines.Add(Goal is not null && wrong.LeftShape is { } valid && wrong.RightShape is { } yours ? $"{Goal} has the shape {valid}, yours {yours}." : problem);
        else if (wrong.FirstDifference is { } difference)
            lines.Add($"{wrong.Differing} of {wrong.Entries} entries {(wrong.Differing == 1 ? "differs" : "differ")}. First {difference.Place}: {(Goal is null ? difference.Sides("left", "right") : difference.Sides("valid", "yours"))}");
        else
            lines.Add($"The formulas are equal, but not the numbers: the numeric error is {NumberText.OfError(wrong.NumericError ?? double.NaN)}.");
        if (Verdicts.TakeWhile(verdict => verdict != wrong).ToList() is [.., var exact])
            lines.Add($"At {exact.Sizes} it is exact: a size may stand there as a number.");
        if (Nearest is not null)
            lines.Add(Nearest.Text);
        return string.Join("\n  ", lines.Select(line => line.ReplaceLineEndings("\n  ")));
    }
}
