namespace Notebooks.Cli.Tests;

public class HelpTests
{
    [Theory]
    [InlineData("--help")]
    [InlineData("export", "--help")]
    [InlineData("run", "--help")]
    [InlineData("kernel", "--help")]
    public async Task Help_shows_examples_and_exit_codes(params string[] arguments)
    {
        var result = await NotebooksCommand.RunAsync(AppContext.BaseDirectory, arguments);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("Examples:", result.StandardOutput);
        Assert.Contains("Exit codes:", result.StandardOutput);
        Assert.Empty(result.StandardError);
    }

    [Fact]
    public async Task Version_is_that_of_the_build()
    {
        var result = await NotebooksCommand.RunAsync(AppContext.BaseDirectory, "--version");

        Assert.Equal(0, result.ExitCode);
        Assert.Matches(@"^\d+\.\d+\.\d+", result.StandardOutput);
    }
}
