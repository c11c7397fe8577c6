using System.Numerics;
using System.Numerics.Tensors;

namespace LinearLayer;

/// <summary>What the gradients of one layer must be, found once by differences; any number of backward passes can be judged by it.</summary>
internal sealed class GradientExpectation<T> where T : INumberBase<T>
{
    // Below this share of a cell's own terms a mistake is sure to be seen; a check that is coarser has not looked.
    private const double CoarsestError = 1e-3;

    private readonly GradientMethod _method;
    private readonly Loss _loss;
    private readonly LinearCache<T> _cache;
    private readonly Tensor<T> _dout;
    private readonly Layer<double> _layer;
    private readonly double[] _doutCells;
    private readonly LayerMagnitudes _magnitudes;
    private readonly Expected _dx, _dw, _db;

    /// <summary>What one gradient must be: the derivatives, how far off a right one may be, and Σ|terms| of each cell.</summary>
    /// <param name="Values">The derivatives.</param>
    /// <param name="Allowed">The errors that are explained by rounding and truncation.</param>
    /// <param name="Scale">Σ|terms|.</param>
    /// <param name="Fractions">The derivatives without any rounding, where T is <see cref="Rational"/>.</param>
    private sealed record Expected(double[] Values, double[] Allowed, double[] Scale, Rational[]? Fractions = null);

    public GradientExpectation(Tensor<T> x, Tensor<T> w, Tensor<T> b, Loss loss, GradientMethod? method)
    {
        var (@out, cache) = Linear.Forward(x, w, b);
        RequireShape(loss, @out);
        RequireFinite("x", x);
        RequireFinite("w", w);
        RequireFinite("b", b);

        _loss = loss;
        _cache = cache;
        _dout = loss.Gradient(@out);
        if (_dout.Shape != @out.Shape)
            throw new ShapeException($"Gradient check: the gradient of the loss has the shape {_dout.Shape}. It must have that of out, (N, M) = {@out.Shape}.");
        RequireFinite("dout", _dout);
        _doutCells = Layer<double>.CellsAs(_dout);
        _layer = Layer<double>.Of(x, w, b);
        _magnitudes = LayerMagnitudes.Of(_layer, _doutCells, loss);
        _method = method ?? (typeof(T) == typeof(Rational) ? GradientMethod.Exact : GradientMethod.CentralDifference());
        (_dx, _dw, _db) = typeof(T) == typeof(Rational) ? OfFractions(x, w, b) : OfNumbers(x, w, b);
    }

    /// <summary>Runs a backward pass, <see cref="Linear.Backward"/> if none is given, and compares what it gives.</summary>
    public GradientReport Judge(BackwardPass<T>? backward)
    {
        var (dx, dw, db) = (backward is null ? Linear.Backward(_dout, _cache) : backward(_dout, _cache)) ?? new LinearGradients<T>(null!, null!, null!);
        var finder = new MistakeFinder(_layer, _doutCells, _cache.x.Shape, (_dx.Values, _dw.Values, _db.Values), double.Max(1e-7, 64 * Precision.UnitRoundoffOf<T>()));
        return new GradientReport(_method, _loss.Formula,
        [
            Compare("dx", _cache.x.Shape, dx, _dx, finder),
            Compare("dw", _cache.w.Shape, dw, _dw, finder),
            Compare("db", _cache.b.Shape, db, _db, finder),
        ]);
    }

    private (Expected, Expected, Expected) OfFractions(Tensor<T> x, Tensor<T> w, Tensor<T> b)
    {
        if (_method.Kind is not GradientMethodKind.Exact)
            throw new NotSupportedException($"Gradient check: {_method} runs over double, and the tensors hold Rational. Leave the method out: fractions are checked exactly.");
        RequireNoTruncation();
        var (dx, dw, db) = Differences.OfLayer(Layer<Rational>.Of(x, w, b), _loss, DifferenceScheme.Exact, LayerSteps.Same(_layer, 1));
        return (Of(dx, _magnitudes.Scale.Dx), Of(dw, _magnitudes.Scale.Dw), Of(db, _magnitudes.Scale.Db));

        static Expected Of(Derivatives<Rational> found, double[] scale) =>
            new(Array.ConvertAll(found.Values, value => (double)value), found.Truncation, scale, found.Values);
    }

