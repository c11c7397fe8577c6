using Plotly.NET;
using Plotly.NET.LayoutObjects;
using Plot = Plotly.NET.CSharp.Chart;

namespace LinearLayer.Display.Plotly;

/// <summary>Makes the figure of a panel with Plotly.NET: its traces and its layout, as the JSON that plotly.js draws.</summary>
/// <remarks>Called across a load context, so that only text comes in and goes out.</remarks>
public static class PlotlyFigure
{
    /// <param name="panelJson">A <see cref="Panel"/> as JSON.</param>
    /// <returns>An object with <c>data</c> and <c>layout</c>.</returns>
    public static string Write(string panelJson)
    {
        var panel = PanelJson.Read(panelJson);
        var chart = Plot.Combine([.. panel.Heats.Select(Trace), .. panel.Curves.Select(Trace)]);

        var layout = new Layout();
        Set(layout, "height", panel.Height);
        Set(layout, "width", panel.Width);
        Set(layout, "showlegend", panel.Curves.Count(curve => curve.InLegend) > 1);
        Set(layout, "hovermode", "closest");
        Set(layout, "xaxis", Axis(panel.X));
        Set(layout, "yaxis", Axis(panel.Y));
        return GenericChart.toFigureJson(GenericChart.setLayout(layout, chart));
    }

    private static GenericChart Trace(Heat heat)
    {
        var last = heat.Colors.Length - 1;
        var colors = heat.Colors.Select((color, i) => Tuple.Create((double)i / last, Color.fromString(color)));
        var chart = Plot.Heatmap<double, double, double, string>(
            heat.Z, X: heat.X, Y: heat.Y, Name: heat.Name, ShowScale: heat.Scale is not null,
            ColorScale: StyleParam.Colorscale.NewCustom(colors), UseDefaults: false);

        var trace = GenericChart.getTraces(chart).Head;
        Set(trace, "zmin", heat.Least);
        Set(trace, "zmax", heat.Most);
        if (heat.Scale is { } scale)
            Set(trace, "colorbar", Object(("tickvals", scale.Places), ("ticktext", scale.Texts)));
        if (heat.Hovers is not null)
            Set(trace, "hovertext", heat.Hovers);
        Set(trace, "hovertemplate", heat.HoverTemplate);
        if (heat.Texts is not null)
        {
            Set(trace, "text", heat.Texts);
            Set(trace, "texttemplate", "%{text}");
            Set(trace, "xgap", 1);
            Set(trace, "ygap", 1);
        }
        return chart;
    }

    private static GenericChart Trace(Curve curve)
    {
        var chart = curve switch
        {
            { Look: CurveLook.Bars, Names: { } names } => Plot.Column<double, string, string>(curve.Y, Keys: names, Name: curve.Name, UseDefaults: false),
            { Look: CurveLook.Bars } => Plot.Column<double, double, string>(curve.Y, Keys: curve.X!, Name: curve.Name, UseDefaults: false),
            { Names: { } names } => Plot.Scatter<string, double, string>(names, curve.Y, Mode(curve.Look), Name: curve.Name, UseDefaults: false),
            _ => Plot.Scatter<double, double, string>(curve.X!, curve.Y, Mode(curve.Look), Name: curve.Name, UseDefaults: false),
        };

        var trace = GenericChart.getTraces(chart).Head;
        Set(trace, "hovertext", curve.Hovers);
        Set(trace, "hoverinfo", "text");
        if (!curve.InLegend)
            Set(trace, "showlegend", false);
        if (curve.Look is CurveLook.Line or CurveLook.LineAndPoints)
            Set(trace, "line", Object(("color", curve.Color), ("width", 2), ("dash", curve.Dash)));
        if (curve.Look is CurveLook.Bars)
            Set(trace, "marker", Object(("color", curve.Color)));
        else if (curve.Look is not CurveLook.Line)
            Set(trace, "marker", Object(("color", curve.Color), ("symbol", curve.Symbol), ("size", curve.Look.MarkerSize()), ("line", curve.Look == CurveLook.Rings ? Object(("color", curve.Color), ("width", 2)) : Object(("color", "var(--ll-surface-color)"), ("width", 1)))));
        if (curve.BarWidth is { } width)
            Set(trace, "width", width);
        return chart;
    }

    private static StyleParam.Mode Mode(CurveLook look) => look switch
    {
        CurveLook.Line => StyleParam.Mode.Lines,
        CurveLook.LineAndPoints => StyleParam.Mode.Lines_Markers,
        _ => StyleParam.Mode.Markers,
    };

    private static LinearAxis Axis(PanelAxis plan)
    {
        var axis = new LinearAxis();
        Set(axis, "title", Object(("text", plan.Title)));
        Set(axis, "type", plan.Scale.AxisType());
        if (plan.Range is { } range)
            Set(axis, "range", range);
        if (plan.Ticks is { } ticks)
        {
            Set(axis, "tickvals", ticks.Places);
            Set(axis, "ticktext", ticks.Texts);
        }
        if (plan.Scale == PanelScale.Index)
        {
            Set(axis, "showgrid", false);
            Set(axis, "zeroline", false);
        }
        return axis;
    }

    private static DynamicObj.DynamicObj Object(params ReadOnlySpan<(string Name, object Value)> properties)
    {
        var made = new DynamicObj.DynamicObj();
        foreach (var (name, value) in properties)
            made.SetProperty(name, value);
        return made;
    }

    private static void Set(DynamicObj.DynamicObj target, string name, object value) => target.SetProperty(name, value);
}
