using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Notebooks.Kernel.Tests;

/// <summary>The charts that a cell makes itself, with the packages themselves.</summary>
public partial class PlotlyChartsTests
{
    private const string ScriptTag = "<script class=\"ll-plotly\">";

    /// <summary>Where a build puts the packages and all that they need.</summary>
    private static readonly string Packages = Path.Combine(AppContext.BaseDirectory, "..", "..", "LinearLayer.Display.Plotly", Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)));

    private static string Reference(string library) => $"#r \"{Path.Combine(Packages, library)}\"\n";

    [Fact]
    public async Task A_chart_of_Plotly_NET_and_one_of_XPlot_show_as_charts_without_a_network()
    {
        await using var kernel = await OurKernel.StartAsync();

        var squares = Shown(await kernel.RunAsync(Reference("FSharp.Core.dll") + Reference("Plotly.NET.dll") + Reference("Plotly.NET.CSharp.dll") + """
            using Plotly.NET.CSharp;
            Chart.Line<int, int, string>(new[] { 1, 2, 3 }, new[] { 1, 4, 9 }, Name: "squares").WithXAxisStyle<int, int, string>(TitleText: "n")
            """));
        var cubes = Shown(await kernel.RunAsync(Reference("XPlot.Plotly.dll") + """
            XPlot.Plotly.Chart.Plot(new XPlot.Plotly.Scatter { x = new[] { 1, 2 }, y = new[] { 1, 8 }, name = "cubes" }, new XPlot.Plotly.Layout.Layout { title = "Cubes </script>" })
            """));

        Assert.Equal("Chart: scatter \"squares\"", squares.Text);
        Assert.Equal("[1,4,9]", squares.Figure["data"]![0]!["y"]!.ToJsonString());
        Assert.Equal("n", (string?)squares.Figure["layout"]!["xaxis"]!["title"]!["text"]);
        Assert.Equal("Chart \"Cubes </script>\": scatter \"cubes\"", cubes.Text);
        Assert.Equal("[1,8]", cubes.Figure["data"]![0]!["y"]!.ToJsonString());
        Assert.Equal(900, (int)cubes.Figure["layout"]!["width"]!); // XPlot's own size

        // plotly.js itself comes once.
        Assert.StartsWith(ScriptTag + "window.Plotly||", squares.Html);
        Assert.Contains("plotly.js v2.", squares.Html);
        Assert.InRange(squares.Html.Length, 3_000_000, 5_000_000);
        Assert.DoesNotContain(ScriptTag, cubes.Html);
        foreach (var html in (string[])[squares.Html[squares.Html.IndexOf("<figure", StringComparison.Ordinal)..], cubes.Html])
        {
            Assert.DoesNotContain("http", html);
            Assert.DoesNotContain("require", html);
        }
    }

    [Fact]
    public async Task The_same_chart_is_the_same_bytes_and_shows_inside_other_values_too()
    {
        await using var kernel = await OurKernel.StartAsync();
        (await kernel.RunAsync(Reference("FSharp.Core.dll") + Reference("XPlot.Plotly.dll") + """
            XPlot.Plotly.PlotlyChart Make() => XPlot.Plotly.Chart.Plot(new XPlot.Plotly.Scatter { x = new[] { 1 }, y = new[] { 1 } });
            """)).Ok();

        var charts = (await kernel.RunAsync("display(Make()); display(Make()); display(new[] { Make() });")).Ok()
            .Outputs.OfType<DisplayOutput>().Select(output => (string)output.Data["text/html"]!).ToList();

        Assert.Equal(charts[0], charts[1]); // shown again, it brings plotly.js along once more
        Assert.Contains("<figure class=\"ll-figure ll-chart ll-chart-as-made\"", charts[2]);
    }

    private static (string Html, string Text, JsonNode Figure) Shown(CellOutcome outcome)
    {
        var html = (string)Assert.Single(outcome.Ok().Outputs.OfType<ExecuteResult>()).Data["text/html"]!;
        return (html, outcome.Result, JsonNode.Parse(FigureJson().Match(html).Groups["json"].Value)!);
    }

    [GeneratedRegex("""class="ll-chart-figure">(?<json>.*?)</script>""", RegexOptions.Singleline)]
    private static partial Regex FigureJson();
}
