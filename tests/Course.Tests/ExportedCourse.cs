[assembly: AssemblyFixture(typeof(Course.Tests.ExportedCourse))]

namespace Course.Tests;

/// <summary>The handouts of the whole course, made once by the command that the README names.</summary>
public sealed class ExportedCourse : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("handouts-").FullName;
    private readonly Lazy<Task> _export;

    public ExportedCourse() => _export = new(async () =>
    {
        var result = await NotebooksCommand.RunAsync(CourseFolder.Root, "export", "--output", _folder);
        Assert.True(result.ExitCode == 0, result.StandardOutput + result.StandardError);
    });

    /// <summary>The text of a handout, such as <c>01-forward.html</c>.</summary>
    public async Task<string> ReadAsync(string name)
    {
        await _export.Value;
        return await File.ReadAllTextAsync(Path.Combine(_folder, name));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
