using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace LinearLayer.Display;

public static partial class Charts
{
    private const int MostBins = 40;

    /// <summary>How often the cells of a tensor have which value.</summary>
    /// <param name="values">A tensor of any shape.</param>
    /// <param name="bins">About how many bars; left out, the data decide (Freedman and Diaconis, 1981).</param>
    /// <param name="name">Filled in by the compiler: the tensor as the caller wrote it.</param>
    /// <exception cref="ArgumentException">No value is finite.</exception>
    public static Chart Histogram<T>(Tensor<T> values, int? bins = null, [CallerArgumentExpression(nameof(values))] string name = "")
        where T : INumberBase<T>
    {
        ArgumentNullException.ThrowIfNull(values);
        return Histogram(values.Select(double.CreateSaturating), bins, name);
    }

    /// <summary>How often numbers have which value.</summary>
    /// <param name="values">The numbers.</param>
    /// <param name="bins">About how many bars; left out, the data decide (Freedman and Diaconis, 1981).</param>
    /// <param name="name">Filled in by the compiler: the numbers as the caller wrote them.</param>
    /// <exception cref="ArgumentException">No value is finite.</exception>
    public static Chart Histogram(IEnumerable<double> values, int? bins = null, [CallerArgumentExpression(nameof(values))] string name = "")
    {
        ArgumentNullException.ThrowIfNull(values);
        if (bins is { } asked)
            ArgumentOutOfRangeException.ThrowIfLessThan(asked, 1, nameof(bins));
        var all = values.ToList();
        var finite = all.Where(double.IsFinite).Order().ToList();
        if (finite.Count == 0)
            throw new ArgumentException($"Charts.Histogram: {name} has no finite value, so there is nothing to count.", nameof(values));

        var width = BinWidth(finite, bins);
        // Edges are whole multiples of the width. The last bin holds its upper edge too.
        var first = Math.Floor(finite[0] / width);
        var count = Math.Max(1, (int)Math.Ceiling(finite[^1] / width - first));
        var heights = new double[count];
        foreach (var value in finite)
            heights[Math.Clamp((int)(Math.Floor(value / width) - first), 0, count - 1)]++;
        double Edge(int bin) => (first + bin) * width;
        string Bin(int bin) => $"{ChartNumber.Text(Edge(bin))} to {ChartNumber.Text(Edge(bin + 1))}";

        var curve = new Curve(
            ChartNumber.Escaped(name), CurveLook.Bars, [.. heights.Select((_, bin) => (Edge(bin) + Edge(bin + 1)) / 2)], null, heights,
            [.. heights.Select((height, bin) => Hover(Bin(bin), ("values", ChartNumber.Text(height))))], Color(0), BarWidth: width);
        var mean = finite.Average();
        var deviation = Math.Sqrt(finite.Average(value => (value - mean) * (value - mean)));
        var missing = all.Count > finite.Count ? $" Not counted: {ChartNumber.Count(all.Count - finite.Count, "value that is", "values that are")} NaN or infinite." : "";
        return new Chart(
            $"Histogram of {name}",
            $"{ChartNumber.Count(finite.Count, "value")} from {ChartNumber.Text(finite[0])} to {ChartNumber.Text(finite[^1])}, mean {ChartNumber.Text(mean)}, standard deviation {ChartNumber.Text(deviation)}.{missing}",
            [new Panel("", new PanelAxis(ChartNumber.Escaped($"value of {name}"), Range: [Edge(0), Edge(count)]), new PanelAxis("number of values"), [], [curve], Height: 300)],
            [ChartTable.Of("Each bar, its lower edge included", count, ("from", n => Edge(n)), ("to", n => Edge(n + 1)), ("values", n => heights[n]))]);
    }

    /// <summary>A width that reads well (1, 2 or 5 times a power of ten), near the one asked for or the rule's.</summary>
    private static double BinWidth(List<double> sorted, int? bins)
    {
        var range = sorted[^1] - sorted[0];
        if (range == 0)
            return Math.Max(Math.Abs(sorted[0]), 1);
        var spread = sorted[3 * (sorted.Count - 1) / 4] - sorted[(sorted.Count - 1) / 4];
        var rule = 2 * spread / Math.Cbrt(sorted.Count);
        var ideal = bins is { } asked ? range / asked : Math.Clamp(rule, range / MostBins, range / Math.Min(5, sorted.Count));
        var power = Math.Pow(10, Math.Floor(Math.Log10(ideal)));
        return new[] { 1.0, 2, 5, 10 }.Select(digit => digit * power).MinBy(width => Math.Abs(Math.Log(width / ideal)));
    }
}
