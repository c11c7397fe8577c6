namespace LinearLayer;

/// <summary>Finds the mistake that explains a wrong gradient: the first of a list whose numbers are the gradient's own.</summary>
/// <remarks>Each mistake is written as the sum over indices that it amounts to, not as the code that makes it.</remarks>
/// <param name="layer">The layer.</param>
/// <param name="dout">∂L/∂out, (N, M).</param>
/// <param name="xShape">The shape of x, (N, d_1, ..., d_k).</param>
/// <param name="right">The numeric gradients, row-major: dx, dw and db.</param>
/// <param name="tolerance">How far two numbers may differ and still count as the same, relative.</param>
internal sealed class MistakeFinder(Layer<double> layer, double[] dout, Shape xShape, (double[] Dx, double[] Dw, double[] Db) right, double tolerance)
{
    private readonly int N = layer.N, D = layer.D, M = layer.M;

    /// <summary>What a wrong shape tells; null for a right one.</summary>
    public Diagnosis? OfShape(string gradient, Shape? actual, Shape expected) => (gradient, actual) switch
    {
        (_, null) => new(GradientMistake.Missing, gradient, $"{gradient} was not computed."),
        (_, { } shape) when shape == expected => null,
        ("dx", { } shape) when shape == [N, D] => new(GradientMistake.ReshapeForgotten, gradient,
            $"dx is still flattened, (N, D) = {shape}. Reshape it back to x's own shape {expected}: the layer below gave x in that shape and needs dx in it."),
        ("dw", { } shape) when shape == [M, D] => new(GradientMistake.Transposed, gradient,
            $"dw is laid out as (M, D) = {shape}, and w is (D, M) = {expected}. The gradient of w has the shape of w: dw = xᵀ·dout."),
        ("db", { } shape) when shape == [N, M] => new(GradientMistake.SumForgotten, gradient,
            $"db has a row for each example, {shape}. b was broadcast to all N = {N} rows, so its gradient is the sum over them: db[j] = Σ_n dout[n,j]."),
        ("db", { } shape) when shape == [N] => new(GradientMistake.WrongAxis, gradient,
            $"db has one entry for each of the N = {N} examples, so the sum runs over the outputs. It must run over the examples, the first axis of dout: db[j] = Σ_n dout[n,j]."),
        (_, { } shape) => new(GradientMistake.WrongShape, gradient,
            $"{gradient} has the shape {shape}. A gradient has the shape of what it is the gradient of: {expected}."),
    };

    /// <summary>What the cells of a gradient of the right shape tell; null if none of the known mistakes makes them.</summary>
    public Diagnosis? OfCells(string gradient, double[] actual)
    {
        var truth = gradient switch { "dx" => right.Dx, "dw" => right.Dw, _ => right.Db };
        if (!actual.All(double.IsFinite))
        {
            var count = actual.Count(cell => !double.IsFinite(cell));
            return new(GradientMistake.NotFinite, gradient, $"{count} of {actual.Length} cells of {gradient} {(count == 1 ? "is" : "are")} NaN or infinite, though x, w, b and dout are finite.");
        }

        if (Same(actual, truth))
            return null; // too small an error to tell anything from
        if (actual.All(cell => cell == 0))
            return new(GradientMistake.AllZero, gradient, $"Every cell of {gradient} is 0: it was never written to.");
        var factor = OfFactor(gradient, actual, truth);
        if (factor is { IsNamed: true })
            return factor.Value.Diagnosis;

        var mistakes = gradient switch { "dx" => OfDx(actual), "dw" => OfDw(), _ => OfDb() };
        foreach (var (mistake, text, prediction) in mistakes)
        {
            if (prediction() is { } predicted && Same(actual, predicted) && !Same(predicted, truth))
                return new(mistake, gradient, text);
        }

        // A factor that is no size of the layer explains less than a mistake whose numbers happen to be proportional.
        if (factor is not null)
            return factor.Value.Diagnosis;
        return SamePermuted(actual, truth)
            ? new(GradientMistake.RowMajorLost, gradient, $"{gradient} has the right numbers in the wrong places: somewhere cells were not laid out row-major, or a reshape took the place of a transpose.")
            : null;
    }

