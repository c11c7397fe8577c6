using System.Globalization;
using System.Text;

namespace LinearLayer.Display;

/// <summary>Writes the small reports: a verdict and a table.</summary>
internal static class ReportWriters
{
    private static readonly string SweepRules = Table.Rules + """

        .ll-sweep .ll-best th::before { content: "best → "; font-weight: normal; }
        """;

    public static void WriteHtml(AdjointTest test, TextWriter writer)
    {
        var difference = test.Passed ? "Both sides agree." : $"The two sides differ by {Number(test.AbsoluteError)}.";
        Report(writer, "Adjoint test", VerdictMark.Of(test.Passed), difference + " ⟨dout, dz⟩ = ⟨dx, δx⟩ + ⟨dw, δw⟩ + ⟨db, δb⟩", Sides(test).Html());
    }

    public static void WriteText(AdjointTest test, TextWriter writer) =>
        writer.Write($"{VerdictMark.Of(test.Passed).Mark} {test}\n{Sides(test).Text()}");

    public static void WriteHtml(StepSweep sweep, TextWriter writer)
    {
        Figure.Write(writer, "ll-report ll-sweep", $"Error of a central difference for each step, L = {sweep.Loss}", SweepRules, Steps(sweep).Html());
    }

    public static void WriteText(StepSweep sweep, TextWriter writer) =>
        writer.Write($"L = {sweep.Loss}, best at step {Number(sweep.Best.Step)}\n{Steps(sweep).Text()}");

    public static void WriteHtml(CatchTable caught, TextWriter writer)
    {
        var mark = caught.FalseAlarm || caught.Missed.Count > 0 ? VerdictMark.Failed : VerdictMark.Passed;
        Report(writer, "Wrong backward passes, caught or missed", mark, caught.ToString().Split('\n')[0], Outcomes(caught).Html());
    }

    public static void WriteText(CatchTable caught, TextWriter writer) => writer.Write(caught.ToString());

    public static void WriteHtml(ShapePuzzle puzzle, TextWriter writer)
    {
        var verb = puzzle.Count == 1 ? "has" : "have";
        Figure.Write(writer, "ll-report", $"{puzzle.Count} of 36 products {verb} the shape of {puzzle.Gradient}, {puzzle.Shape}", Table.Rules, Products(puzzle).Html());
    }

    public static void WriteText(ShapePuzzle puzzle, TextWriter writer) => writer.Write(puzzle.ToString());

    public static void WriteHtml(FixtureLinter linter, TextWriter writer)
    {
        var html = new StringBuilder();
        foreach (var finding in linter.Findings)
        {
            html.Append($"<p class=\"ll-note\"><strong>{Figure.Html(finding.Property)}.</strong> {Figure.Html(finding.Why)}</p>");
            Passes("lets through", finding.LetsThrough);
            Passes("hides", finding.Hides);
        }

        var together = linter.LetsThrough.Except(linter.Findings.SelectMany(finding => finding.LetsThrough)).ToList();
        Passes("Only together do they let through", together);
        var mark = linter.LetsThrough.Count > 0 ? VerdictMark.Failed : linter.Findings.Count > 0 ? VerdictMark.Undecided : VerdictMark.Passed;
        Report(writer, "Can this fixture show a wrong backward pass?", mark, linter.ToString().Split('\n')[0], html.ToString());

        void Passes(string what, IReadOnlyList<WrongBackward> wrongs)
        {
            if (wrongs.Count > 0)
                html.Append($"<p class=\"ll-note ll-muted\">{what}: {string.Join("; ", wrongs.Select(wrong => $"<span class=\"ll-code\">{Figure.Html(wrong.Name)}</span>"))}</p>");
        }
    }

    public static void WriteText(FixtureLinter linter, TextWriter writer) => writer.Write(linter.ToString());

    private static void Report(TextWriter writer, string title, VerdictMark mark, string verdict, string content) =>
        Figure.Write(writer, "ll-report", title, Table.Rules, mark.Line(Figure.Html(verdict)) + content, titleIsShown: false);

    private static Table Sides(AdjointTest test)
    {
        var table = new Table("Both sides of the adjoint test", "product", ">value");
        table.AddMarked("ll-best", "⟨dout, dz⟩, from the forward pass", Number(test.Left));
        table.Add("⟨dx, δx⟩", Number(test.OfX));
        table.Add("⟨dw, δw⟩", Number(test.OfW));
        table.Add("⟨db, δb⟩", Number(test.OfB));
        table.AddMarked("ll-best", "their sum, from the backward pass", Number(test.Right));
        return table;
    }

    private static Table Steps(StepSweep sweep)
    {
        var table = new Table("Steps and errors", ">step h", ">largest error", ">relative error");
        foreach (var point in sweep.Points)
            table.AddMarked(point == sweep.Best ? "ll-best" : "", Number(point.Step, 3), Number(point.LargestError, 3), Number(point.RelativeError, 3));
        return table;
    }

    private static Table Outcomes(CatchTable caught)
    {
        var table = new Table("Wrong backward passes", "backward pass", "outcome", "what it believes");
        foreach (var row in caught.Rows)
            table.AddMarked(row.Caught ? "" : "ll-best", row.Wrong.Name, row.Caught ? row.Fits ? "✓ caught" : "✓ caught, the shape gives it away" : "✗ MISSED", row.Wrong.Misconception);
        return table;
    }

    private static Table Products(ShapePuzzle puzzle)
    {
        var table = new Table("Products that fit", "product", "shapes", "what it is");
        foreach (var product in puzzle.Products)
            table.AddMarked(product.IsTheGradient ? "ll-best" : "", product.ToString(), $"{product.LeftShape} · {product.RightShape}", product.IsTheGradient ? $"✓ {puzzle.Gradient}" : $"fits, and is not {puzzle.Gradient}");
        return table;
    }

    private static string Number(double number, int digits = 6) => (number + 0.0).ToString($"G{digits}", CultureInfo.InvariantCulture).Replace('E', 'e');
}
