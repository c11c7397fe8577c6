namespace LinearLayer.Display;

/// <summary>Numbers of your own in a chart: <see cref="Charts.Plot"/>.</summary>
public sealed class ChartSeries
{
    private ChartSeries(string name, CurveLook look, IEnumerable<double>? x, IEnumerable<string>? names, IEnumerable<double> y)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(y);
        (Name, Look, X, Names, Y) = (name, look, x?.ToArray(), names?.ToArray(), [.. y]);
        var places = X?.Length ?? Names!.Length;
        if (places != Y.Length)
            throw new ArgumentException($"The series '{name}' has {ChartNumber.Count(places, "place")} and {ChartNumber.Count(Y.Length, "value")}. Each value needs one place.", nameof(y));
    }

    /// <summary>What the legend calls it.</summary>
    public string Name { get; }

    internal CurveLook Look { get; }

    internal double[]? X { get; }

    internal string[]? Names { get; }

    internal double[] Y { get; }

    /// <summary>Values joined by a line; NaN leaves a gap.</summary>
    /// <exception cref="ArgumentException">x and y have not the same length.</exception>
    public static ChartSeries Line(string name, IEnumerable<double> x, IEnumerable<double> y) => new(name, CurveLook.Line, NotNull(x), null, y);

    /// <summary>Values as points.</summary>
    /// <exception cref="ArgumentException">x and y have not the same length.</exception>
    public static ChartSeries Points(string name, IEnumerable<double> x, IEnumerable<double> y) => new(name, CurveLook.Points, NotNull(x), null, y);

    /// <summary>Values as bars, each over its name.</summary>
    /// <exception cref="ArgumentException">There are not as many names as values.</exception>
    public static ChartSeries Bars(string name, IEnumerable<string> names, IEnumerable<double> values) => new(name, CurveLook.Bars, null, NotNull(names), values);

    private static IEnumerable<T> NotNull<T>(IEnumerable<T> values) => values ?? throw new ArgumentNullException(nameof(values));
}
