using System.Numerics;
using System.Numerics.Tensors;

namespace LinearLayer;

/// <summary>A loss of the user's own: any function of the whole out.</summary>
internal sealed class FunctionLoss(
    Func<Tensor<double>, double> value,
    Func<Tensor<double>, Tensor<double>>? gradient,
    Func<Tensor<Complex>, Complex>? complex,
    Func<Tensor<Dual<double>>, Dual<double>>? dual,
    string formula) : Loss(formula)
{
    internal override int? Degree => null;

    // The terms of the cells that do not change cannot be left out of a function that nothing is known of.
    internal override double Background(Tensor<double> @out) => double.Abs(value(@out));

    internal override double GradientError(Tensor<double> @out)
    {
        if (gradient is not null || dual is not null || @out.FlattenedLength == 0)
            return 0;
        var truncation = Differences.OfFunction(value, @out, DifferenceScheme.Richardson).Truncation.Max();
        return truncation + RoundingBound.OfFunction(value(@out), LayerSteps.RichardsonMove, DifferenceScheme.Richardson);
    }

    public override S Value<S>(Tensor<S> @out) => @out switch
    {
        Tensor<double> numbers => (S)(object)value(numbers),
        Tensor<Complex> numbers when complex is not null => (S)(object)complex(numbers),
        Tensor<Dual<double>> numbers when dual is not null => (S)(object)dual(numbers),
        Tensor<Complex> => throw NotGiven("complex numbers", "complex"),
        Tensor<Dual<double>> => throw NotGiven("dual numbers", "dual"),
        _ => throw NotOverDouble<S>(),
    };

    public override Tensor<S> Gradient<S>(Tensor<S> @out)
    {
        if (@out is not Tensor<double> numbers)
            throw NotOverDouble<S>();
        var result = gradient is not null ? gradient(numbers) : dual is not null ? ByDualNumbers(numbers, dual) : ByDifferences(numbers);
        return (Tensor<S>)(object)result;
    }

    internal override void OfVariants<S>(Tensor<S> @out, int start, int stride, ReadOnlySpan<S> changed, Span<S> losses)
    {
        // A copy, so that the function always meets a whole out, and the caller's stays as it is.
        var cells = Dense.Cells(@out);
        var variant = Dense.Tensor(cells, @out.Lengths);
        for (var k = 0; k < losses.Length; k++)
        {
            for (int offset = k, cell = start; offset < changed.Length; offset += losses.Length, cell += stride)
                cells[cell] = changed[offset];
            losses[k] = Value(variant);
        }
    }

    private static Tensor<double> ByDualNumbers(Tensor<double> @out, Func<Tensor<Dual<double>>, Dual<double>> loss)
    {
        var cells = Array.ConvertAll(Dense.Cells(@out), z => new Dual<double>(z, 0));
        var variant = Dense.Tensor(cells, @out.Lengths);
        var slopes = new double[cells.Length];
        for (var cell = 0; cell < cells.Length; cell++)
        {
            var z = cells[cell].Value;
            cells[cell] = new Dual<double>(z, 1);
            slopes[cell] = loss(variant).Derivative;
            cells[cell] = new Dual<double>(z, 0);
        }

        return Dense.Tensor(slopes, @out.Lengths);
    }

    private Tensor<double> ByDifferences(Tensor<double> @out) =>
        Dense.Tensor(Differences.OfFunction(value, @out, DifferenceScheme.Richardson).Values, @out.Lengths);

    private static NotSupportedException NotGiven(string numbers, string argument) => new(
        $"This loss is a function of your own and is not given over {numbers}. Give it as the argument '{argument}' of Loss.Of as well, or check by another method.");

    private static NotSupportedException NotOverDouble<S>() => new(
        $"This loss is a function of your own over double, and the tensors hold {typeof(S).Name}. Convert x, w and b to double.");
}