    /// <summary>The sum that makes a cell of a gradient, with its numbers.</summary>
    public GradientSum SumOf(string gradient, int cell)
    {
        var (n, i, j) = gradient == "dx" ? (cell / D, cell % D, 0) : gradient == "dw" ? (0, cell / M, cell % M) : (0, 0, cell);
        var feature = string.Join(",", CellJudge.IndexOf(i, Shape.Of(xShape.AsSpan()[1..])));
        return gradient switch
        {
            "dx" => new($"dx[{n},{feature}] = Σ_m dout[{n},m]·w[{i},m]", Terms(M, m => [G(n, m), W(i, m)])),
            "dw" => new($"dw[{i},{j}] = Σ_n x[n,{feature}]·dout[n,{j}]", Terms(N, k => [X(k, i), G(k, j)])),
            _ => new($"db[{j}] = Σ_n dout[n,{j}]", Terms(N, k => [G(k, j)])),
        };

        static double[][] Terms(int count, Func<int, double[]> factors) => Enumerable.Range(0, count).Select(factors).ToArray();
    }

    private IEnumerable<(GradientMistake, string, Func<double[]?>)> OfDw()
    {
        yield return (GradientMistake.NotTransposed,
            $"dw is x·dout: x is not transposed. That fits only because N = D = {N}. dw sums over the examples, the first index of x and of dout: dw = xᵀ·dout.",
            () => N == D ? Table(D, M, (i, j) => Sum(N, k => X(i, k) * G(k, j))) : null);
        yield return (GradientMistake.Transposed,
            $"dw is doutᵀ·x, the transpose of the gradient. That fits only because D = M = {D}. dw[i,j] belongs to w[i,j]: dw = xᵀ·dout.",
            () => D == M ? Table(D, M, (i, j) => right.Dw[j * M + i]) : null);
        yield return (GradientMistake.RowMajorLost,
            $"dw is what comes of reshaping x to (D, N) = ({D}, {N}). A reshape keeps the row-major order of the cells and cuts it into other rows; a transpose makes rows of the columns: dw = xᵀ·dout.",
            () => Table(D, M, (i, j) => Sum(N, n => layer.X[i * N + n] * G(n, j))));
        yield return (GradientMistake.RowMajorLost,
            $"dw is doutᵀ·x, of shape (M, D) = ({M}, {D}), reshaped to (D, M). A reshape does not transpose: dw = xᵀ·dout.",
            () => Table(D, M, (i, j) => right.Dw[(i * M + j) % D * M + (i * M + j) / D]));
        foreach (var order in OtherFeatureOrders())
        {
            yield return (GradientMistake.RowMajorLost,
                "The rows of dw belong to other features: x was not flattened row-major, the last index changing fastest, as Forward does it.",
                () => Table(D, M, (i, j) => right.Dw[order[i] * M + j]));
        }

        yield return (GradientMistake.DoutIgnored,
            "dw is the sum of x over the examples in every column: dout does not enter. ∂out[n,j]/∂w[i,j] is x[n,i], and the chain rule multiplies it by dout[n,j]: dw[i,j] = Σ_n x[n,i]·dout[n,j].",
            () => Table(D, M, (i, _) => Sum(N, n => X(n, i))));
        yield return (GradientMistake.OutForDout,
            "dw is xᵀ·out: the output itself stands where its gradient dout belongs.",
            () => Table(D, M, (i, j) => Sum(N, n => X(n, i) * Out(n, j))));
        yield return (GradientMistake.DxForX,
            "dw is dxᵀ·dout: dx stands where x belongs. The weights were multiplied by x, so their gradient is: dw = xᵀ·dout.",
            () => Table(D, M, (i, j) => Sum(N, n => right.Dx[n * D + i] * G(n, j))));
        foreach (var n in Ends(N))
        {
            yield return (GradientMistake.SumForgotten,
                $"dw is that of example {n} alone: each example's share was assigned (=), not added (+=). All N = {N} examples use the same w, so their shares add up.",
                () => Table(D, M, (i, j) => X(n, i) * G(n, j)));
        }

        yield return (GradientMistake.ProductOfSums,
            "dw is (Σ_n x)·(Σ_n dout): x and dout were summed over the examples before they were multiplied. The products are summed: dw[i,j] = Σ_n x[n,i]·dout[n,j].",
            () => Table(D, M, (i, j) => Sum(N, n => X(n, i)) * Sum(N, n => G(n, j))));
    }

