namespace LinearLayer.Display;

/// <summary>One plot of a chart as plain data, before any charting library has seen it.</summary>
/// <remarks>
/// This file is compiled into LinearLayer.Display.Plotly too: there the panel becomes a figure. The two assemblies live in
/// different load contexts, so between them it travels as JSON.
/// </remarks>
/// <param name="Title">What stands above the plot; "" where the chart's title says it all.</param>
/// <param name="X">The horizontal axis.</param>
/// <param name="Y">The vertical axis.</param>
/// <param name="Heats">The cells that are coloured by value; they lie under the curves.</param>
/// <param name="Curves">The lines, points and bars.</param>
/// <param name="Width">The width that the plot takes where there is room, in CSS pixels.</param>
/// <param name="Height">Its height, in CSS pixels.</param>
internal sealed record Panel(string Title, PanelAxis X, PanelAxis Y, Heat[] Heats, Curve[] Curves, int Width = 640, int Height = 340);

/// <summary>An axis of a panel.</summary>
/// <param name="Title">The title, the unit included.</param>
/// <param name="Scale">How places follow from numbers.</param>
/// <param name="Range">The first and the last number on it; left out, the data decide.</param>
/// <param name="Ticks">Where ticks stand, each with its text; left out, Plotly chooses.</param>
internal sealed record PanelAxis(string Title, PanelScale Scale = PanelScale.Linear, double[]? Range = null, PanelTicks? Ticks = null);

/// <summary>The ticks of an axis.</summary>
/// <param name="Places">The number at each.</param>
/// <param name="Texts">What stands there.</param>
internal sealed record PanelTicks(double[] Places, string[] Texts);

/// <summary>How places on an axis follow from numbers.</summary>
internal enum PanelScale
{
    /// <summary>Equal differences are equally far.</summary>
    Linear,

    /// <summary>Equal ratios are equally far.</summary>
    Logarithmic,

    /// <summary>Indices of cells, without lines between them.</summary>
    Index,

    /// <summary>Names, in the order in which they come.</summary>
    Names,
}

/// <summary>Numbers over numbers, or over names.</summary>
/// <param name="Name">What the legend says.</param>
/// <param name="Look">How it is drawn.</param>
/// <param name="X">Where each value stands; null where names say it.</param>
/// <param name="Names">The names that the values stand over; null where numbers say it.</param>
/// <param name="Y">The values; NaN leaves a gap.</param>
/// <param name="Hovers">For each value what a hover shows, as Plotly's HTML.</param>
/// <param name="Color">A CSS colour, a custom property of the page included.</param>
/// <param name="Symbol">Plotly's name of the marker.</param>
/// <param name="Dash">Plotly's name of the line's dashes.</param>
/// <param name="InLegend">Whether the legend names it.</param>
/// <param name="BarWidth">The width of a bar, on the scale of the axis; null lets Plotly choose.</param>
/// <param name="IsMark">Whether it only marks places of the others, which the chart's words tell too; its heights are no values then.</param>
internal sealed record Curve(
    string Name, CurveLook Look, double[]? X, string[]? Names, double[] Y, string[] Hovers,
    string Color, string Symbol = "circle", string Dash = "solid", bool InLegend = true, double? BarWidth = null, bool IsMark = false);

/// <summary>How a curve is drawn.</summary>
internal enum CurveLook
{
    Line,
    LineAndPoints,
    Points,
    Rings,
    Bars,
}

/// <summary>Cells coloured by value.</summary>
/// <param name="Name">What the cells are.</param>
/// <param name="X">Where the columns stand.</param>
/// <param name="Y">Where the rows stand.</param>
/// <param name="Z">The values, row by row; a cell that is NaN stays empty.</param>
/// <param name="Least">The value that has the first colour.</param>
/// <param name="Most">The value that has the last one.</param>
/// <param name="Colors">The colours between them, equally spaced.</param>
/// <param name="Hovers">For each cell what a hover shows; null where the template says it.</param>
/// <param name="HoverTemplate">What a hover shows, in Plotly's template language; used where there are no texts.</param>
/// <param name="Texts">What stands in each cell; null where nothing does.</param>
/// <param name="Scale">The ticks of the bar of colours beside it; null where there is none.</param>
internal sealed record Heat(
    string Name, double[] X, double[] Y, double[][] Z, double Least, double Most, string[] Colors,
    string[][]? Hovers, string HoverTemplate, string[][]? Texts, PanelTicks? Scale);
