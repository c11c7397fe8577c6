using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Benchmarks;

/// <summary>tests/benchmarks.md: each table stands between two marks of its own, and the text around them is left alone.</summary>
internal sealed class ResultsFile(string path)
{
    public string Path { get; } = path;

    /// <summary>The file, sought from the folder of this program upward.</summary>
    /// <exception cref="FileNotFoundException">The program does not lie in a checkout.</exception>
    public static ResultsFile Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = System.IO.Path.Combine(folder.FullName, "tests", "benchmarks.md");
            if (File.Exists(path))
                return new(path);
        }

        throw new FileNotFoundException($"There is no tests/benchmarks.md above {AppContext.BaseDirectory}. Run the benchmarks from a checkout.");
    }

    /// <summary>Puts a text between the marks of this name.</summary>
    public void Replace(string mark, string text)
    {
        var (begin, end) = ($"<!-- {mark} -->", $"<!-- /{mark} -->");
        var before = File.ReadAllText(Path);
        var pattern = new Regex($"{Regex.Escape(begin)}.*?{Regex.Escape(end)}", RegexOptions.Singleline);
        if (!pattern.IsMatch(before))
            throw new InvalidDataException($"{Path} has no place for this table: it lacks {begin} and {end}.");
        var temporary = Path + ".new";
        File.WriteAllText(temporary, pattern.Replace(before, $"{begin}\n{text.Trim()}\n{end}", 1));
        File.Move(temporary, Path, overwrite: true);
    }

    /// <summary>The table of one type and one number of threads: a row for each shape, forward and backward in each cell.</summary>
    public static string TableOf(IReadOnlyList<Score> scores, string machine)
    {
        string[] peers = [.. scores.SelectMany(score => score.Ratios.Keys).Distinct()];
        var hasPeak = scores[0].Threads == 1; // two threads do not always get two cores at once, so that of two would be a guess
        var text = new StringBuilder();
        var peak = scores.Select(score => score.Peak).Order().ElementAt(scores.Count / 2);
        text.Append(Invariant, $"{machine}. {scores[0].Type}, {(scores[0].Threads == 1 ? "one thread" : $"{scores[0].Threads} threads")}{(hasPeak ? $"; measured peak {peak.ToString("F0", Invariant)} GFLOP/s" : "")}.\n\n");
        text.Append($"| (N,D,M) | GFLOP/s | {(hasPeak ? "of peak | " : "")}{string.Join(" | ", peers.Select(peer => $"by {peer}"))} | allocated |\n");
        text.Append($"| --- |{string.Concat(Enumerable.Repeat(" --- |", peers.Length + (hasPeak ? 3 : 2)))}\n");
        foreach (var shape in scores.GroupBy(score => score.Shape).OrderBy(shape => LayerShape.All.ToList().IndexOf(shape.Key)))
        {
            var passes = shape.OrderBy(score => score.Pass).ToArray();
            text.Append($"| {shape.Key} | {Both(passes, score => score.GigaFlops, "F1")} | {(hasPeak ? $"{Both(passes, score => score.ShareOfPeak, "P0")} | " : "")}");
            text.Append(string.Concat(peers.Select(peer => $"{Both(passes, score => score.Ratios[peer], null)} | ")));
            text.Append(Invariant, $"{passes.Max(score => score.Allocated)} B |\n");
        }

        text.Append($"| geometric mean | {(hasPeak ? "| " : "")}| {string.Concat(peers.Select(peer => $"{Both(Means(peer), mean => mean, null)} | "))} |\n");
        return text.ToString();

        double[] Means(string peer) => [.. scores.GroupBy(score => score.Pass).OrderBy(pass => pass.Key).Select(pass => Math.Exp(pass.Average(score => Math.Log(score.Ratios[peer]))))];
    }

    private static CultureInfo Invariant => CultureInfo.InvariantCulture;

    /// <summary>Forward and backward; ratios with two decimals, large ones with none.</summary>
    private static string Both<TItem>(IEnumerable<TItem> items, Func<TItem, double> number, string? format) =>
        string.Join(", ", items.Select(item => number(item) is var value && format is null && value >= 10 ? value.ToString("F0", Invariant) : value.ToString(format ?? "F2", Invariant).Replace(" ", "")));
}
