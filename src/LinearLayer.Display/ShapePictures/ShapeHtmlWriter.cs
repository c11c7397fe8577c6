using System.Globalization;
using System.Text;

namespace LinearLayer.Display;

/// <summary>Writes an explanation of shapes as text/html: for each operation its operands and its result as boxes, all to one scale.</summary>
internal static class ShapeHtmlWriter
{
    private const double LongestSide = 132;
    private const double LargestCell = 22;
    private const double ShortestSide = 4;
    private const double SmallestGrid = 7;

    private const string Rules = """
        .ll-source { font-family: var(--ll-mono-font); font-size: .95em; color: inherit; background: none; white-space: pre-wrap; overflow-wrap: anywhere; }
        .ll-step { margin: .7em 0 0; padding: .5em 0 0; border-top: 1px solid var(--ll-rule-color); }
        .ll-step-name { font-size: .85em; color: var(--ll-muted-color); }
        .ll-step-name .ll-source { color: inherit; font-size: 1em; }
        .ll-boxes { display: flex; flex-wrap: wrap; align-items: center; gap: .5em .9em; margin: .4em 0 0; }
        .ll-operation { font-size: 1.2em; }
        .ll-arrow { font-size: .85em; color: var(--ll-muted-color); text-align: center; }
        .ll-shape { display: inline-grid; grid-template-columns: auto auto; align-items: center; justify-items: center; gap: .15em .4em; font-size: .85em; line-height: 1.3; max-width: 100%; }
        .ll-columns { grid-column: 2; white-space: nowrap; }
        .ll-rows { justify-self: end; white-space: nowrap; }
        .ll-box { display: block; box-sizing: border-box; border: 3px solid; background-color: var(--ll-panel-color); }
        .ll-box-name { grid-column: 2; margin: .05em -1em 0; color: var(--ll-muted-color); font-family: var(--ll-mono-font); max-width: 14em; overflow-wrap: anywhere; text-align: center; }
        .ll-clash { color: var(--ll-failed-color); font-weight: bold; border: 2px solid currentColor; border-radius: .3em; padding: 0 .3em; }
        .ll-clash-box { border-style: dashed; }
        .ll-problem { margin: .6em 0 0; padding: .1em 0 .1em .7em; border-left: 3px solid var(--ll-failed-color); }
        .ll-problem-mark { color: var(--ll-failed-color); font-weight: bold; }
        .ll-advice { margin: .3em 0 0; }
        @media print { .ll-step { break-inside: avoid; } .ll-box { -webkit-print-color-adjust: exact; print-color-adjust: exact; } }
        """;

    public static void Write(ShapeExplanation explanation, TextWriter writer)
    {
        var clash = explanation.Clash;
        var unit = Unit([.. explanation.Steps.Select(step => step.Axes), .. clash?.Operands.Select(operand => operand.Axes) ?? []]);
        var html = new StringBuilder($"<code class=\"ll-source\">{Figure.Html(explanation.Text)}</code>");
        foreach (var step in explanation.Steps.Where(step => step.Operands.Count > 0))
        {
            var operands = step.Operands.Select(operand => explanation.Steps[operand]).Select(operand => Box(operand.Axes, unit, operand.Text)).ToList();
            html.Append($"<div class=\"ll-step\"><div class=\"ll-step-name\">{step.Operation}: <code class=\"ll-source\">{Figure.Html(step.Text)}</code></div>")
                .Append($"<div class=\"ll-boxes\" aria-hidden=\"true\">{Equation(step.Operation, operands, Box(step.Axes, unit))}</div></div>");
        }

        if (explanation.Steps is [{ Operands.Count: 0 } only] && clash is null)
            html.Append($"<div class=\"ll-boxes\" aria-hidden=\"true\">{Box(only.Axes, unit, only.Text)}</div>");
        if (clash is not null)
            html.Append(Clash(clash, unit));
        var title = clash is null
            ? $"Shapes along the expression: {AxisNames.Text(explanation.Axes, explanation.Shape)}"
            : "Shapes along the expression: they do not fit";
        Figure.Write(writer, "ll-shapes", title, Rules, html.ToString(), string.Join(";\n", ShapeTextWriter.Steps(explanation).Select(line => line.Trim())));
    }

    /// <summary>A clash on its own, such as that of a note.</summary>
    public static void Write(ShapeClash clash, TextWriter writer) =>
        Figure.Write(writer, "ll-shapes", "Shapes that do not fit", Rules,
            $"<code class=\"ll-source\">{Figure.Html(clash.Text)}</code>{Clash(clash, Unit([.. clash.Operands.Select(operand => operand.Axes)]))}");

