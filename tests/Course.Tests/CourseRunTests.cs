using Notebooks;

namespace Course.Tests;

public sealed class CourseRunTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("course-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(CourseFolder.Names), MemberType = typeof(CourseFolder))]
    public async Task A_notebook_runs_from_top_to_bottom(string name)
    {
        var result = await NotebooksCommand.RunAsync(CourseFolder.Root, "run", Path.Combine("notebooks", name));

        Assert.True(result.ExitCode == 0, result.StandardOutput + result.StandardError);
    }

    [Fact]
    public async Task Without_the_built_library_the_first_cell_says_which_command_builds_it()
    {
        CourseFolder.CopyTo(_folder);
        Directory.Delete(Path.Combine(_folder, "artifacts"), recursive: true);
        File.Copy(Path.Combine(CourseFolder.Root, "LinearLayerNotebooks.sln"), Path.Combine(_folder, "LinearLayerNotebooks.sln"));

        var result = await NotebooksCommand.RunAsync(_folder, "run", "notebooks/00-start-here.ipynb");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("dotnet build", result.StandardOutput);
    }

    /// <summary>Every cell that checks against a number is run once with a number in it changed.</summary>
    [Theory]
    [MemberData(nameof(CourseFolder.Names), MemberType = typeof(CourseFolder))]
    public async Task A_wrong_number_in_a_check_fails_the_run_and_is_located(string name)
    {
        CourseFolder.CopyTo(_folder);
        var file = Path.Combine(_folder, "notebooks", name);
        var notebook = NotebookFile.Read(file);
        var checks = notebook.Cells.Where(cell => WithAWrongNumber(cell) is not null).ToList();
        Assert.NotEmpty(checks);
        var check = checks[^1];
        NotebookFile.Write(notebook with { Cells = [.. notebook.Cells.Select(cell => cell == check ? WithAWrongNumber(cell)! : cell)] }, file);

        var result = await NotebooksCommand.RunAsync(_folder, "run", file);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"(id {check.Id}):", result.StandardOutput);
        Assert.Contains("CheckFailedException", result.StandardOutput);
    }

    /// <summary>The cell with the last number of its last <c>Check.Equal(..., expected)</c> line one higher; null where it has none.</summary>
    private static Cell? WithAWrongNumber(Cell cell)
    {
        var lines = cell.Source.Split('\n');
        var last = Array.FindLastIndex(lines, line => System.Text.RegularExpressions.Regex.IsMatch(line, @"Check\.Equal\(.*, -?\d+\)"));
        if (cell.Kind != CellKind.Code || last < 0)
            return null;

        lines[last] = System.Text.RegularExpressions.Regex.Replace(
            lines[last], @"(Check\.Equal\(.*, )(-?\d+)\)", match => $"{match.Groups[1].Value}{int.Parse(match.Groups[2].Value) + 1})");
        return cell with { Source = string.Join('\n', lines) };
    }
}
