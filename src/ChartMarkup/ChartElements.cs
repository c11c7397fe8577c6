using System.Net;
using System.Text.Json.Nodes;

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
/// <c>ll-chart-as-made</c>, which somebody made with a Plotly of another language, may need any trace. <c>ll-chart-script</c> draws
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

    /// <summary>A chart as another library made it, with its own colours.</summary>
    /// <param name="figure">An object with data and layout, as Plotly.newPlot takes them; anything may be in it.</param>
    /// <param name="numbers">HTML that stands below the plot.</param>
    public static string AsMade(JsonObject figure, string numbers = "")
    {
        var label = Label(figure);
        return $"<figure class=\"ll-figure ll-chart ll-chart-as-made\" style=\"margin: .4em 0\" aria-label=\"{WebUtility.HtmlEncode(label)}\">{Panel(label, figure.ToJsonString())}{Missing}{numbers}{Script}</figure>";
    }

    /// <summary>What a chart is called: its title, and of what kinds and names the traces are.</summary>
    public static string Label(JsonObject figure)
    {
        var layout = figure["layout"] as JsonObject;
        var title = Text(layout?["title"] is JsonObject words ? words["text"] : layout?["title"]);
        var traces = (figure["data"] as JsonArray ?? []).OfType<JsonObject>()
            .Select(trace => $"{Text(trace["type"]) ?? "scatter"}{(Text(trace["name"]) is { Length: > 0 } name ? $" \"{name}\"" : "")}");
        return $"{(string.IsNullOrEmpty(title) ? "Chart" : $"Chart \"{title}\"")}: {string.Join(", ", traces)}";
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static string Read()
    {
        var assembly = typeof(ChartElements).Assembly;
        // Where it stands among other scripts, its name there has a folder.
        var name = assembly.GetManifestResourceNames().Single(name => name.Split('/')[^1] == "chart.js");
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
