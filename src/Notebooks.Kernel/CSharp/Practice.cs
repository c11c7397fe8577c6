namespace Notebooks.Kernel.CSharp;

/// <summary>What a session does while nobody asks for anything: it compiles cells that nobody sees, until .NET has compiled the compiler for speed.</summary>
/// <remarks>
/// .NET compiles a method for speed after 30 calls, and counts them once no other method was called for the first time for 100 ms. Cells
/// that are run one after the other leave it no such pause; who reads before running them does. Measured: after two seconds of reading,
/// the next 200 cells take four fifths of the time. A cell takes some milliseconds, so whoever asks meanwhile hardly waits.
/// </remarks>
internal sealed class Practice(CSharpSession session)
{
    private const int Rounds = 3, CellsOfRound = 35;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(120);

    private int _done;

    /// <summary>How long nobody must ask for anything before the next cell; forever, before a front end has connected and once there is nothing left to gain.</summary>
    public TimeSpan Wait { get; private set; } = Timeout.InfiniteTimeSpan;

    private bool IsOver => _done == Rounds * CellsOfRound;

    /// <summary>Somebody asked for something.</summary>
    public void Interrupted() => Wait = IsOver ? Timeout.InfiniteTimeSpan : Pause;

    /// <summary>Compiles a cell.</summary>
    public void Once()
    {
        if (!session.Practise())
            return;

        _done++;
        Wait = IsOver ? Timeout.InfiniteTimeSpan : _done % CellsOfRound == 0 ? Pause : TimeSpan.Zero;
        // What it used goes back to the operating system: it needs no such amount again.
        if (IsOver)
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }
}
