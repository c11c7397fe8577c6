using System.Text.Json.Nodes;
using Notebooks;
using Notebooks.Handouts;

namespace LinearLayer.Display.Tests;

/// <summary>One value of every kind that shows itself: what the golden files hold and what the browser looks at.</summary>
/// <param name="Name">Its name, and that of its golden files.</param>
/// <param name="Make">Makes the value.</param>
public sealed record Exhibit(string Name, Func<object> Make)
{
    /// <summary>Whether its HTML is too long for a golden file; its text is kept.</summary>
    public bool IsLong { get; init; }

    public override string ToString() => Name;
}

/// <summary>The rooms of the gallery, a file each.</summary>
public static partial class Gallery
{
    public static IReadOnlyList<Exhibit> All { get; } = [.. Values(), .. Charts(), .. Graphs()];

    public static Exhibit Of(string name) => All.Concat(Formulas).Single(exhibit => exhibit.Name == name);

    /// <summary>The values and the formulas, each as the output of a cell, in a handout.</summary>
    public static string Handout()
    {
        var cells = Values().Where(exhibit => !exhibit.IsLong).Concat(Formulas).Select((exhibit, i) => new Cell($"cell-{i}", CellKind.Code, exhibit.Name)
        {
            ExecutionCount = i + 1,
            Outputs = [new DisplayOutput(new JsonObject(Shown.Forms(exhibit.Make()).Select(form => KeyValuePair.Create(form.MimeType, (JsonNode?)form.Text))), [])],
        });
        var metadata = new JsonObject { ["kernelspec"] = new JsonObject { ["name"] = ".net-csharp", ["language"] = "C#" } };
        return new HandoutRenderer().Render(new Notebook([new Cell("title", CellKind.Markdown, "# Gallery"), .. cells], metadata), "gallery").Html;
    }

    /// <summary>Values that a front end renders: they are sent as LaTeX or Markdown, not as HTML.</summary>
    public static IReadOnlyList<Exhibit> Formulas { get; } =
    [
        new("derivation-right", () => Derivations.Of("db").Verify()),
        new("derivation-wrong", () => Derivations.OneDimension.Verify(2, 3, 4)),
        new("rational", () => new Rational(-3, 4)),
        new("polynomial", () => Polynomial.Pow(Polynomial.Variable("x") - new Rational(1, 2), 3) * Polynomial.Variable("dout", 0, 12)),
        new("entry", () => ExpandedForm.Of(2, 2, 3).@out[0, 1]),
        new("dual", () => Dual.Variable(2e-10) * -2),
    ];

    /// <summary>Pages as the front ends colour them: what they set, and so what our own colours are taken from.</summary>
    public static IReadOnlyDictionary<string, string> Themes { get; } = new Dictionary<string, string>
    {
        ["light"] = "background: #fff; color: #222; color-scheme: light;",
        ["dark"] = "background: #17191d; color: #e3e0d9; color-scheme: dark;",
        ["VS Code light"] = "background: #fff; color: #3b3b3b; --vscode-editor-background: #fff; --vscode-testing-iconPassed: #388a34; --vscode-errorForeground: #f85149; --vscode-editorWarning-foreground: #bf8803;",
        ["VS Code dark"] = "background: #1f1f1f; color: #cccccc; --vscode-editor-background: #1f1f1f; --vscode-testing-iconPassed: #73c991; --vscode-errorForeground: #f85149; --vscode-editorWarning-foreground: #cca700;",
        ["JupyterLab light"] = "background: #fff; color: rgba(0, 0, 0, 0.87); --jp-layout-color0: #fff; --jp-success-color1: #388e3c; --jp-error-color1: #d32f2f; --jp-warn-color1: #f57c00;",
        ["JupyterLab dark"] = "background: #111; color: #fff; --jp-layout-color0: #111; --jp-success-color1: #388e3c; --jp-error-color1: #d32f2f; --jp-warn-color1: #f57c00;",
    };

    /// <summary>What the charts of a page need once.</summary>
    public static string ChartScript { get; } = PlotlyScript();

    /// <summary>All that an output puts in a page, one after the other, as the outputs of a notebook.</summary>
    /// <param name="exhibits">What the page shows.</param>
    /// <param name="isDark">Dark letters on light paper, or the other way round.</param>
    public static string Page(IEnumerable<Exhibit> exhibits, bool isDark) => Page(exhibits, isDark ? "dark" : "light");

    /// <summary>The same in one of the <see cref="Themes"/>.</summary>
    public static string Page(IEnumerable<Exhibit> exhibits, string theme) => $$"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Gallery</title>
        <style>
        body { margin: 1rem; font: 16px/1.5 sans-serif; {{Themes[theme]}} }
        h2 { font-size: .8rem; font-weight: normal; margin: 2rem 0 0; opacity: .8; }
        </style>
        </head>
        <body>
        <main>
        <h1>Gallery</h1>
        {{(exhibits.Any(exhibit => exhibit.Name.StartsWith("chart")) ? ChartScript : "")}}
        {{string.Join("\n", exhibits.Select(exhibit => $"<section>\n<h2>{exhibit.Name}</h2>\n{Shown.Html(exhibit.Make())}\n</section>"))}}
        </main>
        </body>
        </html>
        """;
}
