using CliWrap;
using CliWrap.Buffered;

namespace Course.Tests;

/// <summary>The course in Jupyter itself, in the kernel that <c>notebooks kernel install</c> installs.</summary>
public sealed class JupyterTests(InstalledKernel kernel) : IClassFixture<InstalledKernel>
{
    [Theory]
    [MemberData(nameof(CourseFolder.Names), MemberType = typeof(CourseFolder))]
    public async Task Nbconvert_executes_a_notebook_in_our_installed_kernel(string name)
    {
        const string nbconvert = "/usr/bin/jupyter-nbconvert";
        if (!File.Exists(nbconvert))
            Witness.IsMissing($"There is no {nbconvert}.");
        Assert.True(kernel.Installed.ExitCode == 0, kernel.Installed.StandardError);

        var result = await kernel.InJupyter(CliWrap.Cli.Wrap(nbconvert)
            .WithArguments(["--to", "notebook", "--execute", "--output-dir", kernel.Data, Path.Combine(CourseFolder.Notebooks, name)])
            .WithValidation(CommandResultValidation.None));

        Assert.True(result.ExitCode == 0, result.StandardError);
        Assert.Contains("ll-check", await File.ReadAllTextAsync(Path.Combine(kernel.Data, Path.GetFileName(name)), TestContext.Current.CancellationToken));
    }
}

/// <summary>The kernel, installed once for the tests of a class.</summary>
public sealed class InstalledKernel : IAsyncLifetime
{
    public string Data { get; } = Directory.CreateTempSubdirectory("jupyter-").FullName;

    public BufferedCommandResult Installed { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Installed = await InJupyter(NotebooksCommand.In(CourseFolder.Root, "kernel", "install"));

    public ValueTask DisposeAsync()
    {
        Directory.Delete(Data, recursive: true);
        return ValueTask.CompletedTask;
    }

    public CommandTask<BufferedCommandResult> InJupyter(Command command) =>
        command.WithEnvironmentVariables(variables => variables.Set("JUPYTER_DATA_DIR", Data)).ExecuteBufferedAsync(TestContext.Current.CancellationToken);
}
