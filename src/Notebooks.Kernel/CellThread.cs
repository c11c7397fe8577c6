using System.Collections.Concurrent;

namespace Notebooks.Kernel;

/// <summary>Runs asynchronous code on one thread, from its first line to its last, as a console program's Main would see it.</summary>
internal sealed class CellThread : SynchronizationContext
{
    private readonly BlockingCollection<(SendOrPostCallback Callback, object? State)> _continuations = [];
    private readonly CancellationToken _stop;

    private CellThread(CancellationToken stop) => _stop = stop;

    /// <summary>Runs the code and what it continues after each await on the calling thread, until it ends.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled while the code awaited something.</exception>
    public static void Run(Func<Task> code, CancellationToken stop)
    {
        var before = Current;
        var thread = new CellThread(stop);
        SetSynchronizationContext(thread);
        try
        {
            var task = code();
            task.ContinueWith(
                _ => thread._continuations.CompleteAdding(),
                CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            foreach (var (callback, state) in thread._continuations.GetConsumingEnumerable(stop))
                callback(state);
            task.GetAwaiter().GetResult();
        }
        finally
        {
            thread._continuations.CompleteAdding();
            SetSynchronizationContext(before);
        }
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        try
        {
            _continuations.Add((d, state));
        }
        catch (InvalidOperationException) when (_stop.IsCancellationRequested)
        {
            // The cell was stopped where it awaited something. It does not go on from there.
        }
        catch (InvalidOperationException)
        {
            // The cell is over. What it left running goes on without its thread.
            ThreadPool.QueueUserWorkItem(_ => d(state));
        }
    }

    public override void Send(SendOrPostCallback d, object? state) => d(state);

    public override SynchronizationContext CreateCopy() => this;
}
