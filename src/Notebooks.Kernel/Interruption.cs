using System.Collections.Concurrent;
using System.Runtime;

namespace Notebooks.Kernel;

/// <summary>Runs code that another thread can stop, a loop that never looks up included.</summary>
internal sealed class Interruption
{
    private readonly Lock _gate = new();
    private CancellationTokenSource? _running;

    /// <summary>Stops the code that runs, if any does.</summary>
    public void Interrupt()
    {
        lock (_gate)
            _running?.Cancel();
    }

    /// <summary>Runs code to its end on the calling thread, what it continues after an await included.</summary>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public T Run<T>(Func<Task<T>> code)
    {
        using var running = new CancellationTokenSource();
        lock (_gate)
            _running = running;
        try
        {
            T result = default!;
            // The one way that .NET has to stop code which does not cooperate. It is marked obsolete because it may leave
            // data half changed, which is what a reader who interrupts a cell expects.
#pragma warning disable SYSLIB0046
            ControlledExecution.Run(() => result = Pump(code, running.Token), running.Token);
#pragma warning restore SYSLIB0046
            return result;
        }
        finally
        {
            lock (_gate)
                _running = null;
        }
    }

    private static T Pump<T>(Func<Task<T>> code, CancellationToken stop)
    {
        var before = SynchronizationContext.Current;
        using var queue = new PumpedContext();
        SynchronizationContext.SetSynchronizationContext(queue);
        try
        {
            var task = code();
            task.ContinueWith(_ => queue.Complete(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            queue.RunUntilComplete(stop);
            return task.GetAwaiter().GetResult();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    /// <summary>Takes continuations, to be run by the thread that runs the cell.</summary>
    private sealed class PumpedContext : SynchronizationContext, IDisposable
    {
        private readonly BlockingCollection<(SendOrPostCallback Callback, object? State)> _queue = [];

        public override void Post(SendOrPostCallback d, object? state)
        {
            try
            {
                _queue.Add((d, state));
            }
            catch (InvalidOperationException)
            {
                // The cell is over. What it left running goes on without its thread.
                ThreadPool.QueueUserWorkItem(_ => d(state));
            }
        }

        public override void Send(SendOrPostCallback d, object? state) => d(state);

        public override SynchronizationContext CreateCopy() => this;

        public void Complete() => _queue.CompleteAdding();

        public void RunUntilComplete(CancellationToken stop)
        {
            foreach (var (callback, state) in _queue.GetConsumingEnumerable(stop))
                callback(state);
        }

        public void Dispose() => _queue.CompleteAdding();
    }
}
