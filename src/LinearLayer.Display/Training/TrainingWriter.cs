using System.Globalization;

namespace LinearLayer.Display;

/// <summary>Writes a network as its layers, and a training as where it began and where it ended.</summary>
internal static class TrainingWriter
{
    public static void WriteHtml(Mlp mlp, TextWriter writer) =>
        Figure.Write(writer, "ll-report", mlp.ToString(), Table.Rules, Layers(mlp).Html());

    public static void WriteText(Mlp mlp, TextWriter writer) => writer.Write($"{mlp}\n{Layers(mlp).Text()}");

    public static void WriteHtml(TrainingRun run, TextWriter writer) =>
        Figure.Write(writer, "ll-report", $"Training: {run}", Table.Rules, Course(run).Html() + $"<p class=\"ll-note ll-muted\">{Figure.Html(Options(run.Options))}</p>");

    public static void WriteText(TrainingRun run, TextWriter writer) => writer.Write($"{run}\n{Course(run).Text()}\n  {Options(run.Options)}");

    private static Table Layers(Mlp mlp)
    {
        var table = new Table("Layers", ">layer", "w (D, M)", "b (M,)", "then", ">parameters");
        for (var l = 0; l < mlp.Layers.Count; l++)
        {
            var (w, b) = (mlp.Layers[l].w, mlp.Layers[l].b);
            table.Add(Text(l), w.Shape.ToString(), b.Shape.ToString(), l < mlp.Layers.Count - 1 ? "ReLU" : "out", Text(w.FlattenedLength + b.FlattenedLength));
        }

        return table;
    }

    private static Table Course(TrainingRun run)
    {
        var hasAccuracy = run.Accuracy is not null;
        var table = new Table("First and last loss", ["when", ">loss", .. hasAccuracy ? new[] { ">accuracy" } : []]);
        Row("first step, its batch", run.Steps[0].Loss, run.Steps[0].Accuracy);
        Row("last step, its batch", run.Steps[^1].Loss, run.Steps[^1].Accuracy);
        Row("after it, all examples", run.Loss, run.Accuracy);
        return table;

        void Row(string when, double loss, double? accuracy) =>
            table.Add([when, loss.ToString("G4", CultureInfo.InvariantCulture).Replace('E', 'e'), .. hasAccuracy ? new[] { Percent(accuracy) } : []]);
    }

    private static string Options(TrainingOptions options) => string.Create(CultureInfo.InvariantCulture,
        $"{options.Steps} steps, learning rate {options.LearningRate}, {(options.BatchSize is { } size ? $"batches of {size}" : "full batch")}, {(options.Reduction == LossReduction.Mean ? "mean" : "sum")} loss");

    private static string Percent(double? share) => share is { } known ? string.Create(CultureInfo.InvariantCulture, $"{100 * known:0.#} %") : "";

    private static string Text(nint number) => number.ToString(CultureInfo.InvariantCulture);
}
