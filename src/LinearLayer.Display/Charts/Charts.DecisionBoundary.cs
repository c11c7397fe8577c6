using System.Numerics.Tensors;
using System.Text;

namespace LinearLayer.Display;

public static partial class Charts
{
    private const int MapColumns = 48;
    private const int MapRows = 18;

    /// <summary>Which class a network gives to each place of the plane, with the points that it learned from.</summary>
    /// <param name="mlp">A network of two features.</param>
    /// <param name="points">The points and their classes.</param>
    /// <param name="resolution">How many places are asked about along each axis.</param>
    /// <exception cref="ShapeException">The network takes other than two features, or the points are not in the plane.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The resolution is less than 2.</exception>
    public static Chart DecisionBoundary(Mlp mlp, LabelledPoints points, int resolution = 60)
    {
        ArgumentNullException.ThrowIfNull(mlp);
        ArgumentNullException.ThrowIfNull(points);
        return DecisionBoundary(LinearLayer.DecisionBoundary.Of(mlp, points.x, resolution), points, mlp.Predict(points.x));
    }

    /// <summary>Which class a network gives to each place of the plane.</summary>
    /// <param name="boundary">What the network says on a grid.</param>
    public static Chart DecisionBoundary(LinearLayer.DecisionBoundary boundary)
    {
        ArgumentNullException.ThrowIfNull(boundary);
        return DecisionBoundary(boundary, new LabelledPoints(Tensor.CreateFromShape<double>([0, 2]), []), []);
    }

    private static Chart DecisionBoundary(LinearLayer.DecisionBoundary boundary, LabelledPoints points, int[] predicted)
    {
        var (rows, columns) = (boundary.X1.Count, boundary.X0.Count);
        var classes = boundary.Classes.Concat(points.labels).Distinct().Order().ToList();
        var regions = classes.Select(c => new Heat(
            $"class {c}", [.. boundary.X0], [.. boundary.X1],
            [.. Enumerable.Range(0, rows).Select(r => Enumerable.Range(0, columns).Select(k => boundary.Classes[r, k] == c ? Math.Round(boundary.Probabilities[r, k], 4) : double.NaN).ToArray())],
            0, 1, ["var(--ll-surface-color)", $"color-mix(in srgb, {Color(c)} 50%, var(--ll-surface-color))"],
            null, $"<b>class {c}</b> with probability %{{z:.2f}}<br>x0: %{{x:.3g}}<br>x1: %{{y:.3g}}<extra></extra>", null, Scale: null));
        var groups = classes
            .Select(c => (Class: c, Places: Enumerable.Range(0, points.labels.Length).Where(n => points.labels[n] == c).ToList()))
            .Where(group => group.Places.Count > 0)
            .Select(group => new Curve(
                $"class {group.Class}", CurveLook.Points, [.. group.Places.Select(n => points.x[n, 0])], null, [.. group.Places.Select(n => points.x[n, 1])],
                [.. group.Places.Select(n => Hover($"point {n}", ("class", $"{points.labels[n]}"), ("predicted", $"{predicted[n]}"), ("x0", ChartNumber.Text(points.x[n, 0])), ("x1", ChartNumber.Text(points.x[n, 1]))))],
                Color(group.Class), Symbols[group.Class % Symbols.Length]));

        var wrong = Enumerable.Range(0, predicted.Length).Where(n => predicted[n] != points.labels[n]).ToList();
        List<Curve> curves = [.. groups];
        if (wrong.Count > 0)
            curves.Add(new Curve(
                "classified wrong", CurveLook.Rings, [.. wrong.Select(n => points.x[n, 0])], null, [.. wrong.Select(n => points.x[n, 1])],
                [.. wrong.Select(n => Hover($"point {n}", ("class", $"{points.labels[n]}"), ("predicted", $"{predicted[n]}")))], "var(--ll-failed-color)", "circle-open"));

        var shares = string.Join(", ", classes.Select(c => $"class {c} {Math.Round(100.0 * boundary.Classes.Count(cell => cell == c) / (rows * columns)):F0} %"));
        var verdict = predicted.Length > 0 ? $" {ChartNumber.Count(predicted.Length - wrong.Count, "point")} of {predicted.Length} are classified right." : "";
        return new Chart(
            "Decision boundary", $"Of the area shown: {shares}. The stronger the colour, the higher the probability.{verdict}",
            [new Panel("", new PanelAxis("x0, the first feature", Range: [boundary.X0[0], boundary.X0[^1]]), new PanelAxis("x1, the second feature", Range: [boundary.X1[0], boundary.X1[^1]]), [.. regions], [.. curves], Height: 440)],
            [ChartTable.Of(points.labels.Length == 0 ? "No points; the area is not listed" : "Each point; the area is not listed", points.labels.Length, ("point", n => n), ("x0", n => points.x[n, 0]), ("x1", n => points.x[n, 1]), ("class", n => points.labels[n]), ("predicted", n => predicted[n]))],
            Map(boundary));
    }

    /// <summary>The area in digits, each the class at its place; x1 grows upwards.</summary>
    private static string Map(LinearLayer.DecisionBoundary boundary)
    {
        var map = new StringBuilder();
        var (rows, columns) = (Math.Min(MapRows, boundary.X1.Count), Math.Min(MapColumns, boundary.X0.Count));
        for (var row = rows - 1; row >= 0; row--)
        {
            map.Append("  ");
            for (var column = 0; column < columns; column++)
                map.Append(boundary.Classes[At(row, rows, boundary.X1.Count), At(column, columns, boundary.X0.Count)] % 10);
            map.Append('\n');
        }
        map.Append($"  x0 from {ChartNumber.Text(boundary.X0[0])} to {ChartNumber.Text(boundary.X0[^1])}, x1 from {ChartNumber.Text(boundary.X1[0])} to {ChartNumber.Text(boundary.X1[^1])}");
        return map.ToString();

        static int At(int place, int places, int count) => places == 1 ? 0 : place * (count - 1) / (places - 1);
    }
}
