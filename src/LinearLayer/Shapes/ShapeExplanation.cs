namespace LinearLayer;

/// <summary>The shapes along an expression, sub-expression by sub-expression, in the order in which they are computed.</summary>
/// <param name="Text">The expression as the learner wrote it.</param>
/// <param name="Steps">Its sub-expressions, operands before what uses them; the last one is the whole.</param>
public sealed record ShapeExplanation(string Text, IReadOnlyList<ShapeStep> Steps)
{
    /// <summary>What does not fit, from <c>TryExplain</c>: the steps then end before it; null where all fits.</summary>
    public ShapeClash? Clash { get; init; }

    /// <summary>The axes of the whole.</summary>
    public Axes Axes => Steps[^1].Axes;

    /// <summary>The sizes of the whole.</summary>
    public Shape Shape => Steps[^1].Shape;

    /// <summary>A line for each step: source, operation, axes and sizes; then what does not fit.</summary>
    public override string ToString()
    {
        if (Steps.Count == 0)
            return $"{Clash}";
        string[][] rows = [.. Steps.Select(step => (string[])[step.Text, step.Operation, step.Axes.ToString(), step.Shape.ToString()])];
        int[] widths = [.. Enumerable.Range(0, 4).Select(column => rows.Max(row => row[column].Length))];
        return string.Join('\n', [.. rows.Select(row => string.Join("  ", row.Zip(widths, (cell, width) => cell.PadRight(width))).TrimEnd()), .. Clash is null ? [] : new[] { Clash.ToString() }]);
    }
}
