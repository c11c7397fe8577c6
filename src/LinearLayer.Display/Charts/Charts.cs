using System.Globalization;

namespace LinearLayer.Display;

/// <summary>Charts of what the library computes. Each verb gives a <see cref="Chart"/>, which shows itself as the value of a cell.</summary>
/// <remarks>They are made with Plotly.NET and drawn by plotly.js, which comes with the first chart of a session: no chart opens the network.</remarks>
public static partial class Charts
{
    private static readonly string[] Symbols = ["circle", "diamond", "triangle-up", "square", "cross", "star"];
    private static readonly string[] Dashes = ["solid", "dash", "dot", "dashdot", "longdash", "longdashdot"];

    /// <summary>A chart of your own numbers: lines, points and bars over one pair of axes.</summary>
    /// <param name="title">What it shows, in a few words.</param>
    /// <param name="x">The horizontal axis; a text is the title of a linear one.</param>
    /// <param name="y">The vertical axis.</param>
    /// <param name="series">What is drawn. Bars stand over names, lines and points over numbers, so they do not go together.</param>
    /// <exception cref="ArgumentException">There is no series, or bars are mixed with lines or points.</exception>
    public static Chart Plot(string title, ChartAxis x, ChartAxis y, params ChartSeries[] series)
    {
        ArgumentNullException.ThrowIfNull(title);
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        ArgumentNullException.ThrowIfNull(series);
        if (series.Length == 0)
            throw new ArgumentException("Charts.Plot: there is no series to draw. Give it one, such as ChartSeries.Line(\"loss\", steps, losses).", nameof(series));
        var hasNames = series[0].Names is not null;
        if (series.Any(one => one.Names is not null != hasNames))
            throw new ArgumentException("Charts.Plot: bars stand over names, lines and points over numbers. Make one chart of the bars and another of the rest.", nameof(series));

        var curves = series.Select((one, i) => new Curve(
            ChartNumber.Escaped(one.Name), one.Look, Placed(one.X, x), one.Names?.Select(ChartNumber.Escaped).ToArray(), Placed(one.Y, y),
            [.. one.Y.Select((value, n) => Hover(one.Name, (x.Title, one.Names?[n] ?? ChartNumber.Text(one.X![n])), (y.ToString(), ChartNumber.Text(value))))],
            Color(i), Symbols[i % Symbols.Length], Dashes[i % Dashes.Length]));
        var panel = new Panel("", hasNames ? new PanelAxis(ChartNumber.Escaped(x.ToString()), PanelScale.Names) : Axis(x, series.SelectMany(one => one.X!)), Axis(y, series.SelectMany(one => one.Y)), [], [.. curves]);
        var tables = series.Select(one => ChartTable.Of(
            one.Name, one.Y.Length,
            (x.ToString(), n => one.Names is { } names ? names[n] : one.X![n]), (y.ToString(), n => one.Y[n])));
        var names = series is [var only] && only.Name == y.Title ? "" : $": {string.Join(", ", series.Select(one => one.Name))}";
        var description = $"{y.Title} over {x.Title}{names}.";
        return new Chart(title, char.ToUpperInvariant(description[0]) + description[1..], [panel], [.. tables]);
    }

    private static PanelAxis Axis(ChartAxis axis, IEnumerable<double> numbers) => axis.IsLogarithmic
        ? new(ChartNumber.Escaped(axis.ToString()), PanelScale.Logarithmic, Ticks: AxisTicks.PowersOfTen(numbers))
        : new(ChartNumber.Escaped(axis.ToString()));

    /// <summary>The numbers that an axis has a place for; NaN for the others.</summary>
    private static double[] Placed(double[]? numbers, ChartAxis axis) =>
        numbers is null ? null! : [.. numbers.Select(number => double.IsFinite(number) && !(axis.IsLogarithmic && number <= 0) ? number : double.NaN)];

    /// <summary>The colour of a series, from the page's theme.</summary>
    private static string Color(int series) => string.Create(CultureInfo.InvariantCulture, $"var(--ll-series-{series % 6 + 1}-color)");

    /// <summary>What a hover over a value shows: its name, then a line for each of its numbers.</summary>
    private static string Hover(string name, params ReadOnlySpan<(string Name, string Value)> lines)
    {
        var text = $"<b>{ChartNumber.Escaped(name)}</b>";
        foreach (var (label, value) in lines)
            text += $"<br>{ChartNumber.Escaped(label)}: {ChartNumber.Escaped(value)}";
        return text;
    }
}
