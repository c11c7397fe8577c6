using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CliWrap.Buffered;

namespace Notebooks.Cli.Tests;

/// <summary>What <c>notebooks export</c> writes beside plain handouts: students' sheets, sites, PDFs, notebooks that are not run.</summary>
public sealed class EditionTests : IDisposable
{
    private readonly NotebookFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Both_variants_are_written_and_the_student_s_folder_holds_no_solution()
    {
        _folder.Write("notebooks/sum.ipynb", "# Sum", "var n = 20;\nn", "int sum;\n// BEGIN SOLUTION\nsum = n + 22;\n// END SOLUTION\nsum", "sum * 1000", "n * 100");
        Tag("notebooks/sum.ipynb", "cell-3", "exercise");

        var result = await NotebooksCommand.RunAsync(_folder.Path, "export", "--variant", "both");

        Assert.True(result.ExitCode == 0, result.StandardOutput + result.StandardError);
        var solution = await TextOf("handouts", "sum.html");
        Assert.Contains(">42<", solution);
        Assert.Contains("42000", solution);
        var sheet = await TextOf("handouts", "student", "sum.html");
        Assert.Contains("nb-room", sheet);
        Assert.Contains("Exercise cell-3: replace this line with your own code.", sheet);
        Assert.Contains("2000", sheet);
        foreach (var file in Directory.EnumerateFiles(_folder.File("handouts", "student")))
        {
            var text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
            Assert.DoesNotContain("22", System.Text.RegularExpressions.Regex.Replace(text, @"(?s)<style>.*?</style>|<script>.*?</script>|<meta[^>]*>|#\w+", ""));
            Assert.DoesNotContain("42000", text);
        }

        // What a student meets who runs the notebook as it is.
        var run = await NotebooksCommand.RunAsync(_folder.Path, "run", "handouts/student/sum.ipynb");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("cell 3 (id cell-3):", run.StandardOutput);
        Assert.Contains("Exercise cell-3: replace this line with your own code.", run.StandardOutput);
    }

    [Fact]
    public async Task A_solution_that_never_ends_gives_1_with_its_cell_and_line()
    {
        _folder.Write("notebooks/sum.ipynb", "# Sum", "var n = 20;\n// BEGIN SOLUTION");
        Tag("notebooks/sum.ipynb", "cell-2", "exercise");

        var result = await NotebooksCommand.RunAsync(_folder.Path, "export", "--variant", "student", "--no-run");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("cell 2 (id cell-2), line 2: the solution never ends: put END SOLUTION below it", result.StandardOutput);
        Assert.False(Directory.Exists(_folder.File("handouts", "student")));
    }

