using System.Text;
using Notebooks.Jupyter;

namespace Notebooks.Kernel.CSharp;

/// <summary>One run of a cell: its text, its number, and where what it shows goes.</summary>
/// <param name="code">The text of the cell.</param>
/// <param name="number">The number of the run, as it stands beside the cell.</param>
/// <param name="publish">Takes what the cell shows, in order; called from any thread, never twice at once.</param>
/// <param name="readLine">Asks the reader for a line.</param>
internal sealed class CellRun(string code, int number, Action<IopubMessage> publish, Func<InputRequest, string> readLine) : IDisposable
{
    // Often enough to be read as it happens, seldom enough that a loop which prints does not send a message a line.
    private static readonly TimeSpan FlushDelay = TimeSpan.FromMilliseconds(40);
    private const int FlushLength = 1 << 16;

    private static readonly AsyncLocal<CellRun?> OfThisFlow = new();
    private static volatile CellRun? s_latest;

    private readonly Lock _gate = new();
    private readonly StringBuilder _text = new();
    private string _stream = "";
    private Timer? _flushTimer;

    /// <summary>The run that the calling code belongs to, a task or thread that a cell started included; otherwise the latest.</summary>
    public static CellRun? Current => OfThisFlow.Value ?? s_latest;

    public string Code => code;

    public int Number => number;

    /// <summary>Makes this run the current one, for the calling flow and all that it starts.</summary>
    public void Enter() => OfThisFlow.Value = s_latest = this;

    /// <summary>Shows text of a stream, together with what follows soon.</summary>
    public void Write(string stream, ReadOnlySpan<char> text)
    {
        if (text.Length == 0)
            return;
        lock (_gate)
        {
            if (_stream != stream)
                Flush();
            _stream = stream;
            _text.Append(text);
            if (_text.Length >= FlushLength)
                Flush();
            else if (_flushTimer is null)
                _flushTimer = new Timer(_ => Flush(), null, FlushDelay, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Shows text of a stream, after all that was written before.</summary>
    public void WriteAtOnce(string stream, string text)
    {
        lock (_gate)
        {
            Write(stream, text);
            Flush();
        }
    }

    /// <summary>Shows something, after all that was written before.</summary>
    public void Publish(IopubMessage message)
    {
        lock (_gate)
        {
            Flush();
            publish(message);
        }
    }

    /// <summary>Shows what was written and not yet shown.</summary>
    public void Flush()
    {
        lock (_gate)
        {
            _flushTimer?.Dispose();
            _flushTimer = null;
            if (_text.Length == 0)
                return;
            var output = new StreamOutput(_stream, _text.ToString());
            _text.Clear();
            publish(new OutputMessage(output));
        }
    }

    /// <summary>Asks the reader for a line, after all that was written before.</summary>
    public string ReadLine(InputRequest request)
    {
        Flush();
        return readLine(request);
    }

    /// <summary>Shows what is left. What a thread of the cell writes later is still shown.</summary>
    public void Dispose() => Flush();
}
