namespace Notebooks.Cli.Tests;

public sealed class ExitCodeTests : IDisposable
{
    private readonly NotebookFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_run_whose_cells_all_pass_exits_with_0_and_counts_them()
    {
        _folder.Write("sum.ipynb", "# Sum", "var two = 1 + 1;", "two");

        var result = await NotebooksCommand.RunAsync(_folder.Path, "run", "sum.ipynb");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("sum.ipynb: 2/2 cell-3 passed", result.StandardOutput);
        Assert.Contains("2/2 cells", result.StandardOutput);
        Assert.Contains("1 notebook passed.", result.StandardOutput);
    }

    [Fact]
    public async Task A_failing_cell_gives_1_and_is_named_while_the_other_notebooks_still_run()
    {
        _folder.Write("a.ipynb", "# A", "var x = 1;", "throw new InvalidOperationException(\"the bias is missing\");", "never();");
        _folder.Write("b.ipynb", "\"fine\"");

        var result = await NotebooksCommand.RunAsync(_folder.Path, "run", ".");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("a.ipynb, cell 3 (id cell-3):", result.StandardOutput);
        Assert.Contains("the bias is missing", result.StandardOutput);
        Assert.Contains("1/3 cells", result.StandardOutput);
        Assert.Contains("b.ipynb: 1/1 cell-1 passed", result.StandardOutput);
        Assert.Contains("1 of 2 notebooks failed.", result.StandardOutput);
    }

    [Fact]
    public async Task A_cell_that_does_not_compile_gives_1_with_the_compilers_words()
    {
        _folder.Write("typo.ipynb", "int x = \"one\";");

        var result = await NotebooksCommand.RunAsync(_folder.Path, "run", "typo.ipynb");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("(1,9): error CS0029", result.StandardOutput);
    }

    [Fact]
    public async Task A_cell_beyond_its_time_limit_gives_1_and_says_what_to_do()
    {
        _folder.Write("loop.ipynb", "while (true) { }");

        var result = await NotebooksCommand.RunAsync(_folder.Path, "run", "loop.ipynb", "--timeout", "2");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("loop.ipynb, cell 1 (id cell-1):", result.StandardOutput);
        Assert.Contains("took longer than 2 s", result.StandardOutput);
        Assert.Contains("--timeout", result.StandardOutput);
    }

    [Fact]
    public async Task A_cell_that_is_tagged_raises_exception_may_fail()
    {
        var file = _folder.File("expected.ipynb");
        _folder.Write("expected.ipynb", "throw new Exception(\"expected\");", "1 + 1");
        await File.WriteAllTextAsync(
            file,
            (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).Replace("\"id\":\"cell-1\",\"metadata\":{}", "\"id\":\"cell-1\",\"metadata\":{\"tags\":[\"raises-exception\"]}"),
            TestContext.Current.CancellationToken);

        var result = await NotebooksCommand.RunAsync(_folder.Path, "run", "expected.ipynb");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("2/2 cells", result.StandardOutput);
    }

    [Theory]
    [InlineData("Environment.FailFast(\"gone\");")]
    [InlineData("Environment.Exit(7);")]
    public async Task A_kernel_that_dies_gives_3_and_names_the_cell(string deadly)
    {
        _folder.Write("a.ipynb", "1", deadly);
        _folder.Write("b.ipynb", "2");

        var result = await NotebooksCommand.RunAsync(_folder.Path, "run", "a.ipynb", "b.ipynb");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("a.ipynb, cell 2 (id cell-2):", result.StandardOutput);
        Assert.Contains("b.ipynb: 1/1 cell-1 passed", result.StandardOutput);
    }

    [Fact]
    public async Task Endless_recursion_is_an_error_of_its_cell_and_gives_1()
    {
        _folder.Write("down.ipynb", "int Down(int n) => Down(n + 1) + 1; Down(0)");

        var result = await NotebooksCommand.RunAsync(_folder.Path, "run", "down.ipynb");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("down.ipynb, cell 1 (id cell-1):", result.StandardOutput);
        Assert.Contains("recursion", result.StandardOutput);
    }

    [Fact]
    public async Task An_unknown_kernel_gives_3_and_names_it()
    {
        _folder.Write("a.ipynb", "1");

        var result = await NotebooksCommand.RunAsync(_folder.Path, "run", "a.ipynb", "--kernel", "no-such-kernel");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("no-such-kernel", result.StandardOutput);
    }

    [Theory]
    [InlineData("run")]
    [InlineData("run", "missing.ipynb")]
    [InlineData("run", "a.ipynb", "--timeout", "-1")]
    [InlineData("run", "a.ipynb", "--timeout", "soon")]
    [InlineData("run", "a.ipynb", "--jobs", "0")]
    [InlineData("run", "a.ipynb", "--output", "executed.dib")]
    [InlineData("run", "a.ipynb", "b.ipynb", "--output", "executed.ipynb")]
    [InlineData("run", "broken.ipynb")]
    [InlineData("export", "empty")]
    [InlineData("export", "a.ipynb", "--output", "b.ipynb")]
    [InlineData("export", "a.ipynb", "--colour", "red")]
    [InlineData("frobnicate")]
    [InlineData]
    public async Task Bad_usage_and_unreadable_input_give_2_and_say_why_on_the_error_stream(params string[] arguments)
    {
        _folder.Write("a.ipynb", "1");
        _folder.Write("b.ipynb", "1");
        File.WriteAllText(_folder.File("broken.ipynb"), "{ \"cells\": [");
        Directory.CreateDirectory(_folder.File("empty"));

        var result = await NotebooksCommand.RunAsync(_folder.Path, arguments);

        Assert.Equal(2, result.ExitCode);
        Assert.NotEmpty(result.StandardError);
        Assert.DoesNotContain("   at ", result.StandardError);
        Assert.Equal(["a.ipynb", "b.ipynb", "broken.ipynb", "empty"], Directory.EnumerateFileSystemEntries(_folder.Path).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task Two_notebooks_that_would_share_a_handout_are_refused()
    {
        _folder.Write("a.ipynb", "1");
        File.WriteAllText(_folder.File("a.dib"), "#!csharp\n\n1\n");

        var result = await NotebooksCommand.RunAsync(_folder.Path, "export", ".");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("same place", result.StandardError);
    }
}
