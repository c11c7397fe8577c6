namespace LinearLayer.Display;

public static partial class Charts
{
    /// <summary>The course of a training: the loss of each step's batch, and the length of each layer's gradient on a log axis.</summary>
    public static Chart Training(TrainingRun run) => TrainingChart(run, FigureMaker.PlotlyNet);

    /// <summary>The same chart, made with XPlot.Plotly instead of Plotly.NET.</summary>
    public static Chart TrainingWithXPlot(TrainingRun run) => TrainingChart(run, FigureMaker.XPlot);

    private static Chart TrainingChart(TrainingRun run, FigureMaker maker)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (run.Steps.Count == 0)
            throw new ArgumentException("Charts.Training: the run has no step, so there is nothing to draw.", nameof(run));

        double[] steps = [.. run.Steps.Select(step => (double)step.Step)];
        var step = new PanelAxis("step");
        var loss = Curve(0, "loss", run.Losses);
        var layers = Enumerable.Range(0, run.Steps[0].GradientNorms.Count).ToList();
        var norms = layers.Select(layer => Curve(layer, $"layer {layer}", run.GradientNorms(layer))).ToArray();
        Panel[] panels =
        [
            new("Loss of the step's batch", step, new PanelAxis("loss"), [], [loss], Height: 250),
            new("Length of each layer's gradient", step, Axis(ChartAxis.Log("√(Σ dw² + Σ db²)"), norms.SelectMany(norm => norm.Y)), [], [.. norms.Select(norm => norm with { Y = Placed(norm.Y, ChartAxis.Log("")) })], Height: 270),
        ];
        List<(string, Func<int, object>)> columns = [("step", n => run.Steps[n].Step), ("loss", n => run.Steps[n].Loss), .. layers.Select(layer => ($"gradient, layer {layer}", (Func<int, object>)(n => run.Steps[n].GradientNorms[layer])))];
        if (run.Accuracies.Count == run.Steps.Count)
            columns.Add(("accuracy", n => run.Accuracies[n]));

        var batch = run.Options.BatchSize is { } size ? $"batches of {size}" : "full batch";
        return new Chart(
            "Training", $"{run}; {batch}, learning rate {ChartNumber.Text(run.Options.LearningRate)}.", panels,
            [ChartTable.Of("Each step, before it changed the parameters", steps.Length, columns)])
        { Maker = maker };

        Curve Curve(int series, string name, IReadOnlyList<double> values) => new(
            name, CurveLook.Line, steps, null, [.. values],
            [.. values.Select((value, n) => Hover(name, ("step", ChartNumber.Text(steps[n])), (name == "loss" ? "loss" : "length", ChartNumber.Text(value))))],
            Color(series), Dash: Dashes[series % Dashes.Length]);
    }
}
