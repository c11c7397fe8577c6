using System.Text;
using ChartMarkup;

namespace LinearLayer.Display;

/// <summary>Writes a chart as text/html; see <see cref="ChartElements"/> for the markup.</summary>
internal static class ChartHtml
{
    private static readonly PlotlyScript Plotly = new(FigureMaker.ReadPlotlyScript);
    private static readonly string Rules = ReadRules();

    public static void Write(Chart chart, TextWriter writer)
    {
        var html = Html(chart);
        writer.Write(Plotly.ElementFor(html));
        writer.Write(html);
    }

    private static string Html(Chart chart)
    {
        var content = new StringBuilder();
        content.Append($"<p class=\"ll-chart-description\">{Figure.Html(chart.Description)}</p>");
        content.Append($"<div class=\"ll-chart-panels{(chart.InPairs ? " ll-chart-pairs" : "")}\">");
        foreach (var panel in chart.Panels)
        {
            var kind = panel.Heats.Length > 0 ? " ll-chart-tensor" : "";
            content.Append(panel.Title.Length == 0
                ? ChartElements.Panel(chart.Title, chart.Maker.Write(panel))
                : ChartElements.Panel($"{chart.Title}: {panel.Title}", chart.Maker.Write(panel), $"<div class=\"ll-chart-panel-title{kind}\">{Figure.Html(panel.Title)}</div>"));
        }

        content.Append("</div>").Append(ChartElements.Missing);
        content.Append("<details class=\"ll-chart-data\" open=\"\"><summary>The numbers as a table</summary><div class=\"ll-chart-tables\">");
        foreach (var table in chart.Tables)
            Write(table, content);
        content.Append("</div></details>").Append(ChartElements.Script);

        var html = new StringWriter();
        Figure.Write(html, "ll-chart", chart.Title, Rules, content.ToString());
        return html.ToString();
    }

    private static void Write(ChartTable table, StringBuilder html)
    {
        html.Append($"<div class=\"ll-scroll\" role=\"group\" tabindex=\"0\" aria-label=\"{Figure.Html(table.Caption)}\"><table class=\"ll-chart-table\"><caption>{Figure.Html(table.Caption)}</caption><thead><tr>");
        foreach (var column in table.Columns)
            html.Append($"<th scope=\"col\">{Figure.Html(column)}</th>");
        html.Append("</tr></thead><tbody>");
        for (var row = 0; row < table.Rows.Count; row++)
        {
            if (table.HiddenRows > 0 && row == table.Rows.Count / 2)
                html.Append($"<tr><td colspan=\"{table.Columns.Count}\">… {ChartNumber.Count(table.HiddenRows, "more row")} …</td></tr>");
            html.Append($"<tr><th scope=\"row\">{Figure.Html(table.Rows[row][0])}</th>");
            foreach (var cell in table.Rows[row].Skip(1))
                html.Append($"<td>{Figure.Html(cell)}</td>");
            html.Append("</tr>");
        }
        html.Append("</tbody></table></div>");
    }

    private static string ReadRules()
    {
        using var reader = new StreamReader(typeof(ChartHtml).Assembly.GetManifestResourceStream("chart.css")!);
        return reader.ReadToEnd();
    }
}
