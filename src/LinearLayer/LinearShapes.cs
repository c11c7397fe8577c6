using System.Numerics.Tensors;

namespace LinearLayer;

/// <summary>Which shapes fit a linear layer, and the errors for those that do not.</summary>
internal static class LinearShapes
{
    private const string BiasIsNotBroadcast =
        "b holds one bias for each column of out. No other rank is broadcast: turned the wrong way, b could fit and be wrong.";

    /// <summary>x (N, d_1, ..., d_k), w (D, M), b (M,) with D = d_1 · ... · d_k.</summary>
    public static void RequireForward<T>(Tensor<T> x, Tensor<T> w, Tensor<T> b, string xText, string wText, string bText)
    {
        if (Fit(x, w, b))
            return;

        const string operation = "Linear.Forward";
        var operands = Inputs(operation, "", x, w, b, xText, wText, bText);
        throw Misfit(operation, operands, FixOfForward(operands[0], operands[1], operands[2]));
    }

    /// <summary>dout (N, M), with N from the cache's x and M from its w.</summary>
    public static void RequireBackward<T>(Tensor<T> dout, LinearCache<T> cache, string doutText, string cacheText)
    {
        if (cache is not null && dout is { Rank: 2 } && Fit(cache.x, cache.w, cache.b) && dout.Lengths[0] == cache.x.Lengths[0] && dout.Lengths[1] == cache.w.Lengths[1])
            return;

        const string operation = "Linear.Backward";
        var gradient = Operand.Of(operation, "dout", doutText, "(N, M)", dout);
        if (cache is null)
            throw new ArgumentNullException(nameof(cache), $"{operation}: cache is null. It must be the cache that Linear.Forward returned.");

        var inputs = Inputs(operation, "cache.", cache.x, cache.w, cache.b, $"{cacheText}.x", $"{cacheText}.w", $"{cacheText}.b");
        var (x, w) = (inputs[0], inputs[1]);
        if (!Fit(x.Shape, w.Shape, inputs[2].Shape))
            throw Misfit(operation, inputs, fix: null);

        Shape outShape = [x.Shape[0], w.Shape[1]];
        var fix = FixOfGradient(gradient, outShape);
        var lesson = $"dout is ∂L/∂out, so it has the shape of out: (N, M) = {outShape}.";
        Operand[] operands = [gradient, x, w];
        if (gradient.Shape.Rank != 2)
            throw ShapeException.OfRank(operation, gradient, "2", operands, lesson, fix);
        if (gradient.Shape[0] != outShape[0])
            throw ShapeException.OfClash(operation, "N", gradient, gradient.Shape[0], x, outShape[0], operands, lesson, fix);
        throw ShapeException.OfClash(operation, "M", gradient, gradient.Shape[1], w, outShape[1], operands, lesson, fix);
    }

    /// <summary>The answer of almost every call, found without allocating anything for an error message.</summary>
    private static bool Fit<T>(Tensor<T>? x, Tensor<T>? w, Tensor<T>? b)
    {
        if (x is not { Rank: >= 2 } || w is not { Rank: 2 } || b is not { Rank: 1 })
            return false;
        nint D = 1;
        foreach (var length in x.Lengths[1..])
            D = checked(D * length);
        return D == w.Lengths[0] && w.Lengths[1] == b.Lengths[0];
    }

    private static bool Fit(Shape x, Shape w, Shape b) =>
        x.Rank >= 2 && w.Rank == 2 && b.Rank == 1 && x.Product(fromAxis: 1) == w[0] && w[1] == b[0];

    private static Operand[] Inputs<T>(string operation, string prefix, Tensor<T> x, Tensor<T> w, Tensor<T> b, string xText, string wText, string bText) =>
    [
        Operand.Of(operation, prefix + "x", xText, AxesOfExamples(x?.Rank), x),
        Operand.Of(operation, prefix + "w", wText, "(D, M)", w),
        Operand.Of(operation, prefix + "b", bText, "(M,)", b),
    ];

