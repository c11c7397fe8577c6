using System.Collections.Concurrent;
using Notebooks.Handouts;

namespace Notebooks.Cli;

/// <summary>Writes the handouts of notebooks that have been run.</summary>
internal sealed class Exporter(ExportOptions options, HandoutRenderer renderer)
{
    /// <summary>The pages of a site, which are written together when the last is there.</summary>
    private readonly ConcurrentDictionary<(Edition, NotebookSource), Handout> _pages = new();

    /// <summary>Writes what is asked for of one notebook.</summary>
    public async Task<Outcome> ExportAsync(NotebookSource source, NotebookRun run, CancellationToken stop)
    {
        var outcome = new Outcome(source, run);
        if (run.Failure is not null)
            return outcome;

        outcome = outcome with { Checks = CheckSummary.Of(run.Notebook) };
        try
        {
            foreach (var edition in options.Editions)
                outcome = await ExportAsync(edition, outcome, stop);
            return outcome;
        }
        catch (HandoutException error)
        {
            return outcome with { Problem = error.Message, ProblemCode = ExitCode.CellFailed };
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return outcome with { Problem = error.Message, ProblemCode = ExitCode.BadInput };
        }
    }

    /// <summary>Writes what belongs to all notebooks together: the index, or the whole of a site.</summary>
    /// <returns>What went wrong, or null.</returns>
    public async Task<string?> FinishAsync(IReadOnlyList<NotebookSource> sources, CancellationToken stop)
    {
        try
        {
            foreach (var edition in options.Editions)
            {
                if (options.IsSite)
                    await WriteSiteAsync(edition, sources, stop);
                else
                    WriteIndex(edition, sources);
            }
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return error.Message;
        }
    }

    private async Task<Outcome> ExportAsync(Edition edition, Outcome outcome, CancellationToken stop)
    {
        var source = outcome.Source;
        var (notebook, handoutOptions) = (outcome.Run.Notebook, options.Handout);
        if (edition.IsStudent)
        {
            var student = StudentNotebook.Of(source.Notebook, source.Name);
            notebook = await WithOutputsAsync(student, outcome, stop);
            handoutOptions = handoutOptions with { Exercises = student.Exercises };
            outcome = Written(outcome, WriteFile(edition, source.Name + ".ipynb", Ipynb.Format(student.Notebook)));
        }

        var handout = renderer.Render(notebook, source.Name, source.Folder, handoutOptions);
        outcome = outcome with { Notes = [.. outcome.Notes, .. handout.Problems.Select(problem => problem.ToString()).Except(outcome.Notes)] };
        if (options.IsSite)
        {
            _pages[(edition, source)] = handout;
            return Written(outcome, PathOf(edition, source.Name + ".html"));
        }

        var page = WriteFile(edition, source.Name + ".html", handout.Html);
        outcome = Written(outcome, page);
        return options.Pdf is null ? outcome : Written(outcome, await PrintAsync(page, stop));
    }

    private async Task<Notebook> WithOutputsAsync(StudentNotebook student, Outcome outcome, CancellationToken stop)
    {
        if (!options.Batch.Run || student.Exercises.Count == 0)
            return student.WithStoredOutputsOf(outcome.Run.Notebook);

        var kernel = OwnKernel.For(student.Notebook, options.Batch.Kernel);
        var run = await NotebookRunner.RunAsync(student.Notebook, kernel, outcome.Source.Folder, options.Batch.CellLimit, progress: null, stop, pastFailures: true);
        return student.WithOutputsOf(run, outcome.Run.Notebook, outcome.Source.Name);
    }

    /// <summary>Writes the index of every notebook that has a handout, of this run or of one before.</summary>
    private void WriteIndex(Edition edition, IReadOnlyList<NotebookSource> sources)
    {
        var entries = sources
            .Where(source => File.Exists(PathOf(edition, source.Name + ".html")))
            .Select(source => HandoutEntry.Of(source.Notebook, source.Name))
            .ToList();
        if (entries.Count > 0)
            WriteFile(edition, "index.html", renderer.RenderIndex(entries));
    }

    /// <summary>Writes the site when every page is there: its pages lead to one another.</summary>
    private async Task WriteSiteAsync(Edition edition, IReadOnlyList<NotebookSource> sources, CancellationToken stop)
    {
        if (sources.Any(source => !_pages.ContainsKey((edition, source))))
            return;

        var files = renderer.RenderSite(
            [.. sources.Select(source => _pages[(edition, source)])],
            [.. sources.Select(source => HandoutEntry.Of(source.Notebook, source.Name))],
            options: options.Handout);
        foreach (var file in files)
            WriteFile(edition, file.Path, file.Text);
        if (options.Pdf is not null)
        {
            foreach (var source in sources)
                await PrintAsync(PathOf(edition, source.Name + ".html"), stop);
        }
    }

    private async Task<string> PrintAsync(string page, CancellationToken stop)
    {
        var pdf = Path.ChangeExtension(page, ".pdf");
        await options.Pdf!.PrintAsync(page, pdf, options.Paper, stop);
        return pdf;
    }

    private static Outcome Written(Outcome outcome, string file) => outcome with { Written = [.. outcome.Written, file] };

    private static string WriteFile(Edition edition, string name, string text)
    {
        var file = PathOf(edition, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        AtomicFile.WriteAllText(file, text);
        return file;
    }

    private static string PathOf(Edition edition, string name) => Path.Combine([edition.Folder, .. name.Split('/')]);
}
