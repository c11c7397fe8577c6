namespace LinearLayer;

/// <summary>The result of a gradient check: the verdict, a comparison for each gradient, the worst cell, and what went wrong if it can be told.</summary>
/// <param name="Method">How the numeric derivatives were found.</param>
/// <param name="Loss">The loss that was differentiated, such as <c>Σ dout·out</c>.</param>
/// <param name="Gradients">One comparison for each gradient, in the order dx, dw, db.</param>
public sealed record GradientReport(GradientMethod Method, string Loss, IReadOnlyList<GradientComparison> Gradients)
{
    /// <summary>Wrong if one gradient is, else undecided if one is, else right.</summary>
    public CheckVerdict Verdict =>
        Gradients.Any(gradient => gradient.Verdict == CheckVerdict.Wrong) ? CheckVerdict.Wrong
        : Gradients.Any(gradient => gradient.Verdict == CheckVerdict.Undecided) ? CheckVerdict.Undecided
        : CheckVerdict.Right;

    /// <summary>Whether every cell agrees.</summary>
    public bool Passed => Verdict == CheckVerdict.Right;

    /// <summary>The worst cell of the first gradient that has this verdict; null where a wrong shape or no cell at all leaves none to name.</summary>
    public GradientCell? Worst => Gradients
        .Where(gradient => gradient.Verdict == Verdict && gradient.Worst is not null)
        .Select(gradient => gradient.Worst)
        .FirstOrDefault();

    /// <summary>What is wrong with each wrong gradient for which it can be told.</summary>
    public IReadOnlyList<Diagnosis> Diagnoses => Gradients.Select(gradient => gradient.Diagnosis).OfType<Diagnosis>().ToList();

    /// <summary>The gradient of this name: dx, dw or db.</summary>
    public GradientComparison this[string name] =>
        Gradients.FirstOrDefault(gradient => gradient.Name == name)
        ?? throw new ArgumentException($"There is no gradient '{name}' in this report. It has {string.Join(", ", Gradients.Select(gradient => gradient.Name))}.", nameof(name));

    /// <summary>Turns a check that was not passed into an error, and so into a failing cell.</summary>
    /// <returns>The report itself.</returns>
    /// <exception cref="CheckFailedException">A gradient is wrong, or could not be decided.</exception>
    public GradientReport ThrowIfWrong() => Passed ? this : throw new CheckFailedException($"Gradient check failed: {this}");

    /// <summary>The verdict, then for each gradient that is not right its worst cell and the diagnosis.</summary>
    public override string ToString()
    {
        var clauses = Gradients
            .GroupBy(gradient => gradient.Verdict)
            .OrderBy(group => group.Key switch { CheckVerdict.Wrong => 0, CheckVerdict.Undecided => 1, _ => 2 })
            .Select(group => $"{And(group.Select(gradient => gradient.Name).ToList())} {(group.Count() == 1 ? "is" : "are")} {group.Key.ToString().ToLowerInvariant()}");
        var cells = Gradients.Sum(gradient => gradient.CellCount);
        List<string> lines = [$"{string.Join(", ", clauses)} ({cells} cells, {Method}, L = {Loss})."];
        lines.AddRange(Gradients.Where(gradient => gradient.Verdict != CheckVerdict.Right).Select(gradient => "  " + gradient.ToString().ReplaceLineEndings("\n  ")));
        return string.Join('\n', lines);
    }

    private static string And(List<string> names) =>
        names.Count == 1 ? names[0] : $"{string.Join(", ", names[..^1])} and {names[^1]}";
}
