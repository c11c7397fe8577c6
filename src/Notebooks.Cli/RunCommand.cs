using System.CommandLine;
using Notebooks.Handouts;

namespace Notebooks.Cli;

/// <summary><c>notebooks run</c>: runs notebooks and reports.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var paths = new Argument<string[]>("PATH")
        {
            Arity = ArgumentArity.OneOrMore,
            Description = "Notebooks (.ipynb or .dib), or folders of them.",
        };
        var output = new Option<string?>("--output", "-o")
        {
            HelpName = "FILE",
            Description = "Write the executed notebook to this .ipynb file; of a failed run, what it showed up to the error. Takes one notebook.",
        };
        var kernel = CommonOptions.Kernel();
        var timeout = CommonOptions.Timeout();
        var jobs = CommonOptions.Jobs();
        var command = new Command("run", "Run notebooks cell by cell, in a fresh kernel each, and report.") { paths, output, kernel, timeout, jobs };
        command.SetAction((line, stop) => RunAsync(
            line.GetRequiredValue(paths),
            line.GetValue(output),
            new BatchOptions(line.GetValue(kernel), TimeSpan.FromSeconds(line.GetValue(timeout)), line.GetValue(jobs)),
            stop));
        return command;
    }

    private static async Task<int> RunAsync(string[] paths, string? output, BatchOptions options, CancellationToken stop)
    {
        var sources = NotebookSource.ReadAll(paths);
        if (output is not null)
            CheckOutput(output, sources);

        var view = ProgressView.Create();
        var outcomes = await Batch.RunAsync(sources, options, view, (source, run, _) => Task.FromResult(Write(source, run, output)), stop);
        view.Summarise(outcomes);
        return Batch.ExitCodeOf(outcomes);
    }

    private static void CheckOutput(string output, IReadOnlyList<NotebookSource> sources)
    {
        if (sources.Count > 1)
        {
            throw new InputException($"--output {output}: takes one notebook, and there are {sources.Count}. Run them one at a time, or leave --output out.");
        }

        if (!Path.GetExtension(output).Equals(".ipynb", StringComparison.OrdinalIgnoreCase))
        {
            throw new InputException($"--output {output}: an executed notebook is an .ipynb file; a .dib holds no outputs.");
        }
    }

    private static Outcome Write(NotebookSource source, NotebookRun run, string? output)
    {
        var outcome = new Outcome(source, run) { Checks = CheckSummary.Of(run.Notebook) };
        if (output is null)
            return outcome;

        try
        {
            NotebookFile.Write(run.Notebook, output);
            return outcome with { Written = [output] };
        }
        catch (IOException error)
        {
            return outcome with { Problem = error.Message, ProblemCode = ExitCode.BadInput };
        }
    }
}
