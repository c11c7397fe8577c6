namespace LinearLayer;

/// <summary>What verifying a step came to.</summary>
/// <param name="Step">The step.</param>
/// <param name="InIndices">The verdict on the equation with indices.</param>
/// <param name="InMatrices">The verdict on the equation with matrices.</param>
public sealed record StepVerdict(DerivationStep Step, EquationVerdict InIndices, EquationVerdict InMatrices)
{
    /// <summary>Whether both equations hold exactly: for all values of the variables, at these sizes.</summary>
    public bool Exact => InIndices.Exact && InMatrices.Exact;

    /// <summary>The larger numeric error of the two; null where one of them cannot be computed.</summary>
    public double? NumericError => InIndices.NumericError is { } indices && InMatrices.NumericError is { } matrices ? Math.Max(indices, matrices) : null;

    /// <summary>The first entry that differs, in indices if it does there, else in matrices; null if none does.</summary>
    public EntryDifference? FirstDifference => InIndices.FirstDifference ?? InMatrices.FirstDifference;

    /// <summary>Whether both equations hold, exactly and in double.</summary>
    public bool Passed => InIndices.Passed && InMatrices.Passed;

    /// <summary>The step's name and its verdict; of a wrong step, what is wrong in which notation.</summary>
    public override string ToString()
    {
        if (Passed)
            return $"{Step.Name}: exact at {InIndices.Sizes}, numeric error {NumberText.OfError(NumericError ?? double.NaN)}";
        List<string> wrong = [];
        if (!InIndices.Passed)
            wrong.Add($"{Step.Name}, in index notation: {InIndices}");
        if (!InMatrices.Passed)
            wrong.Add($"{Step.Name}, in matrix form: {InMatrices}");
        return string.Join('\n', wrong);
    }
}
