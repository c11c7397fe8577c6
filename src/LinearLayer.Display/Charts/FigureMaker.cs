using System.Reflection;
using System.Runtime.Loader;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LinearLayer.Display;

/// <summary>The charting libraries, in a load context of their own.</summary>
/// <remarks>
/// Plotly.NET needs a newer FSharp.Core than .NET Interactive holds, and a process has only one of it in its own context.
/// So LinearLayer.Display.Plotly and all that it needs lie in a folder beside this library, and only text goes in and out.
/// </remarks>
internal sealed class FigureMaker
{
    private const string Folder = "plotly";

    private static readonly JsonSerializerOptions Options = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };
    private static readonly Lazy<Context> Libraries = new(Context.Open);

    private readonly Lazy<Func<string, string>> _write;

    private FigureMaker(string type) => _write = new(() => Libraries.Value
        .LoadFromAssemblyName(new AssemblyName("LinearLayer.Display.Plotly"))
        .GetType($"LinearLayer.Display.Plotly.{type}", throwOnError: true)!
        .GetMethod("Write")!
        .CreateDelegate<Func<string, string>>());

    /// <summary>Makes figures with Plotly.NET.</summary>
    public static FigureMaker PlotlyNet { get; } = new("PlotlyFigure");

    /// <summary>Makes figures of lines with XPlot.Plotly.</summary>
    public static FigureMaker XPlot { get; } = new("XPlotFigure");

    /// <summary>The figure of a panel, as the JSON that plotly.js draws.</summary>
    public string Write(Panel panel) => _write.Value(JsonSerializer.Serialize(panel, Options));

    /// <summary>plotly.js, as Plotly.NET brings it.</summary>
    public static string ReadPlotlyScript()
    {
        var library = Libraries.Value.LoadFromAssemblyName(new AssemblyName("Plotly.NET"));
        var name = library.GetManifestResourceNames().Single(name => name.EndsWith(".min.js", StringComparison.Ordinal));
        using var reader = new StreamReader(library.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    private sealed class Context(string folder) : AssemblyLoadContext("charts")
    {
        public static Context Open()
        {
            var library = typeof(FigureMaker).Assembly.Location;
            var folder = Path.Combine(Path.GetDirectoryName(library) ?? "", Folder);
            return Directory.Exists(folder)
                ? new Context(folder)
                : throw new DirectoryNotFoundException($"Charts need the folder '{Folder}' beside LinearLayer.Display.dll, and there is no {folder}. `dotnet build src/LinearLayer.Display` makes it.");
        }

        protected override Assembly? Load(AssemblyName assemblyName) =>
            Path.Combine(folder, $"{assemblyName.Name}.dll") is var path && File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }
}
