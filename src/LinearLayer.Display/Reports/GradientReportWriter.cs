using System.Globalization;
using System.Numerics.Tensors;
using System.Text;

namespace LinearLayer.Display;

/// <summary>Writes a gradient check: the verdict, the story of the worst cell, and the errors as a heat map.</summary>
internal static class GradientReportWriter
{
    private const string WorstMark = "*";

    private static readonly string Rules = $$"""
        {{Table.Rules}}
        {{TensorHtmlWriter.TableRules}}
        .ll-tensor.ll-tensor td.ll-worst { outline: 2px solid currentColor; outline-offset: -2px; font-weight: bold; }
        .ll-tensor.ll-tensor td.ll-wrong { text-decoration: underline; text-decoration-style: double; }
        .ll-errors { display: flex; flex-wrap: wrap; gap: .75em 2em; align-items: flex-start; margin: .5em 0 0; }
        .ll-fold > summary { cursor: pointer; color: var(--ll-muted-color); font-size: .9em; }
        """;

    public static void WriteHtml(GradientReport report, TextWriter writer)
    {
        var mark = report.Verdict switch
        {
            CheckVerdict.Right => VerdictMark.Passed,
            CheckVerdict.Wrong => VerdictMark.Failed,
            _ => VerdictMark.Undecided,
        };
        var html = new StringBuilder(mark.Line(Verdict(report)));
        foreach (var gradient in report.Gradients.Where(gradient => gradient.Verdict != CheckVerdict.Right))
        {
            foreach (var line in gradient.ToString().Split('\n'))
                html.Append($"<p class=\"ll-note\">{Figure.Html(line)}</p>");
        }

        var shown = report.Gradients.Where(gradient => gradient.Analytic is not null && gradient.CellCount > 0).ToList();
        var wrong = shown.Where(gradient => gradient.Verdict != CheckVerdict.Right).ToList();
        html.Append(Numbers(report).Html());
        if (wrong.Count > 0)
            html.Append(Errors(wrong));
        else if (shown.Count > 0 && report.Passed)
            html.Append($"<details class=\"ll-fold\"><summary>analytic − numeric, cell by cell</summary>{Errors(shown)}</details>");
        Figure.Write(writer, "ll-report", "Gradient check", Rules, html.ToString(), titleIsShown: false);
    }

    public static void WriteText(GradientReport report, TextWriter writer)
    {
        writer.Write($"{report}\n{Numbers(report).Text()}");
        foreach (var gradient in report.Gradients.Where(gradient => gradient.Verdict == CheckVerdict.Wrong && gradient.Analytic is not null))
        {
            var view = View(gradient);
            var worst = WorstIndex(gradient);
            writer.Write($"\n{view.Title}, the worst cell marked {WorstMark}\n");
            writer.Write(string.Join('\n', view.Matrices.SelectMany(matrix => TensorTextWriter.Rows(matrix, cell => cell.Index == worst ? WorstMark : " ").Select(row => row.TrimEnd()))));
        }
    }

    private static string Verdict(GradientReport report) => Figure.Html(report.ToString().Split('\n')[0]);

    private static Table Numbers(GradientReport report)
    {
        var table = new Table("Worst cell of each gradient", "gradient", "verdict", "worst cell", ">analytic", ">numeric", ">off by", ">allowed");
        foreach (var gradient in report.Gradients)
        {
            var verdict = gradient.Verdict switch { CheckVerdict.Right => "✓ right", CheckVerdict.Wrong => "✗ wrong", _ => "? undecided" };
            table.Add(gradient.Worst is { } worst
                ? [gradient.Name, verdict, worst.Name, Number(worst.Analytic), Number(worst.Numeric), Number(worst.AbsoluteError, 3), Number(worst.Allowed, 3)]
                : [gradient.Name, verdict, "", "", "", "", ""]);
        }

        return table;
    }

    private static string Errors(IEnumerable<GradientComparison> gradients)
    {
        var html = new StringBuilder("<div class=\"ll-errors\">");
        foreach (var gradient in gradients)
        {
            var (view, worst) = (View(gradient), WorstIndex(gradient));
            foreach (var matrix in view.Matrices)
            {
                var caption = Figure.Html(view.Title) + (matrix.Place == "" ? "" : " " + Figure.Html(matrix.Place));
                html.Append(Figure.Scroll(
                    TensorHtmlWriter.Table(matrix, view, caption, cell => IsWrong(gradient, cell) ? cell.Index == worst ? "ll-wrong ll-worst" : "ll-wrong" : ""),
                    view.Title, 12 * matrix.ColumnNames.Count));
            }
        }

        return html.Append("</div>").ToString();
    }

    private static TensorView View(GradientComparison gradient) =>
        TensorView.Of(Tensor.Subtract<double>(gradient.Analytic!, gradient.Numeric), $"{gradient.Name}: analytic − numeric", isColoured: true);

    private static string? WorstIndex(GradientComparison gradient) =>
        gradient.Worst is { } worst ? string.Join(", ", worst.Index.Select(i => i.ToString(CultureInfo.InvariantCulture))) : null;

    private static bool IsWrong(GradientComparison gradient, TensorView.Cell cell)
    {
        nint[] index = [.. cell.Index.Split(", ").Select(i => nint.Parse(i, CultureInfo.InvariantCulture))];
        return !(gradient.Errors![index] <= gradient.Allowed[index]);
    }

    private static string Number(double number, int digits = 6) => (number + 0.0).ToString($"G{digits}", CultureInfo.InvariantCulture).Replace('E', 'e');
}
