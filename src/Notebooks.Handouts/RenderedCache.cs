using System.Collections.Concurrent;
using System.Text.Json;

namespace Notebooks.Handouts;

/// <summary>Rendered formulas and coloured code on disk, by content: KaTeX and Roslyn are slow to load, and need not be where a page holds nothing new.</summary>
/// <remarks>
/// One file for each build of this program. It is read whole and written whole, so two exports at once cost nothing but
/// what one of them would have added. A file that cannot be read or written counts as empty.
/// </remarks>
internal sealed class RenderedCache(string? folder)
{
    /// <summary>The file stays below this size, in characters: what was used this time goes first, then what was there before.</summary>
    private const int Room = 16_000_000;

    /// <summary>How long the file of another build is kept.</summary>
    private static readonly TimeSpan Keep = TimeSpan.FromDays(30);

    private static readonly string FileName = $"rendered-{typeof(RenderedCache).Module.ModuleVersionId:n}.json";

    private readonly Lazy<Dictionary<string, string>> known = new(() => folder is null ? [] : Read(Path.Combine(folder, FileName)));
    private readonly ConcurrentDictionary<string, string> used = new(StringComparer.Ordinal);
    private volatile bool changed;

    /// <summary>The HTML that was added under the key; null where there is none.</summary>
    /// <param name="key">All that the HTML depends on.</param>
    public string? Find(string key) => known.Value.TryGetValue(key, out var html) ? used.GetOrAdd(key, html) : null;

    public void Add(string key, string html)
    {
        if (folder is null)
            return;
        used[key] = html;
        changed = true;
    }

    /// <summary>Writes what was added, with as much of the rest as there is room for.</summary>
    public void Save()
    {
        if (folder is null || !changed)
            return;
        changed = false;

        var kept = new Dictionary<string, string>(StringComparer.Ordinal);
        var room = Room;
        foreach (var (key, html) in used.OrderBy(entry => entry.Key, StringComparer.Ordinal).Concat(known.Value))
        {
            room -= key.Length + html.Length;
            if (room < 0)
                break;
            kept.TryAdd(key, html);
        }

        try
        {
            Directory.CreateDirectory(folder);
            AtomicFile.WriteAllBytes(Path.Combine(folder, FileName), JsonSerializer.SerializeToUtf8Bytes(kept));
            foreach (var old in Directory.EnumerateFiles(folder, "rendered-*.json").Where(file => DateTime.UtcNow - File.GetLastWriteTimeUtc(file) > Keep))
                File.Delete(old);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The next export renders them again.
        }
    }

    private static Dictionary<string, string> Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllBytes(file)) ?? [];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            return [];
        }
    }
}
