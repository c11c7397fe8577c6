using System.Text.Json.Nodes;

namespace Notebooks.Cli.Tests;

/// <summary>A folder of notebooks that goes when its test ends.</summary>
internal sealed class NotebookFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("notebooks-").FullName;

    public string File(params string[] names) => System.IO.Path.Combine([Path, .. names]);

    /// <summary>Writes a C# notebook whose cells hold <paramref name="sources"/>; one that begins with # is Markdown.</summary>
    public void Write(string name, params string[] sources)
    {
        var cells = sources.Select((source, index) => (JsonNode)new JsonObject
        {
            ["cell_type"] = source.StartsWith('#') ? "markdown" : "code",
            ["id"] = $"cell-{index + 1}",
            ["metadata"] = new JsonObject(),
            ["source"] = source,
        }).ToArray();
        foreach (var code in cells.Where(cell => (string?)cell["cell_type"] == "code"))
        {
            code["execution_count"] = null;
            code["outputs"] = new JsonArray();
        }

        var notebook = new JsonObject
        {
            ["cells"] = new JsonArray(cells),
            ["metadata"] = new JsonObject { ["kernelspec"] = new JsonObject { ["name"] = ".net-csharp", ["display_name"] = ".NET (C#)", ["language"] = "C#" } },
            ["nbformat"] = 4,
            ["nbformat_minor"] = 5,
        };
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(File(name))!);
        System.IO.File.WriteAllText(File(name), notebook.ToJsonString());
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
