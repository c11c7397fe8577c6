using System.Reflection;
using System.Runtime.Loader;
using System.Text.Json.Nodes;
using ChartMarkup;
using Microsoft.DotNet.Interactive.Formatting;

namespace Notebooks.Kernel.DotNetInteractive;

/// <summary>Shows the charts that a cell makes with Plotly.NET or XPlot.Plotly, without a network.</summary>
/// <remarks>
/// What these packages write themselves asks a server for plotly.js. The kernel refers to neither of them: it waits until a cell has
/// loaded one, and then gives its chart a formatter.
/// </remarks>
internal static class PlotlyCharts
{
    private static readonly PlotlyScript Plotly = new(ReadPlotlyScript);

    /// <summary>From now on, charts are shown as charts.</summary>
    public static void Register()
    {
        AppDomain.CurrentDomain.AssemblyLoad += (_, loaded) => Register(loaded.LoadedAssembly);
        foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies())
            Register(assembly);
    }

    private static void Register(Assembly assembly)
    {
        switch (assembly.GetName().Name)
        {
            case "Plotly.NET" when assembly.GetType("Plotly.NET.GenericChart") is { } chart:
                Register(chart, value => JsonNode.Parse((string)chart.GetMethod("toFigureJson")!.Invoke(null, [value])!)!.AsObject());
                break;
            case "XPlot.Plotly" when assembly.GetType("XPlot.Plotly.PlotlyChart") is { } chart:
                Register(chart, FigureOfXPlot);
                break;
        }
    }

    private static void Register(Type type, Func<object, JsonObject> figure)
    {
        Formatter.Register(type, (object value, TextWriter writer) => WriteHtml(figure(value), writer), HtmlFormatter.MimeType);
        Formatter.Register(type, (object value, TextWriter writer) => writer.Write(ChartElements.Label(figure(value))), PlainTextFormatter.MimeType);
        Formatter.SetPreferredMimeTypesFor(type, HtmlFormatter.MimeType);
    }

    /// <summary>XPlot writes no JSON of a whole chart, but a script with a line for each of its two parts.</summary>
    private static JsonObject FigureOfXPlot(object chart)
    {
        var type = chart.GetType();
        var script = (string)type.GetMethod("GetInlineJS")!.Invoke(chart, [])!;
        var layout = Part("layout") as JsonObject ?? []; // without a layout of its own, XPlot writes a text there
        layout["width"] ??= (int)type.GetProperty("Width")!.GetValue(chart)!;
        layout["height"] ??= (int)type.GetProperty("Height")!.GetValue(chart)!;
        return new JsonObject { ["data"] = Part("data"), ["layout"] = layout };

        JsonNode Part(string name)
        {
            var start = $"var {name} = ";
            var line = script.Split('\n').Select(line => line.Trim()).First(line => line.StartsWith(start, StringComparison.Ordinal));
            return JsonNode.Parse(line[start.Length..].TrimEnd(';'))!;
        }
    }

    private static void WriteHtml(JsonObject figure, TextWriter writer)
    {
        var html = ChartElements.AsMade(figure);
        writer.Write(Plotly.ElementFor(html));
        writer.Write(html);
    }

    /// <summary>plotly.js out of Plotly.NET's library, which lies beside the kernel for that alone; XPlot.Plotly brings none.</summary>
    private static string ReadPlotlyScript()
    {
        var context = new AssemblyLoadContext("plotly.js", isCollectible: true);
        try
        {
            var library = context.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "plotly", "Plotly.NET.dll"));
            var name = library.GetManifestResourceNames().Single(name => name.EndsWith(".min.js", StringComparison.Ordinal));
            using var reader = new StreamReader(library.GetManifestResourceStream(name)!);
            return reader.ReadToEnd();
        }
        finally
        {
            context.Unload();
        }
    }
}
