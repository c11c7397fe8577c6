namespace Notebooks.Kernel;

/// <summary>Runs a cell so that another thread can stop it.</summary>
/// <remarks>
/// The code of a cell looks in every loop and call whether it is to stop (<see cref="CellInterrupt"/>); where the cell's
/// thread waits, it is woken. .NET's own way to stop code that does not cooperate, ControlledExecution, is not used: on
/// Linux it ends the process in one of some ten tries (.NET 10.0.12, a loop that calls a method).
/// </remarks>
internal sealed class Interruption
{
    private static readonly TimeSpan Persistence = TimeSpan.FromMilliseconds(100);

    // How often code is woken before it counts as code that cannot be stopped.
    private const int Patience = 20;

    private readonly Lock _gate = new();
    private CancellationTokenSource? _running;
    private Thread? _thread;
    private Action? _onStuck;

    /// <summary>Stops the code that runs, if any does.</summary>
    /// <remarks>Returns at once. A library that computes without end is not stopped before it comes back.</remarks>
    public void Interrupt()
    {
        lock (_gate)
        {
            if (_running is not { IsCancellationRequested: false } running)
                return;
            CellInterrupt.Requested = true;
            _ = running.CancelAsync();
            _ = InterruptWaitsAsync(running);
        }
    }

    /// <summary>Runs code to its end on the calling thread, what it continues after an await included.</summary>
    /// <param name="code">The code.</param>
    /// <param name="onStuck">Called once, from another thread, where the code was to stop and after two seconds still runs.</param>
    /// <returns>False where it was stopped.</returns>
    public bool Run(Func<Task> code, Action onStuck)
    {
        using var running = new CancellationTokenSource();
        lock (_gate)
        {
            // Until here, what an interrupted cell left running on other threads had time to stop as well.
            CellInterrupt.Requested = false;
            (_running, _thread, _onStuck) = (running, Thread.CurrentThread, onStuck);
        }
        try
        {
            CellThread.Run(code, running.Token);
        }
        catch (Exception) when (running.IsCancellationRequested)
        {
        }
        finally
        {
            Leave(running);
        }
        return !running.IsCancellationRequested;
    }

    /// <summary>Wakes the code where it waits, more than once for code that catches the exception and waits again.</summary>
    private async Task InterruptWaitsAsync(CancellationTokenSource running)
    {
        for (var times = 0; ; times++)
        {
            Action? onStuck = null;
            lock (_gate)
            {
                if (_running != running)
                    return;
                if ((_thread!.ThreadState & ThreadState.WaitSleepJoin) != 0)
                    _thread.Interrupt();
                if (times == Patience)
                    onStuck = _onStuck;
            }
            onStuck?.Invoke();
            await Task.Delay(Persistence).ConfigureAwait(false);
        }
    }

    /// <summary>From here on nothing interrupts this thread, also not what was meant for the code that ended just now.</summary>
    private void Leave(CancellationTokenSource running)
    {
        for (var left = false; !left;)
        {
            try
            {
                lock (_gate)
                    (_running, _thread) = (null, null);
                if (running.IsCancellationRequested)
                    Thread.Sleep(1);
                left = true;
            }
            catch (ThreadInterruptedException)
            {
            }
        }
    }
}