    private (Expected, Expected, Expected) OfNumbers(Tensor<T> x, Tensor<T> w, Tensor<T> b)
    {
        switch (_method.Kind)
        {
            case GradientMethodKind.Exact:
                RequireNoTruncation();
                RequireNoRounding();
                return Of(_layer, DifferenceScheme.Central, LayerSteps.Same(_layer, 1), exact: true);
            case GradientMethodKind.ComplexStep:
                return Of(Layer<Complex>.Of(x, w, b), DifferenceScheme.ComplexStep, LayerSteps.Same(_layer, 1));
            case GradientMethodKind.DualNumbers:
                return Of(Layer<Dual<double>>.Of(x, w, b), DifferenceScheme.DualNumbers, LayerSteps.Same(_layer, 1));
            case GradientMethodKind.Richardson:
                return Of(_layer, DifferenceScheme.Richardson, LayerSteps.Moving(_layer, LayerSteps.RichardsonMove));
            default:
                var isCurved = _loss.Degree is not (1 or 2);
                var steps = _method.Step is { } step ? LayerSteps.Same(_layer, step)
                    : isCurved ? LayerSteps.Moving(_layer, LayerSteps.CurveMove * double.Cbrt(LayerMagnitudes.OfOut(_layer).Aggregate(1.0, double.Max)))
                    : LayerSteps.WithoutTruncation(_layer, _magnitudes, isLinear: _loss.Degree == 1);
                return Of(_layer, isCurved ? DifferenceScheme.CentralOfCurve : DifferenceScheme.Central, steps);
        }
    }

    private (Expected, Expected, Expected) Of<S>(Layer<S> layer, DifferenceScheme<S, double> scheme, LayerSteps steps, bool exact = false)
        where S : INumberBase<S>
    {
        var (dx, dw, db) = Differences.OfLayer(layer, _loss, scheme, steps);
        var allowed = RoundingBound.OfLayer(_layer, _magnitudes, steps, scheme.Amplification, Precision.UnitRoundoffOf<T>());
        return (
            Of(dx, allowed.Dx, _magnitudes.Scale.Dx),
            Of(dw, allowed.Dw, _magnitudes.Scale.Dw),
            Of(db, allowed.Db, _magnitudes.Scale.Db));

        Expected Of(Derivatives<double> found, double[] rounding, double[] scale)
        {
            if (exact)
                return new Expected(found.Values, found.Truncation, scale); // nothing is allowed
            TensorPrimitives.Add(rounding, found.Truncation, rounding);
            return new Expected(found.Values, rounding, scale);
        }
    }

    private static GradientComparison Compare(string name, Shape shape, Tensor<T>? analytic, Expected expected, MistakeFinder finder)
    {
        var numeric = Dense.Tensor(expected.Values, shape.AsSpan());
        var allowed = Dense.Tensor(expected.Allowed, shape.AsSpan());
        var scale = Dense.Tensor(expected.Scale, shape.AsSpan());
        var actualShape = analytic?.Shape;
        if (actualShape != shape)
            return new(name, shape, actualShape, null, numeric, null, allowed, scale, 0, 0, null, finder.OfShape(name, actualShape, shape));

        var actual = Layer<double>.CellsAs(analytic!);
        var errors = expected.Fractions is { } fractions
            ? fractions.Zip(Layer<Rational>.CellsAs(analytic!), ErrorOf).ToArray()
            : expected.Values.Zip(actual, (right, given) => double.Abs(given - right)).ToArray();
        var (wrong, undecided, worst) = CellJudge.Count(errors, expected.Allowed, expected.Values, expected.Scale, CoarsestError);
        var cell = worst < 0 ? null : new GradientCell(
            name, CellJudge.IndexOf(worst, shape), actual[worst], expected.Values[worst], errors[worst], expected.Allowed[worst], finder.SumOf(name, worst));
        return new(
            name, shape, actualShape, Dense.Tensor(actual, shape.AsSpan()), numeric, Dense.Tensor(errors, shape.AsSpan()), allowed, scale,
            wrong, undecided, cell, wrong > 0 ? finder.OfCells(name, actual) : null);
    }

    // Not 0 unless the fractions are equal, even where the difference is too small for a double.
    private static double ErrorOf(Rational right, Rational given) =>
        right == given ? 0 : double.Max(double.Epsilon, (double)Rational.Abs(given - right));

    private void RequireNoTruncation()
    {
        if (_loss.Degree is not (1 or 2))
            throw new NotSupportedException($"Gradient check: a difference is exact only for a loss that is linear or quadratic in out, and L = {_loss.Formula} is not. Use Loss.Linear(dout), Loss.Quadratic(target), or GradientMethod.DualNumbers.");
    }

    private void RequireNoRounding()
    {
        if (ExactArithmetic.WhatIsRounded(_layer, _doutCells, _loss, step: 1, Precision.DigitsOf<T>() ?? int.MaxValue) is { } what)
            throw new NotSupportedException($"Gradient check: an exact check needs numbers whose sums are not rounded; here {what}. Use small integers, Tensor<Rational>, or another method.");
    }

    private static void RequireShape(Loss loss, Tensor<T> @out)
    {
        if (loss.Shape is { } shape && shape != @out.Shape)
            throw new ShapeException($"Gradient check: {(loss.Degree == 1 ? "dout" : "target")} has the shape {shape}. It must have that of out, (N, M) = {@out.Shape}.");
    }

    private static void RequireFinite(string name, Tensor<T> tensor)
    {
        var position = Array.FindIndex(Dense.Cells(tensor), cell => !T.IsFinite(cell));
        if (position >= 0)
            throw new ArgumentException($"Gradient check: {name}[{string.Join(",", CellJudge.IndexOf(position, tensor.Shape))}] is NaN or infinite. No difference tells a derivative there.", name);
    }
}
