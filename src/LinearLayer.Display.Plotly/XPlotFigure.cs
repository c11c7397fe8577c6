using XPlot.Plotly;

namespace LinearLayer.Display.Plotly;

/// <summary>Makes the figure of a panel of lines with XPlot.Plotly: its traces and its layout, as the JSON that plotly.js draws.</summary>
/// <remarks>Called across a load context, so that only text comes in and goes out.</remarks>
public static class XPlotFigure
{
    /// <param name="panelJson">A <see cref="Panel"/> of lines as JSON.</param>
    /// <returns>An object with <c>data</c> and <c>layout</c>.</returns>
    public static string Write(string panelJson)
    {
        var panel = PanelJson.Read(panelJson);
        var layout = new Layout.Layout
        {
            width = panel.Width,
            height = panel.Height,
            showlegend = panel.Curves.Count(curve => curve.InLegend) > 1,
            hovermode = "closest",
            xaxis = new Xaxis { title = panel.X.Title, type = panel.X.Scale.AxisType() },
            yaxis = new Yaxis { title = panel.Y.Title, type = panel.Y.Scale.AxisType() },
        };
        if (panel.X.Ticks is { } columns)
            (layout.xaxis.tickvals, layout.xaxis.ticktext) = (columns.Places, columns.Texts);
        if (panel.Y.Ticks is { } rows)
            (layout.yaxis.tickvals, layout.yaxis.ticktext) = (rows.Places, rows.Texts);
        var script = Chart.Plot<Trace>(panel.Curves.Select(Trace), layout).GetInlineJS();
        // XPlot writes no JSON of a whole chart, but a script with a line for each of its two parts.
        return $$"""{"data":{{Part("data")}},"layout":{{Part("layout")}}}""";

        string Part(string name)
        {
            var start = $"var {name} = ";
            return script.Split('\n').Select(line => line.Trim()).Single(line => line.StartsWith(start, StringComparison.Ordinal))[start.Length..^1];
        }
    }

    private static Scatter Trace(Curve curve) => new()
    {
        x = curve.X,
        y = curve.Y,
        name = curve.Name,
        mode = curve.Look.Mode(),
        text = curve.Hovers,
        hoverinfo = "text",
        line = new Line { color = curve.Color, width = 2, dash = curve.Dash },
    };
}
