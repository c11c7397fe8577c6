using System.Text.Json.Nodes;

namespace Notebooks.Cli.Tests;

public sealed class StripTests : IDisposable
{
    private readonly NotebookFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Strip_takes_the_outputs_of_a_run_out_and_leaves_everything_else()
    {
        _folder.Write("sum.ipynb", "# Sum", "1 + 1");
        await NotebooksCommand.RunAsync(_folder.Path, "run", "sum.ipynb", "--output", "sum.ipynb");
        Assert.NotEmpty(Cell("sum.ipynb", 1)["outputs"]!.AsArray());

        var found = await NotebooksCommand.RunAsync(_folder.Path, "strip", ".", "--verify");
        Assert.Equal(1, found.ExitCode);
        Assert.Contains("sum.ipynb: cell cell-2 has outputs or a run number", found.StandardOutput);
        Assert.NotEmpty(Cell("sum.ipynb", 1)["outputs"]!.AsArray());

        var stripped = await NotebooksCommand.RunAsync(_folder.Path, "strip", ".");
        Assert.Equal(0, stripped.ExitCode);
        Assert.Empty(Cell("sum.ipynb", 1)["outputs"]!.AsArray());
        Assert.Null(Cell("sum.ipynb", 1)["execution_count"]);
        Assert.Equal("1 + 1", Text(Cell("sum.ipynb", 1)["source"]!));
        Assert.Equal("cell-1", (string?)Cell("sum.ipynb", 0)["id"]);

        var verified = await NotebooksCommand.RunAsync(_folder.Path, "strip", ".", "--verify");
        Assert.Equal(0, verified.ExitCode);
        Assert.Contains("is stripped", verified.StandardOutput);
    }

    [Fact]
    public async Task A_folder_with_an_unreadable_notebook_is_left_as_it_is()
    {
        _folder.Write("a.ipynb", "1");
        File.WriteAllText(_folder.File("broken.ipynb"), "{");
        var before = File.ReadAllText(_folder.File("a.ipynb"));

        var result = await NotebooksCommand.RunAsync(_folder.Path, "strip", ".");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("broken.ipynb", result.StandardError);
        Assert.Equal(before, File.ReadAllText(_folder.File("a.ipynb")));
    }

    private JsonNode Cell(string name, int index) => JsonNode.Parse(File.ReadAllText(_folder.File(name)))!["cells"]![index]!;

    private static string Text(JsonNode source) => source is JsonArray lines ? string.Concat(lines.Select(line => (string?)line)) : (string)source!;
}
