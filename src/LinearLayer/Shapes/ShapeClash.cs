namespace LinearLayer;

/// <summary>Shapes that do not fit: what was asked for, which axes clash, where their sizes come from, and what would fit.</summary>
/// <param name="Problem">One sentence: the operation, the operands, the clashing pair and the rule.</param>
/// <param name="Text">The expression or the note, as the learner wrote it.</param>
/// <param name="Marks">The parts of the text that clash.</param>
/// <param name="Symbol">What stands between the operands in a shape note, such as "x" or "+"; "," where nothing does.</param>
/// <param name="Operands">The operands with their axes and sizes.</param>
/// <param name="Bindings">Where the names of the clashing axes were bound.</param>
/// <param name="Advice">One change that was found to fit, or another way out; null if none is known.</param>
/// <param name="Steps">The sub-expressions that were computed before, for an expression.</param>
public sealed record ShapeClash(
    string Problem, string Text, IReadOnlyList<TextMark> Marks, string Symbol, IReadOnlyList<ClashOperand> Operands,
    IReadOnlyList<SizeBinding> Bindings, string? Advice, IReadOnlyList<ShapeStep> Steps)
{
    private const int MostBindings = 2;

    /// <summary>The error message, at most 8 lines.</summary>
    public override string ToString()
    {
        var (shapes, shapeMarks) = OperandLine();
        List<string> lines = [Problem, "  " + Text, .. Carets(Marks), .. shapes.Length > 0 ? ["  " + shapes] : Array.Empty<string>(), .. Carets(shapeMarks)];
        lines.AddRange(Bindings.Take(MostBindings).Select(binding => $"{binding}."));
        if (Advice is not null)
            lines.Add(Advice);
        return string.Join('\n', lines);
    }

    private (string Line, IReadOnlyList<TextMark> Marks) OperandLine()
    {
        var line = "";
        List<TextMark> marks = [];
        foreach (var operand in Operands)
        {
            if (line.Length > 0)
                line += Symbol == "," ? ", " : $" {Symbol} ";
            line += operand.Name is null ? "(" : $"{operand.Name} (";
            for (var axis = 0; axis < operand.Axes.Rank; axis++)
            {
                var label = operand.Axes[axis].Label;
                if (axis == operand.Marked)
                    marks.Add(new TextMark(line.Length, label.Length));
                line += label + (axis < operand.Axes.Rank - 1 ? ", " : operand.Axes.Rank == 1 ? "," : "");
            }

            line += ")";
        }

        return (line, marks);
    }

    private static IEnumerable<string> Carets(IReadOnlyList<TextMark> marks)
    {
        if (marks.Count == 0)
            return [];

        var line = new char[marks.Max(mark => mark.Start + mark.Length)];
        Array.Fill(line, ' ');
        foreach (var mark in marks)
            line.AsSpan(mark.Start, mark.Length).Fill('^');
        return ["  " + new string(line)];
    }
}

/// <summary>An operand of a clash.</summary>
/// <param name="Name">Its source, where the line of operands has to name it; otherwise null.</param>
/// <param name="Axes">Its axes, with their sizes.</param>
/// <param name="Marked">Its clashing axis, counted from 0, if there is one.</param>
public sealed record ClashOperand(string? Name, Axes Axes, int? Marked);

/// <summary>A part of a line of text.</summary>
/// <param name="Start">Its first character, counted from 0.</param>
/// <param name="Length">How many characters it takes.</param>
public sealed record TextMark(int Start, int Length);
