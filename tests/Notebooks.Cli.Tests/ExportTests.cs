using System.Diagnostics;
using System.Text.RegularExpressions;
using CliWrap.Buffered;

namespace Notebooks.Cli.Tests;

public sealed class ExportTests : IDisposable
{
    private readonly NotebookFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Export_writes_a_handout_a_notebook_and_an_index_that_leads_to_each()
    {
        _folder.Write("notebooks/one.ipynb", "# First steps", "21 * 2");
        _folder.Write("notebooks/more/two.ipynb", "# Second steps", "\"two\"");

        var result = await NotebooksCommand.RunAsync(_folder.Path, "export");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("42", await TextOf("handouts", "one.html"));
        var index = await TextOf("handouts", "index.html");
        Assert.Contains("href=\"one.html\"", index);
        Assert.Contains("href=\"more/two.html\"", index);
        Assert.Contains("Second steps", index);
    }

    [Fact]
    public async Task Notebooks_of_a_folder_below_stand_in_the_order_in_which_those_above_lead_to_them()
    {
        _folder.Write("notebooks/1.ipynb", "# One\n\n[Task](tasks/z.ipynb) and [task](tasks/m.ipynb#a).");
        _folder.Write("notebooks/2.ipynb", "# Two\n\n[Back](1.ipynb), [task](tasks/b.ipynb), [again](tasks/z.ipynb).");
        foreach (var task in (string[])["a", "b", "m", "z"])
            _folder.Write($"notebooks/tasks/{task}.ipynb", $"# Task {task}");

        Assert.Equal(0, (await NotebooksCommand.RunAsync(_folder.Path, "export", "--no-run")).ExitCode);

        var links = Regex.Matches(await TextOf("handouts", "index.html"), "<a href=\"([^\"#]+)\\.html\"").Select(link => link.Groups[1].Value);
        Assert.Equal(["1", "2", "tasks/z", "tasks/m", "tasks/b", "tasks/a"], links);
    }

    [Fact]
    public async Task A_notebook_that_fails_keeps_its_previous_handout()
    {
        _folder.Write("notebooks/one.ipynb", "# One", "throw new Exception(\"broken\");");
        Directory.CreateDirectory(_folder.File("handouts"));
        await File.WriteAllTextAsync(_folder.File("handouts", "one.html"), "the previous handout", TestContext.Current.CancellationToken);

        var result = await NotebooksCommand.RunAsync(_folder.Path, "export");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal("the previous handout", await TextOf("handouts", "one.html"));
        Assert.Contains("href=\"one.html\"", await TextOf("handouts", "index.html"));
    }

    [Fact]
    public async Task Bad_LaTeX_gives_1_and_names_the_cell()
    {
        _folder.Write("notebooks/one.ipynb", "# One", "# Formula\n\n$\\fraq{1}{2}$");

        var result = await NotebooksCommand.RunAsync(_folder.Path, "export");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("cell 2", result.StandardOutput);
        Assert.Contains("\\fraq", result.StandardOutput);
        Assert.False(File.Exists(_folder.File("handouts", "one.html")));
    }

    [Fact]
    public async Task Killing_an_export_at_any_moment_leaves_the_previous_handouts_whole_and_no_kernel()
    {
        _folder.Write("notebooks/one.ipynb", "# One", "\"the first edition\"", "Environment.ProcessId");
        Assert.Equal(0, (await NotebooksCommand.RunAsync(_folder.Path, "export")).ExitCode);
        _folder.Write("notebooks/one.ipynb", "# One", "\"the second edition\"", "System.IO.File.WriteAllText(\"kernel.pid\", $\"{Environment.ProcessId}\");");
        var watch = Stopwatch.StartNew();
        Assert.Equal(0, (await NotebooksCommand.RunAsync(_folder.Path, "export")).ExitCode);
        var whole = watch.Elapsed;

        for (var kill = 1; kill <= 8; kill++)
        {
            var export = NotebooksCommand.In(_folder.Path, "export").ExecuteBufferedAsync(TestContext.Current.CancellationToken);
            await Task.Delay(whole * kill / 8, TestContext.Current.CancellationToken);
            Kill(export.ProcessId);
            await export;

            var handout = await TextOf("handouts", "one.html");
            Assert.Contains("edition", handout);
            Assert.EndsWith("</html>", handout.TrimEnd());
            Assert.EndsWith("</html>", (await TextOf("handouts", "index.html")).TrimEnd());
        }

        await AssertEnds(int.Parse(await TextOf("notebooks", "kernel.pid")));
    }

    [Fact]
    public async Task Ctrl_C_ends_the_export_and_its_kernel()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Ctrl-C is sent as SIGINT.");
        _folder.Write("notebooks/one.ipynb", "System.IO.File.WriteAllText(\"kernel.pid\", $\"{Environment.ProcessId}\");", "while (true) { }");
        using var ctrlC = new CancellationTokenSource();
        var export = NotebooksCommand.In(_folder.Path, "export").ExecuteBufferedAsync(
            System.Text.Encoding.UTF8, System.Text.Encoding.UTF8, TestContext.Current.CancellationToken, gracefulCancellationToken: ctrlC.Token);
        var pidFile = _folder.File("notebooks", "kernel.pid");
        while (!File.Exists(pidFile) || new FileInfo(pidFile).Length == 0)
            await Task.Delay(50, TestContext.Current.CancellationToken);

        await ctrlC.CancelAsync();
        try
        {
            Assert.Equal(130, (await export).ExitCode);
        }
        catch (OperationCanceledException)
        {
            // CliWrap reports a process that it asked to stop this way.
        }

        await AssertEnds(int.Parse(await File.ReadAllTextAsync(pidFile, TestContext.Current.CancellationToken)));
        Assert.False(Directory.Exists(_folder.File("handouts")) && Directory.EnumerateFiles(_folder.File("handouts")).Any());
    }

    private Task<string> TextOf(params string[] names) => File.ReadAllTextAsync(_folder.File(names), TestContext.Current.CancellationToken);

    private static void Kill(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            process.Kill();
        }
        catch (ArgumentException)
        {
            // It had finished already.
        }
    }

    /// <summary>Waits until the process is gone; a kernel may take a moment to notice that its parent is.</summary>
    private static async Task AssertEnds(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            await process.WaitForExitAsync(limit.Token);
        }
        catch (ArgumentException)
        {
            // It is gone.
        }
    }
}
