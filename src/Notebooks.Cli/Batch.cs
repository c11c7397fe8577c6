using System.Collections.Concurrent;
using Notebooks.Handouts;
using Notebooks.Jupyter;

namespace Notebooks.Cli;

/// <summary>How notebooks are run.</summary>
/// <param name="Kernel">The kernel spec asked for; null where each notebook's own is meant.</param>
/// <param name="CellLimit">How long a cell may take.</param>
/// <param name="Jobs">How many notebooks run at once.</param>
/// <param name="Run">Whether they are run at all; else each stays as its file has it.</param>
internal sealed record BatchOptions(string? Kernel, TimeSpan CellLimit, int Jobs, bool Run = true);

/// <summary>What became of one notebook.</summary>
/// <param name="Source">The notebook.</param>
/// <param name="Run">Its run.</param>
/// <param name="Problem">What went wrong after the run; null where nothing did.</param>
/// <param name="ProblemCode">The exit code of that problem.</param>
internal sealed record Outcome(NotebookSource Source, NotebookRun Run, string? Problem = null, int ProblemCode = ExitCode.Passed)
{
    /// <summary>The files that were written.</summary>
    public IReadOnlyList<string> Written { get; init; } = [];

    /// <summary>What a reader of the result should know, though nothing failed.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The checks that its outputs show; null where it was not looked for any.</summary>
    public CheckSummary? Checks { get; init; }

    /// <summary>The exit code that this notebook alone would give.</summary>
    public int Code => Run.Failure?.Kind switch
    {
        null => ProblemCode,
        RunFailureKind.KernelDied or RunFailureKind.KernelNotStarted => ExitCode.KernelFailed,
        _ => ExitCode.CellFailed,
    };
}

/// <summary>Runs several notebooks, some at once, and goes on when one fails.</summary>
internal static class Batch
{
    /// <summary>Runs every notebook and hands each run to <paramref name="finish"/> as soon as it ends.</summary>
    /// <returns>The outcomes, in the order of <paramref name="sources"/>.</returns>
    public static async Task<IReadOnlyList<Outcome>> RunAsync(
        IReadOnlyList<NotebookSource> sources,
        BatchOptions options,
        ProgressView view,
        Func<NotebookSource, NotebookRun, CancellationToken, Task<Outcome>> finish,
        CancellationToken stop)
    {
        var outcomes = new ConcurrentDictionary<NotebookSource, Outcome>(ReferenceEqualityComparer.Instance);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Jobs, CancellationToken = stop };
        await view.ShowAsync(sources, () => Parallel.ForEachAsync(sources, parallel, async (source, stopThis) =>
        {
            var run = await RunOneAsync(source, options, view.Of(source), stopThis);
            var outcome = await finish(source, run, stopThis);
            outcomes[source] = outcome;
            view.Finished(outcome);
        }));
        return [.. sources.Select(source => outcomes[source])];
    }

    /// <summary>The exit code of all: a failed kernel counts more than a failed cell, for it says nothing of the cells behind.</summary>
    public static int ExitCodeOf(IReadOnlyList<Outcome> outcomes) => outcomes.Max(outcome => outcome.Code);

    private static async Task<NotebookRun> RunOneAsync(NotebookSource source, BatchOptions options, IProgress<RunEvent> progress, CancellationToken stop)
    {
        if (!options.Run)
            return new NotebookRun(source.Notebook, Passed: 0, Steps: 0, TimeSpan.Zero, Failure: null);

        try
        {
            var kernel = OwnKernel.For(source.Notebook, options.Kernel);
            return await NotebookRunner.RunAsync(source.Notebook, kernel, source.Folder, options.CellLimit, progress, stop);
        }
        catch (JupyterException error)
        {
            var failure = new RunFailure(RunFailureKind.KernelNotStarted, Cell: null, error.Message);
            return new NotebookRun(source.Notebook, Passed: 0, source.Notebook.Cells.Count(cell => cell.Kind == CellKind.Code), TimeSpan.Zero, failure);
        }
    }
}
