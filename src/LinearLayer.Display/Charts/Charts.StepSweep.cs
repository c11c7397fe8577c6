namespace LinearLayer.Display;

public static partial class Charts
{
    /// <summary>The error of a central difference over its step, both on log axes: the U-curve of truncation and rounding.</summary>
    /// <remarks>An error of exactly 0 has no place on a log axis: it is drawn as a triangle at the lower edge.</remarks>
    public static Chart StepSweep(LinearLayer.StepSweep sweep)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        var points = sweep.Points.Reverse().ToList(); // the smallest step first, as on the axis
        var errors = points.SelectMany(point => (double[])[point.RelativeError, point.LargestError]).Where(error => error > 0 && double.IsFinite(error)).ToList();
        var floor = errors.Count > 0 ? errors.Min() / 10 : 1e-17;

        List<Curve> curves =
        [
            Errors(0, "largest relative error", point => point.RelativeError),
            Errors(1, "largest absolute error", point => point.LargestError),
        ];
        var exact = points.Where(point => point.RelativeError == 0).ToList();
        if (exact.Count > 0)
            curves.Add(new Curve(
                "no error at all", CurveLook.Points, [.. exact.Select(point => point.Step)], null, [.. exact.Select(_ => floor)],
                [.. exact.Select(point => Hover("no error at all", ("step h", ChartNumber.Text(point.Step)), ("error", "0")))], Color(2), "triangle-down", IsMark: true));
        var best = sweep.Best;
        curves.Add(new Curve(
            "best step", CurveLook.Rings, [best.Step], null, [best.RelativeError > 0 ? best.RelativeError : floor],
            [Hover("best step", ("step h", ChartNumber.Text(best.Step)), ("relative error", ChartNumber.Text(best.RelativeError)))], Color(3), "circle-open", IsMark: true));

        var x = Axis(ChartAxis.Log("step h"), points.Select(point => point.Step));
        var y = Axis(ChartAxis.Log("error"), [.. errors, floor]);
        var end = exact.Count > 0 ? $" Without any error: {ChartNumber.Count(exact.Count, "step")} of {points.Count}." : "";
        return new Chart(
            "Error of a central difference over its step",
            $"Loss {sweep.Loss}. The relative error is least at h = {ChartNumber.Text(best.Step)}: {ChartNumber.Text(best.RelativeError)}.{end}",
            [new Panel("", x, y, [], [.. curves], Height: 380)],
            [ChartTable.Of("Each step h", points.Count, ("h", n => points[n].Step), ("relative error", n => points[n].RelativeError), ("absolute error", n => points[n].LargestError))]);

        Curve Errors(int series, string name, Func<LinearLayer.StepSweep.Point, double> error) => new(
            name, CurveLook.LineAndPoints, [.. points.Select(point => point.Step)], null, Placed([.. points.Select(error)], ChartAxis.Log("")),
            [.. points.Select(point => Hover(name, ("step h", ChartNumber.Text(point.Step)), ("error", ChartNumber.Text(error(point)))))],
            Color(series), Symbols[series], Dashes[series]);
    }
}
