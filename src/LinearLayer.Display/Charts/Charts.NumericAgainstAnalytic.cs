namespace LinearLayer.Display;

public static partial class Charts
{
    /// <summary>A gradient check as points: across what the backward pass gave, up what the differences gave. Right cells lie on the diagonal.</summary>
    /// <remarks>Cells that are off by more than rounding explains are ringed. A gradient without a comparable tensor has no points.</remarks>
    public static Chart NumericAgainstAnalytic(GradientReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var gradients = report.Gradients.Select((gradient, i) => (Gradient: gradient, Cells: CellsOf(gradient), Series: i)).ToList();
        var cells = gradients.SelectMany(gradient => gradient.Cells).ToList();
        var shown = cells.Where(cell => double.IsFinite(cell.Analytic) && double.IsFinite(cell.Numeric)).ToList();
        var least = shown.SelectMany(cell => (double[])[cell.Analytic, cell.Numeric]).DefaultIfEmpty(0).Min();
        var most = shown.SelectMany(cell => (double[])[cell.Analytic, cell.Numeric]).DefaultIfEmpty(0).Max();
        var margin = most > least ? 0.06 * (most - least) : 1;
        double[] range = [least - margin, most + margin];

        List<Curve> curves = [new("equal", CurveLook.Line, range, null, range, ["equal", "equal"], "var(--ll-muted-color)", Dash: "dot")];
        curves.AddRange(
            from gradient in gradients
            where gradient.Cells.Count > 0
            select Points(gradient.Gradient.Name, gradient.Cells, CurveLook.Points, Color(gradient.Series), Symbols[gradient.Series % Symbols.Length]));
        var wrong = cells.Where(cell => cell.IsWrong).ToList();
        if (wrong.Count > 0)
            curves.Add(Points("wrong", wrong, CurveLook.Rings, "var(--ll-failed-color)", "circle-open"));

        var without = gradients.Where(gradient => gradient.Gradient.Analytic is null).Select(gradient => gradient.Gradient.Name).ToList();
        var verdict = wrong.Count == 0
            ? $"All {ChartNumber.Count(cells.Count, "cell")} lie on the diagonal, as far as rounding allows."
            : $"{ChartNumber.Count(wrong.Count, "cell")} of {cells.Count} {(wrong.Count == 1 ? "is" : "are")} off the diagonal by more than rounding explains.";
        if (without.Count > 0)
            verdict += $" {string.Join(" and ", without)} cannot be drawn: the shape is wrong, or there is no tensor.";

        return new Chart(
            "Numeric against analytic gradient", $"L = {report.Loss}, {report.Method}. {verdict}",
            [new Panel("", new PanelAxis("analytic, from the backward pass", Range: range), new PanelAxis("numeric, from differences", Range: range), [], [.. curves], Width: 520, Height: 440)],
            [ChartTable.Of("Each cell", cells.Count, ("cell", n => cells[n].Name), ("analytic", n => cells[n].Analytic), ("numeric", n => cells[n].Numeric), ("difference", n => cells[n].Error), ("verdict", n => cells[n].IsWrong ? "wrong" : "as allowed"))],
            string.Join('\n', gradients.Where(gradient => gradient.Cells.Count > 0).Select(gradient => Line(gradient.Gradient.Name, gradient.Cells))));

        static string Line(string name, List<Cell> cells) => cells.MaxBy(cell => cell.Error)!
            is var worst && worst.Error > 0 ? $"  {name}  {cells.Count(cell => cell.IsWrong)} of {cells.Count} off, at most {ChartNumber.Text(worst.Error)} in {worst.Name}" : $"  {name}  0 of {cells.Count} off";

        static Curve Points(string name, List<Cell> cells, CurveLook look, string color, string symbol) => new(
            name, look, [.. cells.Select(cell => cell.Analytic)], null, [.. cells.Select(cell => cell.Numeric)],
            [.. cells.Select(cell => Hover(cell.Name, ("analytic", ChartNumber.Text(cell.Analytic)), ("numeric", ChartNumber.Text(cell.Numeric)), ("difference", ChartNumber.Text(cell.Error))))],
            color, symbol);
    }

    private sealed record Cell(string Name, double Analytic, double Numeric, double Error, double Allowed)
    {
        public bool IsWrong => !(Error <= Allowed) && double.IsFinite(Numeric) && double.IsFinite(Allowed); // NaN is wrong too
    }

    private static List<Cell> CellsOf(GradientComparison gradient)
    {
        if (gradient.Analytic is not { } analytic || gradient.Errors is not { } errors)
            return [];
        return [.. Enumerable.Range(0, gradient.CellCount).Select(i =>
        {
            var index = gradient.Shape.IndexAt(i);
            return new Cell($"{gradient.Name}[{string.Join(",", index)}]", analytic[index], gradient.Numeric[index], errors[index], gradient.Allowed[index]);
        })];
    }
}
