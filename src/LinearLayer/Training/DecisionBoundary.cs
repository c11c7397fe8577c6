using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace LinearLayer;

/// <summary>What a network says on a grid of points in the plane. Data for plots.</summary>
/// <param name="X0">The places of the columns along the first feature, ascending.</param>
/// <param name="X1">The places of the rows along the second feature, ascending.</param>
/// <param name="Classes">The predicted class at each point, (rows, columns): Classes[r, c] at (X0[c], X1[r]).</param>
/// <param name="Probabilities">The softmax probability of that class, in the same shape.</param>
public sealed record DecisionBoundary(IReadOnlyList<double> X0, IReadOnlyList<double> X1, Tensor<int> Classes, Tensor<double> Probabilities)
{
    private const double Margin = 0.1;

    /// <summary>Asks a network about a grid over all points and a margin of a tenth around them.</summary>
    /// <param name="mlp">A network of two features, with one output for each class.</param>
    /// <param name="x">The points that the grid must cover, (N, 2) with N >= 1.</param>
    /// <param name="resolution">The number of columns, and of rows.</param>
    /// <param name="xText">Filled in by the compiler: x as the caller wrote it.</param>
    /// <exception cref="ShapeException">x is not (N, 2), or the network takes other than two features.</exception>
    /// <exception cref="ArgumentException">A coordinate is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The resolution is less than 2.</exception>
    public static DecisionBoundary Of(Mlp mlp, Tensor<double> x, int resolution = 60, [CallerArgumentExpression(nameof(x))] string xText = "x")
    {
        var points = Operand.Of("DecisionBoundary.Of", "x", xText, "(N, 2)", x);
        if (points.Shape.Rank != 2 || points.Shape[1] != 2 || points.Shape[0] == 0)
            throw ShapeException.Of("DecisionBoundary.Of: x holds no points in the plane.", [points], "Each row of x is one point with two coordinates, and there is at least one.");
        if (x.Any(cell => !double.IsFinite(cell)))
            throw new ArgumentException("DecisionBoundary.Of: a coordinate in x is NaN or infinite, so no grid covers the points.", nameof(x));
        return Of(mlp, RangeOf(x, feature: 0), RangeOf(x, feature: 1), columns: resolution, rows: resolution);
    }

    /// <summary>Asks a network about a grid over a rectangle, its edges included.</summary>
    /// <param name="mlp">A network of two features, with one output for each class.</param>
    /// <param name="x0">Where the rectangle begins and ends along the first feature.</param>
    /// <param name="x1">Where it begins and ends along the second.</param>
    /// <param name="columns">The number of points along the first feature.</param>
    /// <param name="rows">The number of points along the second.</param>
    /// <exception cref="ShapeException">The network takes other than two features.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number of points is less than 2.</exception>
    public static DecisionBoundary Of(Mlp mlp, (double From, double To) x0, (double From, double To) x1, int columns, int rows)
    {
        ArgumentNullException.ThrowIfNull(mlp);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 2);
        var w = Operand.Of("DecisionBoundary.Of", "w", "Layers[0].w", "(D, M)", mlp.Layers[0].w);
        if (w.Shape[0] != 2)
            throw ShapeException.Of($"DecisionBoundary.Of: the network takes {w.Shape[0]} features, and a plane has 2.", [w], "The first layer has a row of w for each feature.");

        var (places0, places1) = (Places(x0, columns), Places(x1, rows));
        var points = Tensor.CreateFromShape<double>([(nint)rows * columns, 2]);
        for (nint point = 0; point < points.Lengths[0]; point++)
            (points[point, 0], points[point, 1]) = (places0[point % columns], places1[point / columns]);

        var probabilities = mlp.Forward(points).@out.Softmax();
        var classes = probabilities.PredictedClasses();
        return new DecisionBoundary(
            places0, places1,
            Tensor.Create(classes, [rows, columns]),
            Tensor.Create(classes.Select((predicted, point) => probabilities[point, predicted]).ToArray(), [rows, columns]));
    }

    private static (double From, double To) RangeOf(Tensor<double> x, int feature)
    {
        var (least, most) = (double.PositiveInfinity, double.NegativeInfinity);
        for (nint n = 0; n < x.Lengths[0]; n++)
            (least, most) = (Math.Min(least, x[n, feature]), Math.Max(most, x[n, feature]));
        var margin = most > least ? Margin * (most - least) : 1; // a single point gets a square around it
        return (least - margin, most + margin);
    }

    private static double[] Places((double From, double To) range, int count) =>
        [.. Enumerable.Range(0, count).Select(place => range.From + (range.To - range.From) * place / (count - 1))];
}
