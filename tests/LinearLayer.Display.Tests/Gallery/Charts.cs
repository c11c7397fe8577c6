namespace LinearLayer.Display.Tests;

public static partial class Gallery
{
    // Numbers that are the same on every machine: a golden file holds all digits.
    internal static TrainingRun ShortTraining { get; } = new(
        new TrainingOptions(Steps: 4, LearningRate: 0.5, BatchSize: 32),
        [new(0, 0.75, [0.5, 2], 0.5), new(1, 0.5, [0.25, 1], 0.625), new(2, 0.25, [0.125, 0.25], 0.875), new(3, 0.125, [0, 0.125], 1)],
        Loss: 0.1, Accuracy: 0.975);

    internal static StepSweep Sweep { get; } = new("⅓ Σ out³", [new(1, 8, 0.5), new(0.01, 0.0008, 5e-5), new(1e-5, 0, 0), new(1e-9, 2e-6, 1e-7), new(1e-15, 0.25, 0.125)]);

    /// <summary>Says class 1 where x0 + x1 is more than 0.</summary>
    internal static Mlp Diagonal { get; } = new(new MlpLayer(Tensors.Of(new double[,] { { -1, 1 }, { -1, 1 } }), Tensors.Of(new double[] { 0, 0 })));

    internal static LabelledPoints Points { get; } = new(Tensors.Of(new double[,] { { -1, -0.5 }, { 1, 1.5 }, { 0.5, 0.25 }, { -0.5, -1 } }), [0, 1, 0, 0]);

    internal static Roof[] Roofs { get; } = [new("one core", 40e9, 20e9), new("all cores", 80e9, 32e9)];

    internal static TimedWork[] Works { get; } = [new("row by row", Operations: 64e6, Bytes: 4e6, Seconds: 0.02), new("one example", Operations: 2e6, Bytes: 8e6, Seconds: 0.0005)];

    /// <summary>dx has the gradient of the first example for every example.</summary>
    internal static GradientReport WrongReport => GradientCheck.Run(x, w, b, dout, (dout, cache) =>
        Linear.Backward(dout, cache) with { dx = Tensors.Of(new double[,] { { 1, -2, -5 }, { 1, -2, -5 } }) });

    private static IEnumerable<Exhibit> Charts() =>
    [
        new("chart-heat-maps", HeatMaps),
        new("chart-histogram", () => Display.Charts.Histogram([-1.5, -0.5, -0.4, 0, 0.2, 0.3, 0.3, 0.9, 1.2, 2.5], name: "dw")),
        new("chart-numeric-against-analytic", () => Display.Charts.NumericAgainstAnalytic(WrongReport)),
        new("chart-step-sweep", () => Display.Charts.StepSweep(Sweep)),
        new("chart-training", () => Display.Charts.Training(ShortTraining)),
        new("chart-training-with-xplot", () => Display.Charts.TrainingWithXPlot(ShortTraining)),
        new("chart-decision-boundary", () => Display.Charts.DecisionBoundary(Diagonal, Points, resolution: 5)),
        new("chart-lines", () => Display.Charts.Plot(
            "Roof line", ChartAxis.Log("arithmetic intensity", "flop/byte"), ChartAxis.Log("speed", "Gflop/s"),
            ChartSeries.Line("roof", [0.125, 0.5, 2, 5, 32], [2.5, 10, 40, 100, 100]), ChartSeries.Points("measured", [0.25, 12], [4, 83]))),
        new("chart-roof-line", () => Display.Charts.RoofLine(Roofs, Works)),
        new("chart-bars", () => Display.Charts.Plot(
            "Wrong passes that a check catches", "data", new ChartAxis("caught", "of 17"), ChartSeries.Bars("caught", ["ones", "random"], [13, 17]))),
    ];

    private static Chart HeatMaps()
    {
        var (_, cache) = Linear.Forward(x, w, b);
        return Display.Charts.HeatMaps(cache, Linear.Backward(dout, cache));
    }

    private static string PlotlyScript()
    {
        var chart = Display.Charts.Plot("t", "x", "y", ChartSeries.Bars("n", ["a"], [1]));
        Shown.HtmlWithScript(chart);
        var html = Shown.HtmlWithScript(chart); // shown again, it brings the script in any case
        return html[..(html.IndexOf("</script>", StringComparison.Ordinal) + "</script>".Length)];
    }
}
