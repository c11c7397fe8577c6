using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Notebooks.Kernel;

/// <summary>
/// The cells that ran, kept as long as the kernel lives:
/// <see href="https://jupyter-client.readthedocs.io/en/stable/messaging.html#history"/>.
/// </summary>
internal sealed class History
{
    // Nothing outlives the kernel, so there is this one session.
    private const int Session = 1;

    private readonly List<Entry> _entries = [];

    /// <summary>Keeps a cell that begins to run.</summary>
    public void Begin(int number, string code) => _entries.Add(new Entry(number, code));

    /// <summary>Keeps the text of the value that the latest cell had.</summary>
    public void HasValue(string? text)
    {
        if (_entries.Count > 0)
            _entries[^1] = _entries[^1] with { Output = text };
    }

    /// <summary>The content of the history_reply to a history_request.</summary>
    public JsonObject Reply(JsonObject request)
    {
        var withOutput = (bool?)request["output"] ?? false;
        var entries = (string?)request["hist_access_type"] switch
        {
            "tail" => Last(_entries, (int?)request["n"]),
            "range" => Range((int?)request["session"] ?? 0, (int?)request["start"] ?? 0, (int?)request["stop"]),
            "search" => Search((string?)request["pattern"] ?? "*", (bool?)request["unique"] ?? false, (int?)request["n"]),
            _ => [],
        };
        return new JsonObject
        {
            ["status"] = "ok",
            ["history"] = new JsonArray([.. entries.Select(entry => new JsonArray(Session, entry.Number,
                withOutput ? new JsonArray(entry.Code, entry.Output) : JsonValue.Create(entry.Code)))]),
        };
    }

    // A session of 0 is the current one, and one below counts back from it.
    private IEnumerable<Entry> Range(int session, int start, int? stop) => session is 0 or Session
        ? _entries.Where(entry => entry.Number >= start && (stop is null || entry.Number < stop))
        : [];

    private IEnumerable<Entry> Search(string pattern, bool unique, int? n)
    {
        var glob = Glob(pattern);
        IEnumerable<Entry> found = _entries.Where(entry => glob.IsMatch(entry.Code)).ToList();
        if (unique)
            found = found.Reverse().DistinctBy(entry => entry.Code).Reverse().ToList();
        return Last(found, n);
    }

    private static IEnumerable<Entry> Last(IEnumerable<Entry> entries, int? n) => n is null ? entries : entries.TakeLast(n.Value);

    /// <summary>A pattern of a search: * for any text, ? for any character, [...] for one of some.</summary>
    private static Regex Glob(string pattern)
    {
        var regex = Regex.Replace(pattern, @"\*|\?|\[[^\]]+\]|.", part => part.Value switch
        {
            "*" => ".*",
            "?" => ".",
            ['[', .. var set, ']'] => $"[{set.Replace(@"\", @"\\").Replace("[", @"\[")}]",
            var other => Regex.Escape(other),
        }, RegexOptions.Singleline);
        return new Regex($@"\A{regex}\z", RegexOptions.Singleline | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
    }

    private sealed record Entry(int Number, string Code, string? Output = null);
}
