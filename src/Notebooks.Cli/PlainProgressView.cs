using Notebooks.Handouts;

namespace Notebooks.Cli;

/// <summary>A line for each thing that happens: for pipes, logs and CI.</summary>
internal sealed class PlainProgressView : ProgressView
{
    /// <inheritdoc/>
    public override Task ShowAsync(IReadOnlyList<NotebookSource> sources, Func<Task> work) => work();

    /// <inheritdoc/>
    public override IProgress<RunEvent> Of(NotebookSource source) => new Lines(source.Path);

    /// <inheritdoc/>
    public override void Finished(Outcome outcome)
    {
        foreach (var file in outcome.Written)
        {
            Console.WriteLine($"{outcome.Source.Path}: written to {file}");
        }
    }

    private sealed class Lines(string path) : IProgress<RunEvent>
    {
        public void Report(RunEvent value)
        {
            switch (value)
            {
                case KernelReady ready:
                    Console.WriteLine($"{path}: kernel ready after {Seconds(ready.Elapsed)}");
                    break;
                case CellFinished { Cell: var cell } finished:
                    var result = finished.Failure is null ? "passed" : "FAILED";
                    Console.WriteLine($"{path}: {cell.Step}/{cell.Steps} {cell.Id} {result} in {Seconds(finished.Elapsed)}");
                    break;
            }
        }
    }
}
