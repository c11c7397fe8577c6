namespace LinearLayer;

/// <summary>Shapes that do not fit each other. The message names the operation, the operands as the caller wrote them, their shapes and what clashes.</summary>
public sealed class ShapeException : ArgumentException
{
    /// <summary>An error with this message.</summary>
    public ShapeException(string message) : base(message)
    {
    }

    /// <summary>The error as data, from a shape note or an explained expression; null from a plain operation.</summary>
    public ShapeClash? Clash { get; init; }

    /// <summary>The message without its fix, for where finding the fix is the reader's task.</summary>
    internal string Complaint { get => field ?? Message; private init; }

    /// <summary>One headline, a line an operand, one line that teaches, and a fix if there is one.</summary>
    internal static ShapeException Of(string headline, IReadOnlyList<Operand> operands, string lesson, string? fix = null)
    {
        var labelWidth = operands.Max(operand => operand.Label.Length);
        var axesWidth = operands.Max(operand => operand.Axes.Length);
        var lines = operands
            .Select(operand => $"  {operand.Label.PadRight(labelWidth)}  {operand.Axes.PadRight(axesWidth)}{(axesWidth > 0 ? "  " : "")}is {operand.Sizes}")
            .Prepend(headline)
            .Append(lesson);
        var complaint = string.Join('\n', lines);
        return new ShapeException(fix is null ? complaint : $"{complaint}\nFix: {fix}") { Complaint = complaint };
    }

    /// <summary>The line for a fix that replaces one operand.</summary>
    internal static string Use((string Text, Shape Shape) replacement) => $"use {replacement.Text}, which is {replacement.Shape}.";

    internal static ShapeException OfRank(string operation, Operand wrong, string rank, IReadOnlyList<Operand> operands, string lesson, string? fix = null) =>
        Of($"{operation}: {wrong.Name} must have rank {rank}, not rank {wrong.Shape.Rank}.", operands, lesson, fix);

    internal static ShapeException OfClash(
        string operation, string axis, Operand first, nint firstSize, Operand second, nint secondSize,
        IReadOnlyList<Operand> operands, string lesson, string? fix = null) =>
        Of($"{operation}: {first.Name} and {second.Name} disagree on {axis}: {firstSize} in {first.Name}, {secondSize} in {second.Name}.", operands, lesson, fix);
}
