using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Notebooks.Handouts.Tests.Html;

/// <summary>Short ways to notebooks and to what becomes of them.</summary>
internal static class Make
{
    /// <summary>One for all tests, as one serves a whole export: it loads KaTeX once.</summary>
    public static HandoutRenderer Renderer { get; } = new();

    public static string Fixture { get; } = Path.Combine(AppContext.BaseDirectory, "Fixtures", "everything.ipynb");

    private static readonly Lazy<Handout> LazyEverything = new(() =>
        Renderer.Render(NotebookFile.Read(Fixture), "everything", Path.GetDirectoryName(Fixture)));

    /// <summary>The handout of a notebook with every kind of cell and output.</summary>
    public static Handout Everything => LazyEverything.Value;

    public static Cell TextCell(string text) => new("a-text", CellKind.Markdown, text);

    public static Cell CodeCell(string code, params Output[] outputs) => new("a-code", CellKind.Code, code) { ExecutionCount = 1, Outputs = outputs };

    public static DisplayOutput Display(params (string Type, string Text)[] forms) =>
        new(new JsonObject(forms.Select(form => KeyValuePair.Create(form.Type, (JsonNode?)form.Text))), []);

    public static Notebook Notebook(params Cell[] cells) =>
        new(cells, new JsonObject { ["kernelspec"] = new JsonObject { ["name"] = ".net-csharp", ["language"] = "C#" } });

    /// <summary>The text of the handout, below its title.</summary>
    public static IElement Article(params Cell[] cells) => Parse(Renderer.Render(Notebook(cells), "a-notebook").Html).QuerySelector("article")!;

    public static IDocument Parse(string html) => new HtmlParser().ParseDocument(html);

    /// <summary>The HTML of a Markdown cell, or what <paramref name="selector"/> finds in it.</summary>
    public static string ProseOf(string markdown, string selector = ".nb-cell-text") =>
        Article(TextCell(markdown)).QuerySelector(selector)!.InnerHtml.Trim();

    /// <summary>The HTML of the only output of a cell.</summary>
    public static string Output(Output output) => Article(CodeCell("", output)).QuerySelector(".nb-output")!.InnerHtml;

    /// <summary>The LaTeX of the formulas, in order; those that stand apart with two dollars.</summary>
    public static IEnumerable<string> FormulasOf(string markdown) =>
        Article(TextCell(markdown)).QuerySelectorAll(".katex").Select(formula =>
            (formula.ParentElement!.ClassName == "katex-display" ? "$$" : "$") + formula.QuerySelector("annotation")!.TextContent);
}
