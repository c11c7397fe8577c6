using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace LinearLayer.Display.Tests.Charts;

/// <summary>A chart as a page gets it, taken apart.</summary>
internal sealed class ShownChart
{
    private readonly XElement _figure;

    public ShownChart(Chart chart) => _figure = XElement.Parse(Shown.Body(chart));

    public string Title => _figure.Element("figcaption")!.Value;

    public string Description => With("ll-chart-description").Single().Value;

    public IReadOnlyList<JsonNode> Figures => [.. With("ll-chart-figure").Select(script => JsonNode.Parse(script.Value)!)];

    public JsonNode Figure => Figures.Single();

    /// <summary>The cells of the data tables, without their headers.</summary>
    public IReadOnlyList<string[]> Rows => [.. _figure.Descendants("tbody").Elements("tr").Select(row => row.Elements().Select(cell => cell.Value).ToArray())];

    public JsonNode Trace(string name) => Figures.SelectMany(figure => figure["data"]!.AsArray()).Single(trace => (string?)trace!["name"] == name)!;

    private IEnumerable<XElement> With(string kind) => _figure.Descendants().Where(element => element.Attribute("class")?.Value == kind);
}

internal static class Json
{
    /// <summary>Numbers; a gap is NaN.</summary>
    public static double[] Numbers(this JsonNode? array) => [.. array!.AsArray().Select(item => item!.GetValueKind() == System.Text.Json.JsonValueKind.String ? double.NaN : (double)item)];

    public static string[] Texts(this JsonNode? array) => [.. array!.AsArray().Select(item => (string)item!)];
}
