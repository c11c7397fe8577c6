using Notebooks;

namespace Course.Tests;

/// <summary>What every notebook of the course keeps to, so that it opens and runs in every front end.</summary>
public class NotebookFileTests
{
    [Theory]
    [MemberData(nameof(CourseFolder.Names), MemberType = typeof(CourseFolder))]
    public void A_notebook_asks_for_the_kernel_that_Polyglot_Notebooks_and_ours_both_are(string name)
    {
        var notebook = NotebookFile.Read(Path.Combine(CourseFolder.Notebooks, name));

        Assert.Equal(".net-csharp", (string?)notebook.Metadata["kernelspec"]?["name"]);
        Assert.Equal("C#", (string?)notebook.Metadata["kernelspec"]?["language"]);
        Assert.Equal("csharp", (string?)notebook.Metadata["polyglot_notebook"]?["kernelInfo"]?["defaultKernelName"]);
    }

    [Theory]
    [MemberData(nameof(CourseFolder.Names), MemberType = typeof(CourseFolder))]
    public void A_notebook_is_committed_without_outputs_in_the_form_that_we_write(string name)
    {
        var file = Path.Combine(CourseFolder.Notebooks, name);
        var notebook = NotebookFile.Read(file);

        Assert.All(notebook.Cells, cell => Assert.True(cell.ExecutionCount is null && cell.Outputs.Count == 0, $"{cell.Id} has outputs."));
        Assert.Equal(File.ReadAllText(file), Ipynb.Format(notebook));
    }

    [Theory]
    [MemberData(nameof(CourseFolder.Names), MemberType = typeof(CourseFolder))]
    public void A_notebook_uses_nothing_that_only_one_of_the_two_kernels_has(string name)
    {
        var notebook = NotebookFile.Read(Path.Combine(CourseFolder.Notebooks, name));

        foreach (var cell in notebook.Cells.Where(cell => cell.Kind == CellKind.Code))
        {
            foreach (var line in cell.Source.Split('\n'))
            {
                Assert.False(line.StartsWith("#!", StringComparison.Ordinal), $"{cell.Id}: {line}");
                Assert.False(line.StartsWith("#r \"nuget:", StringComparison.Ordinal), $"{cell.Id}: {line}");
                Assert.False(line.StartsWith("using var ", StringComparison.Ordinal), $"{cell.Id}: {line}");
                Assert.False(line.StartsWith("namespace ", StringComparison.Ordinal), $"{cell.Id}: {line}");
            }
        }
    }
}