    private IEnumerable<(GradientMistake, string, Func<double[]?>)> OfDb()
    {
        yield return (GradientMistake.WrongAxis,
            $"db sums each row of dout, over the outputs. That fits only because N = M = {N}. b[j] was added to every row, so its gradient sums column j: db[j] = Σ_n dout[n,j].",
            () => N == M ? Table(1, M, (_, j) => Sum(M, m => G(j, m))) : null);
        yield return (GradientMistake.WrongAxis,
            "Every cell of db is the sum of all of dout, over both axes. Only the examples are summed over: db[j] = Σ_n dout[n,j].",
            () => Table(1, M, (_, _) => dout.Sum()));
        foreach (var count in new[] { 1, N })
        {
            yield return (GradientMistake.DoutIgnored,
                $"db is {count} everywhere: dout does not enter. ∂out[n,j]/∂b[j] is 1, and the chain rule multiplies it by dout[n,j]: the ones vector has length N, and db = 1ᵀ·dout.",
                () => Table(1, M, (_, _) => count));
        }

        yield return (GradientMistake.ZeroWhereBiasIsZero,
            "db is 0 where b is 0. b enters out by addition, so its value does not enter its gradient: db[j] = Σ_n dout[n,j] at any b.",
            () => Table(1, M, (_, j) => layer.B[j] == 0 ? 0 : right.Db[j]));
        yield return (GradientMistake.ZeroWhereBiasIsZero,
            "db is multiplied by b. b enters out by addition, so its value does not enter its gradient: db[j] = Σ_n dout[n,j].",
            () => Table(1, M, (_, j) => layer.B[j] * right.Db[j]));
        yield return (GradientMistake.OutForDout,
            "db sums out: the output itself stands where its gradient dout belongs.",
            () => Table(1, M, (_, j) => Sum(N, n => Out(n, j))));
        foreach (var n in Ends(N))
        {
            yield return (GradientMistake.SumForgotten,
                $"db is row {n} of dout: the share of one example. b was broadcast to all N = {N} rows, so its gradient is the sum over them: db[j] = Σ_n dout[n,j].",
                () => Table(1, M, (_, j) => G(n, j)));
        }
    }

    private IEnumerable<(GradientMistake, string, Func<double[]?>)> OfDx(double[] actual)
    {
        yield return (GradientMistake.NotTransposed,
            $"dx is dout·w: w is not transposed. That fits only because D = M = {D}. dx sums over the outputs, the second index of dout and of w: dx = dout·wᵀ.",
            () => D == M ? Table(N, D, (n, i) => Sum(M, m => G(n, m) * W(m, i))) : null);
        yield return (GradientMistake.RowMajorLost,
            $"dx is what comes of reshaping w to (M, D) = ({M}, {D}). A reshape keeps the row-major order of the cells and cuts it into other rows; a transpose makes rows of the columns: dx = dout·wᵀ.",
            () => Table(N, D, (n, i) => Sum(M, m => G(n, m) * layer.W[m * D + i])));
        yield return (GradientMistake.RowMajorLost,
            $"dx is w·doutᵀ, of shape (D, N) = ({D}, {N}), reshaped to x's shape. A reshape does not transpose: dx = dout·wᵀ.",
            () => Table(N, D, (n, i) => right.Dx[(n * D + i) % N * D + (n * D + i) / N]));
        foreach (var order in OtherFeatureOrders())
        {
            yield return (GradientMistake.RowMajorLost,
                "Each row of dx has its features in another order: it was not reshaped row-major, the last index changing fastest, as x was flattened.",
                () => Table(N, D, (n, i) => right.Dx[n * D + order[i]]));
        }

        yield return (GradientMistake.DoutIgnored,
            "Every row of dx is the sum of the columns of w: dout does not enter. ∂out[n,m]/∂x[n,i] is w[i,m], and the chain rule multiplies it by dout[n,m]: dx[n,i] = Σ_m dout[n,m]·w[i,m].",
            () => Table(N, D, (_, i) => Sum(M, m => W(i, m))));
        yield return (GradientMistake.OutForDout,
            "dx is out·wᵀ: the output itself stands where its gradient dout belongs.",
            () => Table(N, D, (n, i) => Sum(M, m => Out(n, m) * W(i, m))));
        foreach (var m in Ends(M))
        {
            yield return (GradientMistake.SumForgotten,
                $"dx has the share of output {m} alone. Every x[n,i] goes into all M = {M} outputs, so their shares add up: dx[n,i] = Σ_m dout[n,m]·w[i,m].",
                () => Table(N, D, (n, i) => G(n, m) * W(i, m)));
        }

        // Whatever the rank of w, the pseudo-inverse w⁺ is the one with w⁺·w·wᵀ = wᵀ and rows in the column space of w.
        if (Same(Table(N, D, (n, i) => Sum(M, m => Sum(D, k => actual[n * D + k] * W(k, m)) * W(i, m))), right.Dx))
        {
            yield return (GradientMistake.InverseForTranspose,
                "dx·w gives back dout: w was undone by its inverse. A gradient is not carried back by undoing the product but by its transpose: dx = dout·wᵀ.",
                () => actual);
        }

        // w - c·dw in place of w moves dx by -c·dout·dwᵀ, for a learning rate c that only the numbers tell.
        var move = Table(N, D, (n, i) => Sum(M, m => G(n, m) * right.Dw[i * M + m]));
        var rate = Proportion(Table(N, D, (n, i) => right.Dx[n * D + i] - actual[n * D + i]), move);
        if (rate != 0 && move.Count(cell => cell != 0) > 1)
        {
            yield return (GradientMistake.WeightsAfterUpdate,
                $"dx is dout·(w - {NumberText.Of(rate)}·dw)ᵀ: the weights were updated before dx was computed. The cache holds w itself, not a copy, so update w only after the backward pass.",
                () => Table(N, D, (n, i) => right.Dx[n * D + i] - rate * move[n * D + i]));
        }
    }

