namespace LinearLayer.Display;

public static partial class Charts
{
    /// <summary>The roof line: how fast a computation can be for its arithmetic intensity, and how fast measured ones are. Both axes are logarithmic.</summary>
    /// <param name="roofs">The limits, such as those of one core and of all.</param>
    /// <param name="measured">What was measured: each is a point, at or below the roof of the cores that it ran on.</param>
    /// <exception cref="ArgumentException">There is no roof, or a limit, an intensity or a speed is not a positive number.</exception>
    public static Chart RoofLine(IReadOnlyList<Roof> roofs, params IReadOnlyList<TimedWork> measured)
    {
        ArgumentNullException.ThrowIfNull(roofs);
        ArgumentNullException.ThrowIfNull(measured);
        if (roofs.Count == 0)
            throw new ArgumentException("Charts.RoofLine: there is no roof to draw. Give it one, such as Roof.Measure(\"one core\").", nameof(roofs));
        foreach (var roof in roofs)
            RequirePlace($"the roof '{roof.Name}'", ("peak", roof.PeakOperationsPerSecond), ("bandwidth", roof.BytesPerSecond));
        foreach (var work in measured)
            RequirePlace($"'{work.Name}'", ("intensity", work.Intensity), ("speed", work.OperationsPerSecond));

        // Every ridge and every point has room on both sides.
        var places = roofs.Select(roof => roof.Ridge).Concat(measured.Select(work => work.Intensity)).ToList();
        var (first, last) = (places.Min() / 4, places.Max() * 4);
        var x = ChartAxis.Log("arithmetic intensity", "flop/byte");
        var y = ChartAxis.Log("speed", "Gflop/s");
        var curves = roofs.Select((roof, i) => Line(roof, i)).Concat(measured.Select((work, i) => Point(work, roofs.Count + i))).ToArray();

        var limits = string.Join(" ", roofs.Select(roof => $"{roof}."));
        var best = measured.MaxBy(work => work.OperationsPerSecond);
        return new Chart(
            "Roof line", best is null ? limits : $"{limits} The fastest of {ChartNumber.Count(measured.Count, "computation")}: {best}.",
            [new Panel("", Axis(x, curves.SelectMany(curve => curve.X!)), Axis(y, curves.SelectMany(curve => curve.Y)), [], curves, Height: 420)],
            [
                ChartTable.Of("Roofs", roofs.Count, ("roof", n => roofs[n].Name), ("peak (Gflop/s)", n => Rounded(roofs[n].PeakOperationsPerSecond / 1e9)), ("bandwidth (GB/s)", n => Rounded(roofs[n].BytesPerSecond / 1e9)), ("ridge (flop/byte)", n => Rounded(roofs[n].Ridge))),
                .. measured.Count == 0 ? [] : new[] { ChartTable.Of("Measured", measured.Count, ("computation", n => measured[n].Name), ("intensity (flop/byte)", n => Rounded(measured[n].Intensity)), ("speed (Gflop/s)", n => Rounded(measured[n].OperationsPerSecond / 1e9)), ("share of the roof", n => Shares(measured[n]))) },
            ],
            string.Join('\n', measured.Select(work => $"  {work.Name.PadRight(measured.Max(one => one.Name.Length))}  {Rounded(work.Intensity)} flop/byte, {Rounded(work.OperationsPerSecond / 1e9)} Gflop/s{string.Concat(roofs.Select(roof => $", {Share(work, roof)} of {roof.Name}"))}")));

        Curve Line(Roof roof, int series)
        {
            double[] corners = [first, roof.Ridge, last];
            double[] speeds = [.. corners.Select(intensity => roof.At(intensity) / 1e9)];
            return new Curve(
                ChartNumber.Escaped(roof.Name), CurveLook.Line, corners, null, speeds,
                [.. corners.Select((intensity, n) => Hover(roof.Name, ("intensity", $"{Rounded(intensity)} flop/byte"), ("at most", $"{Rounded(speeds[n])} Gflop/s")))],
                Color(series), Dash: Dashes[series % Dashes.Length]);
        }

        Curve Point(TimedWork work, int series) => new(
            ChartNumber.Escaped(work.Name), CurveLook.Points, [work.Intensity], null, [work.OperationsPerSecond / 1e9],
            [Hover(work.Name, ("intensity", $"{Rounded(work.Intensity)} flop/byte"), ("speed", $"{Rounded(work.OperationsPerSecond / 1e9)} Gflop/s"))],
            Color(series + series / Symbols.Length), Symbols[series % Symbols.Length]); // a colour comes back with another symbol

        string Shares(TimedWork work) => string.Join(", ", roofs.Select(roof => roofs.Count == 1 ? Share(work, roof) : $"{Share(work, roof)} of {roof.Name}"));
    }

    private static string Rounded(double number) => ChartNumber.Text(number, digits: 3);

    /// <summary>How much of what the roof allows at its intensity a computation reached.</summary>
    private static string Share(TimedWork work, Roof roof) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{100 * work.OperationsPerSecond / roof.At(work.Intensity):F0} %");

    private static void RequirePlace(string what, params ReadOnlySpan<(string Name, double Number)> numbers)
    {
        foreach (var (name, number) in numbers)
        {
            if (!(number > 0 && double.IsFinite(number)))
                throw new ArgumentException($"Charts.RoofLine: {what} has the {name} {ChartNumber.Text(number)}. On logarithmic axes it must be a positive number.");
        }
    }
}
