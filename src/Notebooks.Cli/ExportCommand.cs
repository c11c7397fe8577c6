using System.CommandLine;
using Notebooks.Handouts;

namespace Notebooks.Cli;

/// <summary><c>notebooks export</c>: runs notebooks and writes their handouts.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var paths = new Argument<string[]>("PATH")
        {
            Arity = ArgumentArity.ZeroOrMore,
            Description = "Notebooks (.ipynb or .dib), or folders of them.",
            DefaultValueFactory = _ => ["notebooks"],
        };
        var output = new Option<string>("--output", "-o")
        {
            HelpName = "DIR",
            Description = "The folder for the handouts and their index.html.",
            DefaultValueFactory = _ => "handouts",
        };
        var kernel = CommonOptions.Kernel();
        var timeout = CommonOptions.Timeout();
        var jobs = CommonOptions.Jobs();
        var command = new Command("export", "Run notebooks and write each as an HTML handout that needs no network. A notebook that fails keeps its previous handout.")
        {
            paths, output, kernel, timeout, jobs,
        };
        command.SetAction((line, stop) => ExportAsync(
            line.GetRequiredValue(paths),
            line.GetRequiredValue(output),
            new BatchOptions(line.GetValue(kernel), TimeSpan.FromSeconds(line.GetValue(timeout)), line.GetValue(jobs)),
            stop));
        return command;
    }

    private static async Task<int> ExportAsync(string[] paths, string folder, BatchOptions options, CancellationToken stop)
    {
        var sources = NotebookSource.ReadAll(paths);
        if (sources.FirstOrDefault(source => source.Name.Equals("index", StringComparison.OrdinalIgnoreCase)) is { } index)
        {
            throw new InputException($"{index.Path}: its handout would be index.html, the list of the handouts; rename the notebook.");
        }

        if (File.Exists(folder))
        {
            throw new InputException($"--output {folder}: is a file; handouts go to a folder.");
        }

        var renderer = new HandoutRenderer();
        // The first formula is the slow one; kernels start meanwhile.
        var warm = Task.Run(renderer.WarmUp, CancellationToken.None);
        var view = ProgressView.Create();
        var outcomes = await Batch.RunAsync(sources, options, view, (source, run) => Write(source, run, renderer, folder), stop);
        await warm;
        var code = Batch.ExitCodeOf(outcomes);
        if (WriteIndex(sources, renderer, folder) is { } problem)
        {
            Console.Error.WriteLine(problem);
            code = Math.Max(code, ExitCode.BadInput);
        }

        view.Summarise(outcomes);
        return code;
    }

    private static Outcome Write(NotebookSource source, NotebookRun run, HandoutRenderer renderer, string folder)
    {
        if (run.Failure is not null)
            return new Outcome(source, run);

        var file = HandoutOf(source, folder);
        try
        {
            var handout = renderer.Render(run.Notebook, source.Name, source.Folder);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            AtomicFile.WriteAllText(file, handout.Html);
            return new Outcome(source, run, file);
        }
        catch (HandoutException error)
        {
            return new Outcome(source, run, Problem: error.Message, ProblemCode: ExitCode.CellFailed);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new Outcome(source, run, Problem: error.Message, ProblemCode: ExitCode.BadInput);
        }
    }

    /// <summary>Writes the index of every notebook that has a handout, of this run or of one before.</summary>
    /// <returns>What went wrong, or null.</returns>
    private static string? WriteIndex(IReadOnlyList<NotebookSource> sources, HandoutRenderer renderer, string folder)
    {
        var entries = sources
            .Where(source => File.Exists(HandoutOf(source, folder)))
            .Select(source => HandoutEntry.Of(source.Notebook, source.Name))
            .ToList();
        if (entries.Count == 0)
            return null;

        try
        {
            AtomicFile.WriteAllText(Path.Combine(folder, "index.html"), renderer.RenderIndex(entries));
            return null;
        }
        catch (IOException error)
        {
            return error.Message;
        }
    }

    private static string HandoutOf(NotebookSource source, string folder) =>
        Path.Combine([folder, .. $"{source.Name}.html".Split('/')]);
}
