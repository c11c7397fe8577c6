using System.Net;

namespace ChartMarkup;

/// <summary>What a chart on a page consists of.</summary>
/// <remarks>
/// <para>A page that collects charts may rely on this:</para>
/// <code>
/// &lt;script class="ll-plotly"&gt;                            plotly.js: once a notebook, before the first chart
/// &lt;figure class="ll-figure ll-chart"&gt;
///   &lt;div class="ll-chart-panel"&gt;                          one for each plot of the chart
///     &lt;div class="ll-chart-plot" role="img"&gt;              empty: plotly.js draws in it
///     &lt;script type="application/json" class="ll-chart-figure"&gt;   { data, layout }, as Plotly.newPlot takes them
///   &lt;p class="ll-chart-missing" hidden&gt;                   is shown where plotly.js is not found
///   &lt;details class="ll-chart-data" open&gt;                  the numbers; folded once the chart is drawn
///   &lt;script class="ll-chart-script"&gt;                      chart.js: the same bytes in every chart
/// &lt;/figure&gt;
/// </code>
/// <para><c>ll-plotly</c> sets <c>window.Plotly</c>, unless that is there, and does nothing else. It may be put elsewhere in the page, and
/// another build of plotly.js 2 in its place. Our charts need <c>scatter</c>, <c>bar</c> and <c>heatmap</c>; one of the class
/// <c>ll-chart-as-made</c>, which a reader made with Plotly.NET or XPlot, may need any trace. <c>ll-chart-script</c> draws
/// all charts of the page that are not drawn yet: it may be kept once, behind <c>ll-plotly</c> and the charts, or run any number of
/// times, in any order. Colours in the JSON are CSS texts, such as <c>var(--ll-series-1-color)</c>: it resolves them as it
/// draws, and again when the page's theme changes or the page is printed. plotly.js sets style attributes, so a page's
/// policy must allow them.</para>
/// </remarks>
internal static class ChartElements
{
    /// <summary>The script that draws.</summary>
    public static string Script { get; } = $"<script class=\"ll-chart-script\">{Read()}</script>";

    /// <summary>What a reader sees where plotly.js is not on the page.</summary>
    public const string Missing =
        "<p class=\"ll-chart-missing\" hidden=\"\">The script that draws this chart is not on this page. Run this cell again. If that does not help, restart the kernel and run all cells.</p>";

    /// <summary>One plot.</summary>
    /// <param name="label">What it is called where it is not seen.</param>
    /// <param name="figureJson">An object with data and layout.</param>
    /// <param name="title">HTML that stands above it.</param>
    public static string Panel(string label, string figureJson, string title = "")
    {
        // Nothing in it may end the script element.
        var json = figureJson.Replace("<", "\\u003c", StringComparison.Ordinal).Replace(">", "\\u003e", StringComparison.Ordinal).Replace("&", "\\u0026", StringComparison.Ordinal);
        return $"<div class=\"ll-chart-panel\">{title}<div class=\"ll-chart-plot\" role=\"img\" aria-label=\"{WebUtility.HtmlEncode(label)}\"></div><script type=\"application/json\" class=\"ll-chart-figure\">{json}</script></div>";
    }

    private static string Read()
    {
        using var reader = new StreamReader(typeof(ChartElements).Assembly.GetManifestResourceStream("chart.js")!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
