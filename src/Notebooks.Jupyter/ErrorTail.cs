namespace Notebooks.Jupyter;

/// <summary>The last lines of a stream: enough to see why a process ended.</summary>
internal sealed class ErrorTail
{
    private const int Kept = 200;
    private const int Shown = 20;

    // What .NET begins its last words with; the stack that follows can be long.
    private static readonly string[] LastWords = ["Stack overflow", "Process terminated", "Unhandled exception", "Fatal error"];

    private readonly Lock _gate = new();
    private readonly Queue<string> _lines = new();

    public void Add(string line)
    {
        lock (_gate)
        {
            _lines.Enqueue(line);
            if (_lines.Count > Kept)
                _lines.Dequeue();
        }
    }

    /// <summary>The last lines, or those from where the process began to say why it ends.</summary>
    public override string ToString()
    {
        lock (_gate)
        {
            var lines = _lines.Where(line => line.Length > 0).ToArray();
            var reason = Array.FindLastIndex(lines, line => LastWords.Any(words => line.StartsWith(words, StringComparison.Ordinal)));
            var shown = reason >= 0 ? lines.Skip(reason).Take(Shown) : lines.TakeLast(Shown);
            return string.Join('\n', shown);
        }
    }
}
