using System.Numerics.Tensors;

namespace LinearLayer;

/// <summary>One gradient as the backward pass gave it, beside its numeric derivatives.</summary>
/// <param name="Name">dx, dw or db.</param>
/// <param name="Shape">The shape that it must have.</param>
/// <param name="ActualShape">The shape that it has; null where there is no tensor.</param>
/// <param name="Analytic">What the backward pass gave; null where it has another shape.</param>
/// <param name="Numeric">The numeric derivatives.</param>
/// <param name="Errors">|analytic - numeric| in each cell; null where the shapes differ.</param>
/// <param name="Allowed">For each cell the error that rounding and truncation explain.</param>
/// <param name="Scale">For each cell Σ|terms|, the size of the sum that makes it; for a function that is no linear layer, the largest cell.</param>
/// <param name="WrongCells">How many cells differ by more.</param>
/// <param name="UndecidedCells">How many cells are so small that the allowed error would hide a mistake.</param>
/// <param name="Worst">The cell that differs most, measured by the size of the sum that makes it; null where the shapes differ or there is no cell.</param>
/// <param name="Diagnosis">What was done wrong, if the numbers tell.</param>
public sealed record GradientComparison(
    string Name,
    Shape Shape,
    Shape? ActualShape,
    Tensor<double>? Analytic,
    Tensor<double> Numeric,
    Tensor<double>? Errors,
    Tensor<double> Allowed,
    Tensor<double> Scale,
    int WrongCells,
    int UndecidedCells,
    GradientCell? Worst,
    Diagnosis? Diagnosis)
{
    /// <summary>How many cells the gradient has.</summary>
    public int CellCount => checked((int)Numeric.FlattenedLength);

    /// <summary>Whether the gradient is right.</summary>
    public CheckVerdict Verdict =>
        Analytic is null || WrongCells > 0 ? CheckVerdict.Wrong
        : UndecidedCells > 0 ? CheckVerdict.Undecided
        : CheckVerdict.Right;

    /// <summary>The verdict, the worst cell with its sum, and the diagnosis, a line each.</summary>
    public override string ToString()
    {
        var lines = new List<string>();
        if (ActualShape is null)
            lines.Add($"{Name} is missing: it is null, and must have the shape {Shape}.");
        else if (Analytic is null)
            lines.Add($"{Name} has the shape {ActualShape}, and must have {Shape}.");
        else if (Worst is null)
            lines.Add($"{Name} has no cells.");
        else if (Verdict == CheckVerdict.Undecided)
            lines.Add($"{Name} cannot be decided in {UndecidedCells} of {CellCount} cells: in {Worst.Name}, about {NumberText.Of(Worst.Analytic)}, rounding and truncation alone can make {NumberText.OfError(Worst.Allowed)}. Leave the step to the check, or use another method.");
        else
            lines.Add($"{Name} is {(Verdict == CheckVerdict.Right ? "right" : $"wrong in {WrongCells} of {CellCount} cells")}, worst in {Worst}.");
        if (Worst?.Sum is { } sum && Verdict == CheckVerdict.Wrong)
            lines.Add(sum.ToString());
        if (Diagnosis is not null)
            lines.Add($"Diagnosis: {Diagnosis}");
        return string.Join('\n', lines);
    }
}
