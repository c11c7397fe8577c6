namespace Benchmarks;

/// <summary>How the library did in one race.</summary>
/// <param name="Type">float or double.</param>
/// <param name="Threads">How many threads each contestant might use.</param>
/// <param name="Shape">(N, D, M).</param>
/// <param name="Pass">Forward or backward.</param>
/// <param name="GigaFlops">10⁹ operations of the products a second.</param>
/// <param name="ShareOfPeak">The same, by the peak in the same race.</param>
/// <param name="Peak">That peak, in 10⁹ operations a second.</param>
/// <param name="Ratios">For each other contestant its time by that of the library: above 1 the library is faster.</param>
internal sealed record Score(
    string Type, int Threads, LayerShape Shape, Pass Pass, double GigaFlops, double ShareOfPeak, double Peak, IReadOnlyDictionary<string, double> Ratios)
{
    /// <summary>The bytes that one run allocates, as BenchmarkDotNet's memory diagnoser found.</summary>
    public long? Allocated { get; set; }
}

/// <summary>All races of this run. BenchmarkDotNet runs in this process, so that they are still here when it is done.</summary>
internal static class Scores
{
    private static readonly List<Score> s_all = [];

    public static IReadOnlyList<Score> All => s_all;

    public static void Add(Score score)
    {
        s_all.Add(score);
        Console.WriteLine($"{score.Type,-6} {score.Threads} {score.Shape,-17} {score.Pass,-8} {score.GigaFlops,6:F1} GFLOP/s, {score.ShareOfPeak,4:P0} of {score.Peak:F0}; {string.Join(", ", score.Ratios.Select(ratio => $"{ratio.Key} {ratio.Value:F2}"))}");
    }
}
