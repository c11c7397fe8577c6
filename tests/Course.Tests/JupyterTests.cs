using CliWrap;
using CliWrap.Buffered;

namespace Course.Tests;

/// <summary>The course in Jupyter itself, with the kernel spec that <c>notebooks kernel install</c> writes.</summary>
public sealed class JupyterTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("jupyter-").FullName;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Theory]
    [MemberData(nameof(CourseFolder.Names), MemberType = typeof(CourseFolder))]
    public async Task Nbconvert_executes_a_notebook_in_our_installed_kernel(string name)
    {
        const string nbconvert = "/usr/bin/jupyter-nbconvert";
        if (!File.Exists(nbconvert))
            Witness.IsMissing($"There is no {nbconvert}.");
        var installed = await InJupyter(NotebooksCommand.In(CourseFolder.Root, "kernel", "install"));
        Assert.True(installed.ExitCode == 0, installed.StandardError);

        var result = await InJupyter(CliWrap.Cli.Wrap(nbconvert)
            .WithArguments(["--to", "notebook", "--execute", "--output-dir", _data, Path.Combine(CourseFolder.Notebooks, name)])
            .WithValidation(CommandResultValidation.None));

        Assert.True(result.ExitCode == 0, result.StandardError);
        Assert.Contains("ll-check", await File.ReadAllTextAsync(Path.Combine(_data, Path.GetFileName(name)), TestContext.Current.CancellationToken));
    }

    private CommandTask<BufferedCommandResult> InJupyter(Command command) =>
        command.WithEnvironmentVariables(variables => variables.Set("JUPYTER_DATA_DIR", _data)).ExecuteBufferedAsync(TestContext.Current.CancellationToken);
}
