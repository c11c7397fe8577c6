namespace LinearLayer;

/// <summary>An operand of an operation that does not fit, and what a fix could make of it.</summary>
/// <param name="Text">Its source.</param>
/// <param name="IsPrimary">Whether a call can be written right behind it.</param>
/// <param name="Axes">Its axes, with sizes.</param>
/// <param name="TransposeOf">What it is the transpose of, if it is one.</param>
/// <param name="ReshapeOf">What it is a reshape of, if it is one.</param>
internal sealed record FixOperand(string Text, bool IsPrimary, Axes Axes, FixOperand? TransposeOf, FixOperand? ReshapeOf)
{
    public string Callable => IsPrimary ? Text : $"({Text})";
}

/// <summary>Looks for one small change that makes an operation fit, by axes and by sizes.</summary>
/// <param name="calculus">What is known about the names.</param>
/// <param name="infer">The rule of the operation.</param>
/// <param name="write">The operation with these operands, as source.</param>
/// <param name="symbol">What a note writes between the operands.</param>
internal sealed class FixSearch(
    AxisCalculus calculus, Func<AxisCalculus, IReadOnlyList<Axes>, Inferred> infer, Func<IReadOnlyList<string>, string> write, string symbol)
{
    /// <summary>The change and the shapes that it gives; null if none fits, or if several do and none is the plainest.</summary>
    public string? Find(IReadOnlyList<FixOperand> operands)
    {
        var isProduct = symbol == "x";
        IEnumerable<IEnumerable<IReadOnlyList<FixOperand>>> groups = operands switch
        {
            [var only] => [[Changed(Flattened(only))], [Changed(FlattenedAndTransposed(only))]],
            [var left, var right] when isProduct =>
            [
                Each(Flattened),
                [.. Each(Transposed), .. Each(TransposedNotReshaped), [right, left]],
                Each(FlattenedAndTransposed),
                [Changed(AsRow(left), right), Changed(left, AsColumn(right))],
            ],
            // What stands on the left of + or - keeps its shape, so the right side is changed first.
            [var left, var right] =>
            [
                [Changed(left, Transposed(right)), Changed(left, ReshapedAs(right, left))],
                [Changed(Transposed(left), right), Changed(ReshapedAs(left, right), right)],
            ],
            _ => [],
        };

        foreach (var group in groups)
        {
            var fitting = group.Where(change => change.Count > 0).Select(change => Fix(change, Keeps)).OfType<string>().ToList();
            if (fitting.Count > 0)
                return fitting.Count == 1 ? fitting[0] : null;
        }

        return null;

        // A sum of (N, M) and something has the axes of one of them; a fix that turns the whole around is none.
        bool Keeps(Axes result) => isProduct || operands.Count < 2 || result.Rank == 0 || operands.Any(operand => operand.Axes.Select(axis => axis.Name).SequenceEqual(result.Select(axis => axis.Name)));

        IReadOnlyList<FixOperand>[] Each(Func<FixOperand, FixOperand?> change) =>
            [Changed(change(operands[0]), operands[1]), Changed(operands[0], change(operands[1]))];
    }

    /// <summary>The change as source, if it fits.</summary>
    private string? Fix(IReadOnlyList<FixOperand> operands, Func<Axes, bool> keeps)
    {
        var trial = calculus.Copy();
        if (infer(trial, [.. operands.Select(operand => operand.Axes)]).Axes is not { } result || !keeps(result))
            return null;
        var shapes = symbol == "," ? "" : $", which is {trial.Shortened(result)} = {string.Join($" {symbol} ", operands.Select(operand => trial.Shortened(operand.Axes)))}";
        var source = write([operands[0].Callable, .. operands.Skip(1).Select(operand => operand.Text)]);
        return $"{source}{shapes}";
    }

    private static IReadOnlyList<FixOperand> Changed(params FixOperand?[] operands) => operands.Contains(null) ? [] : [.. operands.OfType<FixOperand>()];

    private FixOperand? Flattened(FixOperand operand) =>
        operand.Axes.Rank > 2 ? With(operand, $"{operand.Callable}.Flatten()", calculus.Copy().Flatten(operand.Axes)) : null;

    private FixOperand? FlattenedAndTransposed(FixOperand operand) => Flattened(operand) is { } flattened ? Transposed(flattened) : null;

    private FixOperand? Transposed(FixOperand operand) =>
        operand.TransposeOf ?? (operand.Axes.Rank == 2 ? With(operand, $"{operand.Callable}.Transpose()", calculus.Copy().Transpose(operand.Axes)) : null);

    private FixOperand? TransposedNotReshaped(FixOperand operand) => operand.ReshapeOf is { } original ? Transposed(original) : null;

    private FixOperand? AsRow(FixOperand operand) =>
        operand.Axes is [{ Size: { } size } axis] ? With(operand, $"{operand.Callable}.Reshape(1, {size})", Axes.Of(Axis.Unnamed(1), axis)) : null;

    private FixOperand? AsColumn(FixOperand operand) =>
        operand.Axes is [{ Size: { } size } axis] ? With(operand, $"{operand.Callable}.Reshape({size}, 1)", Axes.Of(axis, Axis.Unnamed(1))) : null;

    /// <summary>Only where the two differ by axes of size 1: other reshapes would fit by number and be wrong.</summary>
    private FixOperand? ReshapedAs(FixOperand operand, FixOperand other)
    {
        var differsByOnes = operand.Axes.Where(axis => axis.Size != 1).Select(axis => axis.Size).SequenceEqual(other.Axes.Where(axis => axis.Size != 1).Select(axis => axis.Size));
        return differsByOnes ? With(operand, $"{operand.Callable}.ReshapeAs({other.Text})", calculus.Copy().Reshape(operand.Axes, other.Axes)) : null;
    }

    private static FixOperand? With(FixOperand operand, string text, Inferred axes) =>
        axes.Axes is { } known && (known.Rank != operand.Axes.Rank || !known.SequenceEqual(operand.Axes)) ? new FixOperand(text, true, known, null, null) : null;
}
