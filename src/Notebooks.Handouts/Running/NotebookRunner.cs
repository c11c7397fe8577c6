using System.Diagnostics;
using System.Globalization;
using Notebooks.Handouts.Outputs;
using Notebooks.Jupyter;

namespace Notebooks.Handouts;

/// <summary>Runs a notebook from top to bottom in a kernel of its own, as any Jupyter client does.</summary>
public static class NotebookRunner
{
    /// <summary>How long a kernel may take to answer for the first time.</summary>
    public static TimeSpan StartLimit { get; } = TimeSpan.FromSeconds(60);

    /// <summary>Runs every code cell in order; a cell tagged <c>raises-exception</c> may fail.</summary>
    /// <param name="notebook">The notebook; it is not changed.</param>
    /// <param name="kernel">How to start the kernel.</param>
    /// <param name="folder">The kernel's working directory, from which relative paths in cells start.</param>
    /// <param name="cellLimit">How long one cell may take.</param>
    /// <param name="progress">Told what happens, in order.</param>
    /// <param name="stop">Ends the run and its kernel.</param>
    /// <param name="pastFailures">Whether a cell that fails is passed over; else it ends the run.</param>
    /// <returns>The run, failed or not: only <paramref name="stop"/> makes this throw.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was cancelled; the kernel has ended.</exception>
    public static async Task<NotebookRun> RunAsync(
        Notebook notebook, KernelSpec kernel, string folder, TimeSpan cellLimit, IProgress<RunEvent>? progress, CancellationToken stop, bool pastFailures = false)
    {
        var watch = Stopwatch.StartNew();
        var cells = notebook.Cells.Select(WithoutOutputs).ToArray();
        var places = Places(cells);
        var passed = 0;

        NotebookRun End(RunFailure? failure) =>
            new(notebook with { Cells = cells }, passed, places.Count, watch.Elapsed, failure);

        KernelClient client;
        try
        {
            client = await KernelClient.StartAsync(kernel, folder, StartLimit, stop);
        }
        catch (Exception error) when (error is KernelStartException or KernelDiedException)
        {
            return End(new RunFailure(RunFailureKind.KernelNotStarted, Cell: null, error.Message));
        }

        await using (client)
        {
            progress?.Report(new KernelReady(watch.Elapsed));
            var shown = new OutputCollector?[cells.Length];
            foreach (var place in places)
            {
                var begun = watch.Elapsed;
                progress?.Report(new CellStarted(place));
                var failure = await RunCellAsync(client, cells, place, cellLimit, shown, stop);
                progress?.Report(new CellFinished(place, watch.Elapsed - begun, failure));
                if (failure is null)
                    passed++;
                else if (!(pastFailures && failure.Kind == RunFailureKind.CellFailed))
                    return End(failure);
            }
        }

        return End(failure: null);
    }

    private static async Task<RunFailure?> RunCellAsync(
        KernelClient client, Cell[] cells, CellPlace place, TimeSpan limit, OutputCollector?[] shown, CancellationToken stop)
    {
        var index = place.Number - 1;
        var outputs = shown[index] = new OutputCollector();
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limited.CancelAfter(limit);
        try
        {
            var reply = await client.ExecuteAsync(cells[index].Source, Take, limited.Token);
            cells[index] = cells[index] with { ExecutionCount = reply.ExecutionCount };
            return reply.Status == "ok" || cells[index].HasTag("raises-exception")
                ? null
                : new RunFailure(RunFailureKind.CellFailed, place, Describe(reply));
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return new RunFailure(
                RunFailureKind.CellTooSlow, place,
                string.Create(CultureInfo.InvariantCulture, $"The cell took longer than {limit.TotalSeconds:0.###} s, the limit for one cell."));
        }
        catch (KernelDiedException error)
        {
            return new RunFailure(RunFailureKind.KernelDied, place, error.Message);
        }
        finally
        {
            foreach (var (number, collector) in shown.Index())
            {
                if (collector is not null)
                    cells[number] = cells[number] with { Outputs = collector.Outputs };
            }
        }

        void Take(IopubMessage message)
        {
            outputs.Add(message);
            // A display may be updated by any later cell, wherever it was shown first.
            if (message is UpdateDisplayMessage { Display: var display })
            {
                foreach (var earlier in shown.Where(collector => collector is not null && collector != outputs))
                    earlier!.Update(display);
            }
        }
    }

    private static string Describe(ExecuteReply reply) => reply.Error switch
    {
        null => $"The kernel did not run the cell: it answered '{reply.Status}'.",
        { Traceback: [_, ..] traceback } => Ansi.Strip(string.Join('\n', traceback)),
        var error => $"{error.Name}: {error.Value}",
    };

    private static List<CellPlace> Places(Cell[] cells)
    {
        var steps = cells.Index().Where(cell => cell.Item.Kind == CellKind.Code && !string.IsNullOrWhiteSpace(cell.Item.Source)).ToList();
        return [.. steps.Index().Select(step => new CellPlace(step.Item.Index + 1, step.Item.Item.Id, step.Index + 1, steps.Count))];
    }

    private static Cell WithoutOutputs(Cell cell) => cell with { ExecutionCount = null, Outputs = [] };
}
