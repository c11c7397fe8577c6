using System.Text.RegularExpressions;
using Notebooks;

namespace Course.Tests;

public sealed partial class CourseRunTests : IDisposable
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

    /// <summary>The cell with the last number that its last <c>Check.Equal</c> expects one higher; null where none expects a number.</summary>
    private static Cell? WithAWrongNumber(Cell cell)
    {
        if (cell.Kind != CellKind.Code || ExpectedNumber().Matches(cell.Source).LastOrDefault() is not { } check)
            return null;

        var number = check.Groups["number"];
        return cell with { Source = $"{cell.Source[..number.Index]}{int.Parse(number.Value) + 1}{cell.Source[(number.Index + number.Length)..]}" };
    }

    // What is expected is the last argument: a number or a sum of them, a list in brackets, a tensor in braces.
    [GeneratedRegex("""
        Check\.Equal\([^;]*,\s+(?:
            [-+*\d\ ]*(?<![\d])(?<number>\d+)(?=\)) |
            \[[-\d,\ ]*(?<![\d])(?<number>\d+)(?=\]\)) |
            Tensors\.Of\(new\ double\[,*\][-\d,\ {}]*(?<![\d])(?<number>\d+)(?=[\ }]*\)\)))
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex ExpectedNumber();
}