    [Fact]
    public async Task A_site_shares_its_files_and_leads_from_page_to_page()
    {
        _folder.Write("notebooks/a.ipynb", "# First\n\nWith $x$.");
        _folder.Write("notebooks/part/b.ipynb", "# Second\n\n## About gradients");

        var result = await NotebooksCommand.RunAsync(_folder.Path, "export", "--site", "site", "--no-run");

        Assert.True(result.ExitCode == 0, result.StandardOutput + result.StandardError);
        Assert.Equal(
            ["a.html", "index.html", "nb-shared/handout.css", "nb-shared/handout.js", "nb-shared/search-index.js", "part/b.html"],
            Directory.EnumerateFiles(_folder.File("site"), "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(_folder.File("site"), file).Replace(Path.DirectorySeparatorChar, '/')).Order(StringComparer.Ordinal));
        var second = await TextOf("site", "part", "b.html");
        Assert.Contains("<link rel=\"stylesheet\" href=\"../nb-shared/handout.css\">", second);
        Assert.Contains("<a rel=\"prev\" href=\"../a.html\">", second);
        Assert.DoesNotContain("@font-face", second);
        Assert.Contains("\"part/b.html#about-gradients\"", await TextOf("site", "nb-shared", "search-index.js"));

        Assert.Equal(0, (await NotebooksCommand.RunAsync(_folder.Path, "export", "--site", "again", "--no-run")).ExitCode);
        foreach (var file in Directory.EnumerateFiles(_folder.File("site"), "*", SearchOption.AllDirectories))
            Assert.Equal(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken), await File.ReadAllBytesAsync(file.Replace("site", "again", StringComparison.Ordinal), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_notebook_that_is_not_run_shows_its_stored_outputs_whatever_its_kernel()
    {
        await File.WriteAllTextAsync(_folder.File("r.ipynb"), """
            {"cells": [{"cell_type": "code", "execution_count": 7, "id": "a", "metadata": {}, "source": "summary(x)",
              "outputs": [{"output_type": "stream", "name": "stdout", "text": "as it was"}]}],
             "metadata": {"kernelspec": {"name": "no-such-kernel", "display_name": "R", "language": "R"}}, "nbformat": 4, "nbformat_minor": 5}
            """, TestContext.Current.CancellationToken);

        var result = await NotebooksCommand.RunAsync(_folder.Path, "export", "r.ipynb", "--no-run");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("not run", result.StandardOutput);
        Assert.Contains("no checks", result.StandardOutput);
        Assert.Contains("as it was", await TextOf("handouts", "r.html"));
    }

    [Fact]
    public async Task What_cannot_be_rendered_stands_as_its_source_when_asked_to_keep_going()
    {
        _folder.Write("a.ipynb", "# T\n\n$\\fraq{1}{2}$ and ![a plot](gone.png)");

        Assert.Equal(1, (await NotebooksCommand.RunAsync(_folder.Path, "export", "a.ipynb", "--no-run")).ExitCode);
        var result = await NotebooksCommand.RunAsync(_folder.Path, "export", "a.ipynb", "--no-run", "--keep-going");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("a.ipynb: cell 1 (id cell-1), line 3: there is no command \\fraq", result.StandardOutput);
        Assert.Contains("$\\fraq{1}{2}$</code> and [a plot]", await TextOf("handouts", "a.html"));
    }

    [Fact]
    public async Task A_pdf_is_printed_where_there_is_a_browser_and_plainly_missed_where_there_is_none()
    {
        _folder.Write("a.ipynb", "# Title\n\nText.");

        var without = await NotebooksCommand.In(_folder.Path, "export", "a.ipynb", "--no-run", "--pdf")
            .WithEnvironmentVariables(variables => variables.Set("CHROMIUM", _folder.File("no-browser"))).ExecuteBufferedAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, without.ExitCode);
        Assert.Contains("the browser does not start", without.StandardOutput);

        if (Handouts.PdfPrinter.Find() is null)
            Witness.IsMissing("No Chromium, Chrome or Edge is installed.");
        var with = await NotebooksCommand.RunAsync(_folder.Path, "export", "a.ipynb", "--no-run", "--pdf");
        Assert.True(with.ExitCode == 0, with.StandardOutput + with.StandardError);
        Assert.StartsWith("%PDF-", await TextOf("handouts", "a.pdf"));
    }

    [Theory]
    [InlineData("a4", 595.0, 842.0)]
    [InlineData("letter", 612.0, 792.0)]
    public async Task A_pdf_has_the_paper_that_was_asked_for(string paper, double width, double height)
    {
        if (Handouts.PdfPrinter.Find() is null)
            Witness.IsMissing("No Chromium, Chrome or Edge is installed.");
        _folder.Write("a.ipynb", "# Title\n\nText.");

        var result = await NotebooksCommand.RunAsync(_folder.Path, "export", "a.ipynb", "--no-run", "--pdf", "--paper", paper);

        Assert.True(result.ExitCode == 0, result.StandardOutput + result.StandardError);
        var box = Regex.Match(await TextOf("handouts", "a.pdf"), @"/MediaBox \[0 0 (?<width>[\d.]+) (?<height>[\d.]+)\]");
        Assert.Equal((width, height), (Points("width"), Points("height")));

        double Points(string side) => Math.Round(double.Parse(box.Groups[side].Value, CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("--variant teacher: takes one of solution, student, both.", "--variant", "teacher")]
    [InlineData("--code shut: takes one of open, folded, hidden.", "--code", "shut")]
    [InlineData("--lang English please: takes a language tag such as en or pt-BR.", "--lang", "English please")]
    [InlineData("--output and --site: take one of them, for they write the same pages in two ways.", "--output", "a", "--site", "b")]
    [InlineData("--no-run and --kernel: take one of them, for nothing runs without a kernel.", "--no-run", "--kernel", "python3")]
    [InlineData("--paper: is the paper of --pdf, which is missing; a browser asks for the paper itself.", "--paper", "a4")]
    public async Task An_option_that_makes_no_sense_gives_2_and_says_what_does(string message, params string[] options)
    {
        _folder.Write("a.ipynb", "# T");

        var result = await NotebooksCommand.RunAsync(_folder.Path, ["export", "a.ipynb", .. options]);

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith(message, result.StandardError);
    }

    private Task<string> TextOf(params string[] names) => File.ReadAllTextAsync(_folder.File(names), TestContext.Current.CancellationToken);

    private void Tag(string name, string cellId, string tag)
    {
        var notebook = JsonNode.Parse(File.ReadAllText(_folder.File(name)))!;
        notebook["cells"]!.AsArray().Single(cell => (string?)cell!["id"] == cellId)!["metadata"]!["tags"] = new JsonArray(tag);
        File.WriteAllText(_folder.File(name), notebook.ToJsonString());
    }
}