    private static string Clash(ShapeClash clash, double unit)
    {
        var texts = clash.Marks.Where(mark => mark.Start + mark.Length <= clash.Text.Length).Select(mark => clash.Text.Substring(mark.Start, mark.Length)).ToList();
        var boxes = clash.Operands.Select((operand, i) =>
            Box(operand.Axes, unit, operand.Name ?? (texts.Count == clash.Operands.Count ? texts[i] : ""), operand.Marked));
        var symbol = clash.Symbol switch { "x" => "·", "," => "and", var other => other };
        var html = new StringBuilder($"<div class=\"ll-step\"><div class=\"ll-boxes\" aria-hidden=\"true\">{string.Join(Symbol(symbol), boxes)}</div>")
            .Append($"<p class=\"ll-problem\"><span class=\"ll-problem-mark\" role=\"img\" aria-label=\"does not fit\">✗</span> {Figure.Html(clash.Problem)}</p>");
        foreach (var binding in clash.Bindings)
            html.Append($"<p class=\"ll-advice\">{Figure.Html(binding.ToString())}.</p>");
        if (clash.Advice is not null)
            html.Append($"<p class=\"ll-advice\">{Figure.Html(clash.Advice)}</p>");
        return html.Append("</div>").ToString();
    }

    private static string Equation(string operation, IReadOnlyList<string> operands, string result) => operation switch
    {
        "product" => Joined("·", operands, result),
        "addition" => Joined("+", operands, result),
        "subtraction" => Joined("−", operands, result),
        "multiplication" => Joined("*", operands, result),
        "division" => Joined("/", operands, result),
        _ => $"{string.Concat(operands)}<span class=\"ll-arrow\">{Figure.Html(operation)}<br/>→</span>{result}",
    };

    private static string Joined(string symbol, IReadOnlyList<string> operands, string result) => string.Join(Symbol(symbol), operands) + Symbol("=") + result;

    private static string Symbol(string symbol) => $"<span class=\"ll-operation\">{Figure.Html(symbol)}</span>";

    /// <summary>A tensor as a box: its last axis across, the one before it down, and further ones in front.</summary>
    private static string Box(Axes axes, double unit, string name = "", int? marked = null)
    {
        var (across, down) = (axes.Rank - 1, axes.Rank - 2);
        var (width, height) = (Side(axes, across, unit), Side(axes, down, unit));
        var rows = string.Join(" × ", Enumerable.Range(0, Math.Max(0, axes.Rank - 1)).Select(Label));
        var columns = across >= 0 ? Label(across) : "one number";
        // A side has the colour of the axis that it runs along.
        var colours = $"border-color:{Colour(across)} {Colour(down)}";
        var grid = unit < SmallestGrid || axes.Rank == 0 ? "" : string.Create(CultureInfo.InvariantCulture,
            $";background-image:linear-gradient(to right,var(--ll-rule-color) 1px,transparent 1px),linear-gradient(to bottom,var(--ll-rule-color) 1px,transparent 1px);background-size:{unit:0.##}px {unit:0.##}px;background-origin:border-box");
        var stack = axes.Rank < 3 ? "" : $";box-shadow:4px -4px 0 -1px var(--ll-surface-color),4px -4px 0 0 {Colour(0)},8px -8px 0 -1px var(--ll-surface-color),8px -8px 0 0 {Colour(0)};margin:8px 8px 0 0";
        return $"<span class=\"ll-shape\"><span class=\"ll-columns\">{columns}</span><span class=\"ll-rows\">{rows}</span>"
            + string.Create(CultureInfo.InvariantCulture, $"<span class=\"ll-box{(marked is null ? "" : " ll-clash-box")}\" style=\"width:{width:0.##}px;height:{height:0.##}px;{colours}{grid}{stack}\"></span>")
            // Also where there is no name there is its line, so that the boxes of an equation stand at one height.
            + $"<span class=\"ll-box-name\">{(name == "" ? "&#160;" : Figure.Html(name))}</span></span>";

        string Label(int axis) => axis == marked
            ? $"<span class=\"ll-clash\">✗ {Figure.Html(axes[axis].Label)}</span>"
            : AxisNames.Html(axes[axis].Name, axes[axis].Label);

        string Colour(int axis) => axis >= 0 ? Style.AxisColor(axes[axis].Name) : "var(--ll-muted-color)";
    }

    private static double Side(Axes axes, int axis, double unit) => Math.Max(ShortestSide + 6, unit * (axis >= 0 ? axes[axis].Size ?? 1 : 1));

    /// <summary>How long one cell is, so that the longest side of all boxes still fits.</summary>
    private static double Unit(IReadOnlyList<Axes> all)
    {
        var longest = all.SelectMany(axes => axes.TakeLast(2)).Select(axis => (double)(axis.Size ?? 1)).DefaultIfEmpty(1).Max();
        return Math.Min(LargestCell, LongestSide / Math.Max(1, longest));
    }
}
