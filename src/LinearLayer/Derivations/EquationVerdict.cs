namespace LinearLayer;

/// <summary>What comparing the two sides of an equation came to.</summary>
/// <param name="Equation">The equation.</param>
/// <param name="Sizes">Where it was compared, such as <c>N = 2, D = 3, M = 4</c>.</param>
public sealed record EquationVerdict(StepEquation Equation, string Sizes)
{
    /// <summary>Whether both sides are the same polynomial in every entry: they are equal for all values of the variables, at these sizes.</summary>
    public bool Exact { get; init; }

    /// <summary>The largest |left - right| / max(1, |left|, |right|) in double over all entries and points; null where the sides cannot be compared.</summary>
    public double? NumericError { get; init; }

    /// <summary>Whether the numeric error is no more than rounding explains.</summary>
    public bool IsNumericallyEqual { get; init; }

    /// <summary>How many entries a side has; 0 where the sides cannot be compared.</summary>
    public int Entries { get; init; }

    /// <summary>In how many of them the polynomials differ.</summary>
    public int Differing { get; init; }

    /// <summary>The first entry in row-major order in which the polynomials differ; null if there is none, or nothing to compare.</summary>
    public EntryDifference? FirstDifference { get; init; }

    /// <summary>The shape of the left side; null where a side cannot be computed.</summary>
    public Shape? LeftShape { get; init; }

    /// <summary>The shape of the right side; null where a side cannot be computed.</summary>
    public Shape? RightShape { get; init; }

    /// <summary>Why the sides cannot be compared: their shapes differ, or one of them multiplies what does not fit. Else null.</summary>
    public string? Problem { get; init; }

    /// <summary>Whether the equation holds, exactly and in double.</summary>
    public bool Passed => Exact && IsNumericallyEqual;

    /// <summary>The verdict in one line, or a few where shapes clash.</summary>
    public override string ToString() =>
        Problem is not null ? $"wrong at {Sizes}: {Problem.ReplaceLineEndings("\n  ")}"
        : FirstDifference is not null && Equation.IsOfNumbers ? $"wrong at {Sizes}; {FirstDifference}"
        : FirstDifference is not null ? $"wrong at {Sizes}, {Differing} of {Entries} entries {(Differing == 1 ? "differs" : "differ")}; {FirstDifference}"
        : !IsNumericallyEqual ? $"exact at {Sizes}, but the numeric error is {NumberText.OfError(NumericError ?? double.NaN)}"
        : $"exact at {Sizes}, numeric error {NumberText.OfError(NumericError ?? double.NaN)}";
}