    private (Diagnosis Diagnosis, bool IsNamed)? OfFactor(string gradient, double[] actual, double[] truth)
    {
        var factor = Proportion(actual, truth);
        if (factor == 0 || !Same(actual, Array.ConvertAll(truth, cell => factor * cell)))
            return null;
        if (Near(factor, -1))
            return (new(GradientMistake.SignFlipped, gradient, $"{gradient} is the right one with every sign turned. A gradient points uphill; only the update subtracts it."), true);

        (double Value, string Name)[] sizes =
            [(1.0 / N, "1/N"), (N, "N"), (1.0 / M, "1/M"), (M, "M"), (1.0 / D, "1/D"), (D, "D"), (1.0 / N / M, "1/(N·M)"), (1.0 / N / D, "1/(N·D)")];
        var names = sizes.Where(size => Near(factor, size.Value)).Select(size => size.Name).ToList();
        if (names.Count == 0 && truth.Count(cell => cell != 0) < 2)
            return null; // every number is a multiple of one number
        var text = $"Every cell of {gradient} is {NumberText.Of(factor)} times the right one{(names.Count > 0 ? $", {NumberText.Of(factor)} = {string.Join(" = ", names)}" : "")}.";
        if (Near(factor, 1.0 / N) || gradient == "dx" && Near(factor, 1.0 / M))
            return (new(GradientMistake.MeanForSum, gradient, $"{text} A gradient is a sum, not a mean: the 1/N of a mean loss is in dout already."), true);
        if (gradient == "db" && Near(factor, D))
            text += " b is added once, after the sum over d, not in each of its D terms.";
        return (new(GradientMistake.WrongFactor, gradient, text), names.Count > 0);
    }

    /// <summary>The features of x in the order that a column-major layout gives them, and back again; none where it makes no difference.</summary>
    private List<int[]> OtherFeatureOrders()
    {
        var sizes = xShape.Skip(1).Select(size => (int)size).ToArray();
        if (sizes.Count(size => size > 1) < 2)
            return [];
        var (forth, back) = (new int[D], new int[D]);
        for (var i = 0; i < D; i++)
        {
            var (rest, position, stride) = (i, 0, D);
            for (var axis = sizes.Length - 1; axis >= 0; axis--)
            {
                stride /= sizes[axis];
                (rest, var index) = int.DivRem(rest, sizes[axis]);
                position += index * stride;
            }

            (forth[i], back[position]) = (position, i);
        }

        return [forth, back];
    }

    private static IEnumerable<int> Ends(int count) => count < 2 ? [] : [count - 1, 0];

    private static double[] Table(int rows, int columns, Func<int, int, double> cell)
    {
        var cells = new double[rows * columns];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
                cells[row * columns + column] = cell(row, column);
        }

        return cells;
    }

    private static double Sum(int count, Func<int, double> term)
    {
        var sum = 0.0;
        for (var i = 0; i < count; i++)
            sum += term(i);
        return sum;
    }

    private double X(int n, int i) => layer.X[n * D + i];

    private double W(int i, int j) => layer.W[i * M + j];

    private double G(int n, int j) => dout[n * M + j];

    private double Out(int n, int j) => layer.Out[n * M + j];

    /// <summary>The factor c with a = c·b by least squares; 0 where b is 0.</summary>
    private static double Proportion(double[] a, double[] b)
    {
        var squares = b.Sum(cell => cell * cell);
        return squares == 0 ? 0 : a.Zip(b, (p, q) => p * q).Sum() / squares;
    }

    private bool Near(double a, double b) => double.Abs(a - b) <= 8 * tolerance * double.Abs(b);

    private bool Same(double[] a, double[] b)
    {
        var floor = tolerance * b.Aggregate(0.0, (largest, cell) => double.Max(largest, double.Abs(cell)));
        for (var cell = 0; cell < a.Length; cell++)
        {
            if (!(double.Abs(a[cell] - b[cell]) <= floor))
                return false;
        }

        return true;
    }

    private bool SamePermuted(double[] a, double[] b) => Same([.. a.Order()], [.. b.Order()]);
}
