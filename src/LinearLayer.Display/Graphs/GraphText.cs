using System.Text;

namespace LinearLayer.Display;

/// <summary>Writes a computation graph for a terminal: its steps in two aligned lists, forward and backward.</summary>
internal static class GraphText
{
    /// <param name="graph">The graph.</param>
    /// <param name="values">Whether the numbers of each value stand below its line.</param>
    /// <param name="gradients">Whether the numbers of each gradient stand below its line.</param>
    public static string Write(GraphView graph, bool values, bool gradients)
    {
        List<Line> forward = [.. graph.Nodes.Select(node => new Line(node.Name, node.Formula is null ? "" : "=", node.Formula ?? "", node.Operation, node.Shape, values ? node.Value : null))];
        List<Line> backward = [.. graph.Steps.Where(step => step.IsBackward).Select(step => new Line(step.Result, step.Adds ? "+=" : "=", step.Formula, step.Rule, step.Shape, gradients ? step.Numbers : null))];

        // One set of columns for both, so that a gradient stands below its value.
        Line[] all = [.. forward, .. backward];
        int[] widths = [all.Max(line => line.Name.Length), all.Max(line => line.Sign.Length), all.Max(line => line.Formula.Length), all.Max(line => line.Rule.Length)];
        var text = new StringBuilder();
        text.Append(graph.Text).Append("\n\nforward");
        forward.ForEach(Append);
        if (backward.Count > 0)
        {
            text.Append("\n\nbackward");
            backward.ForEach(Append);
        }

        return text.ToString();

        void Append(Line line)
        {
            text.Append($"\n  {line.Name.PadRight(widths[0])} {line.Sign.PadRight(widths[1])} {line.Formula.PadRight(widths[2])}  {line.Rule.PadRight(widths[3])}  {line.Shape}");
            if (line.Numbers is not { } numbers)
                return;
            var columns = Enumerable.Range(0, numbers.Rows.Max(row => row.Count)).Select(column => numbers.Rows.Where(row => row.Count > column).Max(row => row[column].Length)).ToList();
            foreach (var row in numbers.Rows)
                text.Append($"\n  {new string(' ', widths[0])}   {string.Join("  ", row.Select((cell, column) => cell.PadLeft(columns[column])))}".TrimEnd(' '));
        }
    }

    private sealed record Line(string Name, string Sign, string Formula, string Rule, string Shape, NumberGrid? Numbers);
}
