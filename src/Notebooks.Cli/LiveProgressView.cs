using System.Collections.Concurrent;
using Notebooks.Handouts;
using Spectre.Console;

namespace Notebooks.Cli;

/// <summary>A bar for each notebook that runs: for terminals.</summary>
internal sealed class LiveProgressView : ProgressView
{
    private readonly ConcurrentDictionary<NotebookSource, ProgressTask> _bars = new(ReferenceEqualityComparer.Instance);

    /// <inheritdoc/>
    public override Task ShowAsync(IReadOnlyList<NotebookSource> sources, Func<Task> work) =>
        AnsiConsole.Progress()
            .Columns(new SpinnerColumn(), new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new ElapsedTimeColumn())
            .StartAsync(async context =>
            {
                foreach (var source in sources)
                    _bars[source] = context.AddTask(Describe(source, "waiting"), autoStart: false);

                await work();
            });

    /// <inheritdoc/>
    public override IProgress<RunEvent> Of(NotebookSource source)
    {
        var bar = _bars[source];
        bar.StartTask();
        bar.Description = Describe(source, "starting a kernel");
        return new Bar(source, bar);
    }

    /// <inheritdoc/>
    public override void Finished(Outcome outcome)
    {
        var bar = _bars[outcome.Source];
        bar.Description = outcome.Code == ExitCode.Passed ? Describe(outcome.Source, "passed") : $"[red]{Describe(outcome.Source, "failed")}[/]";
        bar.StopTask();
    }

    private static string Describe(NotebookSource source, string state) => Markup.Escape($"{source.Name}: {state}");

    private sealed class Bar(NotebookSource source, ProgressTask bar) : IProgress<RunEvent>
    {
        public void Report(RunEvent value)
        {
            switch (value)
            {
                case CellStarted { Cell: var cell }:
                    bar.MaxValue = cell.Steps;
                    bar.Description = Describe(source, $"cell {cell.Step} of {cell.Steps}");
                    break;
                case CellFinished { Failure: null, Cell: var cell }:
                    bar.Value = cell.Step;
                    break;
            }
        }
    }
}
