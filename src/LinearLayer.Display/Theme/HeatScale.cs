using System.Globalization;

namespace LinearLayer.Display;

/// <summary>Colours for numbers: white or black at 0, one colour for each sign, as strong as the number is large.</summary>
/// <param name="limit">The magnitude that gets the full colour; what is larger gets no more.</param>
internal sealed class HeatScale(double limit)
{
    // Above it, letters on the full colour would be hard to read in a dark theme.
    private const int Full = 55;

    /// <summary>The colours from the strongest negative to the strongest positive, for a drawing that cannot let the page shine through.</summary>
    public static string[] Colors { get; } =
    [
        $"color-mix(in oklab, var(--ll-negative-color) {Full}%, var(--ll-surface-color))",
        "var(--ll-surface-color)",
        $"color-mix(in oklab, var(--ll-positive-color) {Full}%, var(--ll-surface-color))",
    ];

    /// <summary>The rules for cells of a table of this class, and for the legend.</summary>
    /// <param name="table">The class of the table, such as <c>ll-tensor</c>.</param>
    public static string Rules(string table) => $$"""
        .{{table}}.{{table}} td.ll-positive { background-color: color-mix(in oklab, var(--ll-positive-color) var(--ll-heat), transparent); }
        .{{table}}.{{table}} td.ll-negative { background-color: color-mix(in oklab, var(--ll-negative-color) var(--ll-heat), transparent); }
        .ll-legend { display: flex; align-items: center; gap: .5em; margin: .35em 0 0; font-size: .8em; color: var(--ll-muted-color); font-family: var(--ll-mono-font); }
        .ll-legend-bar { width: 8em; height: .6em; border: 1px solid var(--ll-rule-color); background: linear-gradient(to right, color-mix(in oklab, var(--ll-negative-color) {{Full}}%, transparent), transparent, color-mix(in oklab, var(--ll-positive-color) {{Full}}%, transparent)); }
        @media print { .ll-positive, .ll-negative, .ll-legend-bar { -webkit-print-color-adjust: exact; print-color-adjust: exact; } }
        """;

    /// <summary>A scale for these numbers: the largest magnitude gets the full colour. NaN and infinities do not count.</summary>
    public static HeatScale For(IEnumerable<double> numbers) => new(numbers.Where(double.IsFinite).Select(double.Abs).DefaultIfEmpty().Max());

    /// <summary>The class of a cell, <c>ll-positive</c> or <c>ll-negative</c>; "" for 0 and for what is not finite.</summary>
    public static string ClassOf(double number) => !double.IsFinite(number) || number == 0 ? "" : number > 0 ? "ll-positive" : "ll-negative";

    /// <summary>The style of a cell: how strong its colour is.</summary>
    public string StyleOf(double number)
    {
        var share = limit > 0 ? double.Min(1, double.Abs(number) / limit) : 0;
        return string.Create(CultureInfo.InvariantCulture, $"--ll-heat:{double.Round(Full * share)}%");
    }

    /// <summary>What the colours mean.</summary>
    public string Legend(NumberFormat numbers) =>
        $"<div class=\"ll-legend\" aria-hidden=\"true\"><span>{Figure.Html(numbers.Text(-limit))}</span><span class=\"ll-legend-bar\"></span><span>{Figure.Html(numbers.Text(limit))}</span></div>";
}
