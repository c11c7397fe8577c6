using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ChartMarkup;

namespace Notebooks.Handouts.Outputs;

/// <summary>Charts of Plotly in Python, R or Julia as HTML: the page draws them, and their numbers stand below.</summary>
internal static class PlotlyHtml
{
    public const string MimeType = "application/vnd.plotly.v1+json";

    private const int RowsShown = 100;

    // What the page's build of plotly.js draws, without "image", which is more often than not a file elsewhere.
    private static readonly string[] Drawn =
    [
        "scatter", "bar", "box", "heatmap", "histogram", "histogram2d", "histogram2dcontour", "contour", "pie", "scatterternary", "violin",
    ];

    /// <summary>Why a chart is not drawn; null where it is.</summary>
    public static string? Obstacle(JsonObject figure)
    {
        if (figure["data"] is not JsonArray traces || traces.Any(trace => trace is not JsonObject))
            return "This chart is not drawn: its data is no list of traces.";
        return Traces(figure).Select(Kind).FirstOrDefault(kind => !Drawn.Contains(kind)) is { } kind
            ? $"This chart is not drawn: a handout can draw {string.Join(", ", Drawn)}, and this has a trace of the type {kind}."
            : null;
    }

    /// <summary>A chart without <see cref="Obstacle"/>.</summary>
    public static string Write(JsonObject figure)
    {
        var layout = (figure["layout"] as JsonObject)?.DeepClone().AsObject() ?? [];
        // Pictures and maps that plotly.js would ask a server for.
        foreach (var key in (string[])["images", "map", "mapbox", "geo"])
            layout.Remove(key);
        var drawn = new JsonObject { ["data"] = figure["data"]!.DeepClone(), ["layout"] = layout };

        var tables = new StringBuilder();
        foreach (var trace in Traces(figure))
            tables.Append(Table(trace));
        return ChartElements.AsMade(drawn, tables.Length == 0
            ? ""
            : $"<details class=\"ll-chart-data\" open=\"\"><summary>The numbers as a table</summary>{tables}</details>");
    }

    private static IEnumerable<JsonObject> Traces(JsonObject figure) => figure["data"]!.AsArray().Select(trace => trace!.AsObject());

    private static string Kind(JsonObject trace) => trace["type"] is { } type ? type.ToString() : "scatter";

    private static string Table(JsonObject trace)
    {
        var name = trace["name"] is { } given ? WebUtility.HtmlEncode(given.ToString()) : "";
        var columns = ((string[])["labels", "x", "y", "a", "b", "c", "values"])
            .Select(key => (Head: key, Cells: PlotlyArray.Cells(trace[key]))).Where(column => column.Cells.Count > 0).ToList();
        if (PlotlyArray.Rows(trace["z"]) is { Count: > 0 } rows)
            columns = Matrix(columns, rows);
        var count = columns.Select(column => column.Cells.Count).DefaultIfEmpty(0).Max();
        if (count == 0)
            return "";

        var html = new StringBuilder("<div class=\"nb-scroll\"><table>");
        html.Append(CultureInfo.InvariantCulture, $"<caption>{(name.Length == 0 ? Kind(trace) : name)}</caption><thead><tr>");
        foreach (var (head, _) in columns)
            html.Append(CultureInfo.InvariantCulture, $"<th scope=\"col\">{WebUtility.HtmlEncode(head)}</th>");
        html.Append("</tr></thead><tbody>");
        for (var row = 0; row < Math.Min(count, RowsShown); row++)
        {
            html.Append("<tr>");
            foreach (var (_, cells) in columns)
                html.Append(CultureInfo.InvariantCulture, $"<td>{(row < cells.Count ? WebUtility.HtmlEncode(cells[row]) : "")}</td>");
            html.Append("</tr>");
        }
        if (count > RowsShown)
            html.Append(CultureInfo.InvariantCulture, $"<tr><td colspan=\"{columns.Count}\">… {count - RowsShown} more rows …</td></tr>");
        return html.Append("</tbody></table></div>").ToString();
    }

    /// <summary>The columns of a heat map or contour: y, then one for each x.</summary>
    private static List<(string Head, IReadOnlyList<string> Cells)> Matrix(List<(string Head, IReadOnlyList<string> Cells)> axes, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var x = axes.FirstOrDefault(axis => axis.Head == "x").Cells ?? [];
        var y = axes.FirstOrDefault(axis => axis.Head == "y").Cells ?? [];
        var width = Math.Min(rows.Max(row => row.Count), RowsShown);
        return
        [
            ("y", [.. rows.Select((_, row) => row < y.Count ? y[row] : row.ToString(CultureInfo.InvariantCulture))]),
            .. Enumerable.Range(0, width).Select(column => (
                $"x = {(column < x.Count ? x[column] : column.ToString(CultureInfo.InvariantCulture))}",
                (IReadOnlyList<string>)[.. rows.Select(row => column < row.Count ? row[column] : "")])),
        ];
    }
}