    private static string AxesOfExamples(int? rank) => rank switch
    {
        2 => "(N, D)",
        3 => "(N, d_1, d_2)",
        4 => "(N, d_1, d_2, d_3)",
        > 4 => $"(N, d_1, d_2, ..., d_{rank - 1})",
        _ => "(N, d_1, ..., d_k)",
    };

    private static ShapeException Misfit(string operation, Operand[] operands, string? fix)
    {
        var (x, w, b) = (operands[0], operands[1], operands[2]);
        if (x.Shape.Rank < 2)
            return ShapeException.OfRank(operation, x, "2 or more", operands, "The first axis of x counts the examples, the others hold the features of one.", fix);
        if (w.Shape.Rank != 2)
            return ShapeException.OfRank(operation, w, "2", operands, "w has a row for each feature of x and a column for each output.", fix);
        if (b.Shape.Rank != 1)
            return ShapeException.OfRank(operation, b, "1", operands, BiasIsNotBroadcast, fix);

        var (features, rows) = (x.Shape.Product(fromAxis: 1), w.Shape[0]);
        if (features != rows)
            return ShapeException.OfClash(operation, "D", x, features, w, rows, operands, "Each feature of x needs its own row of w.", fix);

        var lesson = b.Shape[0] == x.Shape[0]
            ? $"b holds one bias for each column of w, not one for each of the N = {x.Shape[0]} examples."
            : "b holds one bias for each column of w.";
        return ShapeException.OfClash(operation, "M", w, w.Shape[1], b, b.Shape[0], operands, lesson, fix);
    }

    /// <summary>The one change to one argument, or to their order, that makes the shapes fit; null if there is none or more than one.</summary>
    private static string? FixOfForward(Operand x, Operand w, Operand b)
    {
        var changes = Replacements(x).Select(change => (Text: ShapeException.Use(change), Fits: Fit(change.Shape, w.Shape, b.Shape)))
            .Concat(Replacements(w).Select(change => (Text: ShapeException.Use(change), Fits: Fit(x.Shape, change.Shape, b.Shape))))
            .Concat(Replacements(b).Select(change => (Text: ShapeException.Use(change), Fits: Fit(x.Shape, w.Shape, change.Shape))))
            .Concat(
                from order in new[] { (x: w, w: x, b), (x, w: b, b: w), (x: b, w, b: x), (x: w, w: b, b: x), (x: b, w: x, b: w) }
                select (Text: $"Linear.Forward({order.x.Callable}, {order.w.Callable}, {order.b.Callable})", Fits: Fit(order.x.Shape, order.w.Shape, order.b.Shape)));

        List<string> fixes = [.. from change in changes where change.Fits select change.Text];
        return fixes.Count == 1 ? fixes[0] : null;
    }

    private static string? FixOfGradient(Operand dout, Shape outShape)
    {
        var fix = Replacements(dout).Append(dout.Shape.Rank > 2 ? dout.Flattened : default).FirstOrDefault(change => change.Shape == outShape);
        return fix.Text is null ? null : ShapeException.Use(fix);
    }

    /// <summary>What one call makes of a matrix or a vector: its transpose, a matrix of a vector, a vector of a matrix.</summary>
    private static IEnumerable<(string Text, Shape Shape)> Replacements(Operand operand)
    {
        if (operand.Shape.Rank == 1)
        {
            yield return operand.Unsqueezed(axis: 0);
            if (operand.Shape[0] != 1)
                yield return operand.Unsqueezed(axis: 1);
        }

        if (operand.Shape.Rank == 2)
        {
            yield return operand.Transposed;
            if (operand.Shape[0] == 1)
                yield return operand.Squeezed(axis: 0);
            else if (operand.Shape[1] == 1)
                yield return operand.Squeezed(axis: 1);
        }
    }
}
