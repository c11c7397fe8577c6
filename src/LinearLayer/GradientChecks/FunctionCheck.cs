using System.Numerics.Tensors;

namespace LinearLayer;

/// <summary>The gradient check of a function of which nothing is known.</summary>
internal static class FunctionCheck
{
    // Relative to the cell: how exactly the gradient of a longer computation can be expected to be rounded.
    private const double RelativeRounding = 1e-12;

    public static GradientReport Run(Func<Tensor<double>, double> function, Tensor<double> at, Tensor<double> gradient, string name, string formula)
    {
        var shape = at.Shape;
        var scheme = DifferenceScheme.CentralOfCurve;
        var (values, truncation) = Differences.OfFunction(function, at, scheme);
        var value = function(Dense.Tensor(Dense.Cells(at), at.Lengths));
        var allowed = Dense.Cells(at)
            .Select((cell, place) => truncation[place] + RelativeRounding * double.Abs(values[place]) + RoundingBound.OfFunction(value, Differences.StepOf(cell, scheme), scheme))
            .ToArray();

        var numeric = Dense.Tensor(values, shape.AsSpan());
        var allowedErrors = Dense.Tensor(allowed, shape.AsSpan());
        // Nothing is known of a cell's terms, so how small is small is measured by the largest cell.
        var scale = new double[values.Length];
        Array.Fill(scale, values.Aggregate(0.0, (size, cell) => double.Max(size, double.Abs(cell))));
        var scales = Dense.Tensor(scale, shape.AsSpan());
        GradientComparison comparison;
        if (gradient.Shape != shape)
        {
            var text = $"{name} has the shape {gradient.Shape}. A gradient has the shape of what it is the gradient of: {shape}.";
            comparison = new(name, shape, gradient.Shape, null, numeric, null, allowedErrors, scales, 0, 0, null, new Diagnosis(GradientMistake.WrongShape, name, text));
        }
        else
        {
            var actual = Dense.Cells(gradient);
            var errors = actual.Zip(values, (given, right) => double.Abs(given - right)).ToArray();
            var (wrong, undecided, worst) = CellJudge.Count(errors, allowed, values, scale, coarsest: 1e-3);
            comparison = new(
                name, shape, gradient.Shape, Dense.Tensor(actual, shape.AsSpan()), numeric, Dense.Tensor(errors, shape.AsSpan()), allowedErrors, scales, wrong, undecided,
                worst < 0 ? null : new GradientCell(name, CellJudge.IndexOf(worst, shape), actual[worst], values[worst], errors[worst], allowed[worst], Sum: null),
                Diagnosis: null);
        }

        return new GradientReport(GradientMethod.CentralDifference(), formula, [comparison]);
    }
}
