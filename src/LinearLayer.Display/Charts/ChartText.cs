using System.Net;

namespace LinearLayer.Display;

/// <summary>Writes a chart's panels for a terminal: a curve as a row of small bars with its ends, coloured cells as their numbers.</summary>
internal static class ChartText
{
    private const string Bars = "▁▂▃▄▅▆▇█";
    private const int MostBars = 40;
    private const int MostNames = 8;

    public static IEnumerable<string> Lines(IReadOnlyList<Panel> panels) => panels.SelectMany(Lines);

    private static IEnumerable<string> Lines(Panel panel)
    {
        if (panel.Heats.Any(heat => heat.Texts is not null))
        {
            yield return panel.Title;
            foreach (var texts in panel.Heats.Select(heat => heat.Texts).OfType<string[][]>())
            {
                var cell = texts.SelectMany(row => row).Max(text => text.Length);
                foreach (var row in texts)
                    yield return "  " + string.Join("  ", row.Select(text => text.PadLeft(cell)));
            }
            yield break;
        }

        if (panel.Heats.Length > 0)
            yield return $"{panel.Title}: {string.Join(", ", panel.Heats.Select(heat => $"{ChartNumber.Text(Finite(heat).Min())} to {ChartNumber.Text(Finite(heat).Max())}"))}";

        if (panel.Heats.Length == 0 && panel.Title.Length > 0)
            yield return panel.Title;
        var curves = panel.Curves.Where(curve => !curve.IsMark && curve.Y.Any(double.IsFinite)).ToList();
        var width = curves.Select(curve => Plain(curve.Name).Length).DefaultIfEmpty(0).Max();
        foreach (var curve in curves)
        {
            var name = Plain(curve.Name).PadRight(width);
            if (curve.Names is { Length: <= MostNames } names)
            {
                yield return $"  {name}  {string.Join(", ", names.Select((over, n) => $"{Plain(over)}: {ChartNumber.Text(curve.Y[n])}"))}";
                continue;
            }

            var finite = curve.Y.Where(double.IsFinite).ToList();
            var isLine = curve.Look is CurveLook.Line or CurveLook.LineAndPoints;
            var bars = isLine || curve.Look == CurveLook.Bars ? Sparkline(curve.Y, panel.Y.Scale == PanelScale.Logarithmic) + "  " : "";
            var ends = isLine ? $"{ChartNumber.Text(finite[0])} to {ChartNumber.Text(finite[^1])}, " : "";
            var values = finite.Count == 1 ? ChartNumber.Text(finite[0]) : $"{ends}least {ChartNumber.Text(finite.Min())}, most {ChartNumber.Text(finite.Max())}";
            yield return $"  {name}  {bars}{values}";
        }
    }

    /// <summary>A name as it was before it was made safe for Plotly.</summary>
    private static string Plain(string name) => WebUtility.HtmlDecode(name);

    private static IEnumerable<double> Finite(Heat heat) => heat.Z.SelectMany(row => row).Where(double.IsFinite).DefaultIfEmpty(double.NaN);

    /// <summary>The values as a row of bars; of many, each bar is the mean of some.</summary>
    private static string Sparkline(double[] values, bool isLogarithmic)
    {
        var bars = Math.Min(MostBars, values.Length);
        var means = Enumerable.Range(0, bars)
            .Select(bar => values[(bar * values.Length / bars)..((bar + 1) * values.Length / bars)])
            .Select(part => part.Select(value => isLogarithmic ? Math.Log10(value) : value).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average())
            .ToList();
        var (least, most) = (means.Where(double.IsFinite).DefaultIfEmpty(0).Min(), means.Where(double.IsFinite).DefaultIfEmpty(0).Max());
        return string.Concat(means.Select(mean => !double.IsFinite(mean) ? ' ' : Bars[most > least ? (int)Math.Round((mean - least) / (most - least) * (Bars.Length - 1)) : 0]));
    }
}
