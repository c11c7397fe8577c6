namespace LinearLayer.Display;

/// <summary>Writes an explanation of shapes as text/plain: each step under its place in the source line, then its operation and its axes.</summary>
internal static class ShapeTextWriter
{
    public static string Write(ShapeExplanation explanation)
    {
        List<string> lines = [explanation.Text];
        lines.AddRange(Steps(explanation));
        if (explanation.Clash is { } clash)
            lines.Add(clash.ToString());
        return string.Join('\n', lines);
    }

    public static IEnumerable<string> Steps(ShapeExplanation explanation)
    {
        var steps = explanation.Steps.Select(step => (Place: Placed(explanation.Text, step), step.Operation, Axes: AxisNames.Text(step.Axes, step.Shape))).ToList();
        var (places, operations) = (steps.Select(step => step.Place.Length).DefaultIfEmpty().Max(), steps.Select(step => step.Operation.Length).DefaultIfEmpty().Max());
        return steps.Select(step => $"{step.Place.PadRight(places)}  {step.Operation.PadRight(operations)}  {step.Axes}");
    }

    // Of a long line only the part that clashes is shown; what lies before it has no place there.
    private static string Placed(string line, ShapeStep step) =>
        step.Start + step.Text.Length <= line.Length && line.Substring(step.Start, step.Text.Length) == step.Text
            ? new string(' ', step.Start) + step.Text
            : step.Text;
}
