using System.Numerics.Tensors;

namespace LinearLayer;

/// <summary>Backward passes that are wrong on purpose, each as somebody would write it.</summary>
/// <remarks>
/// All but four give gradients of the right shapes at any sizes: a shape check finds none of them. Those four fit only where two
/// sizes are equal, and say so. One leaves dx flattened, which is the right shape where x is (N, D) to begin with.
/// </remarks>
public static class WrongBackwards
{
    /// <summary>All of them, those of dw first, then db, then dx.</summary>
    public static IReadOnlyList<WrongBackward> All { get; } =
    [
        new("dw: x reshaped, not transposed",
            "Reshaping x to (D, N) is the same as transposing it.",
            "dw", GradientMistake.RowMajorLost,
            (dout, cache) => Linear.Backward(dout, cache) with
            {
                dw = cache.x.Flatten().ReshapeAs(cache.x.Flatten().Transpose()).MatMul(dout),
            }),

        new("dw: x not transposed",
            "dw is x times dout, because out is x times w.",
            "dw", GradientMistake.NotTransposed,
            (dout, cache) => Linear.Backward(dout, cache) with { dw = cache.x.Flatten().MatMul(dout) },
            FitsOnlyWhere: "N = D"),

        new("dw: transposed",
            "Either order will do: dw is doutᵀ times x, one row for each output.",
            "dw", GradientMistake.Transposed,
            (dout, cache) => Linear.Backward(dout, cache) with { dw = dout.Transpose().MatMul(cache.x.Flatten()) },
            FitsOnlyWhere: "D = M"),

        new("dw: transposed, then reshaped",
            "If the product comes out as (M, D), a reshape makes it (D, M).",
            "dw", GradientMistake.RowMajorLost,
            (dout, cache) => Linear.Backward(dout, cache) with
            {
                dw = dout.Transpose().MatMul(cache.x.Flatten()).ReshapeAs(cache.w),
            }),

        new("dw: features in another order",
            "It does not matter in which order the features are flattened, so column by column is as good.",
            "dw", GradientMistake.RowMajorLost,
            (dout, cache) => Linear.Backward(dout, cache) with
            {
                dw = ColumnMajor(cache.x).Flatten().Transpose().MatMul(dout),
            }),

        new("dw: the mean over the examples",
            "A gradient of a batch is the average over its examples.",
            "dw", GradientMistake.MeanForSum,
            (dout, cache) =>
            {
                var right = Linear.Backward(dout, cache);
                return right with { dw = Tensor.Divide<double>(right.dw, cache.x.Lengths[0]) };
            }),

        new("dw: dout left out",
            "out is x times w, so its derivative with respect to w is x, summed over the examples.",
            "dw", GradientMistake.DoutIgnored,
            (dout, cache) => Linear.Backward(dout, cache) with
            {
                dw = cache.x.Flatten().Transpose().MatMul(Ones(dout.Lengths)),
            }),

        new("dw: out in place of dout",
            "dout is just another name for what comes out of the layer.",
            "dw", GradientMistake.OutForDout,
            (dout, cache) => Linear.Backward(dout, cache) with
            {
                dw = cache.x.Flatten().Transpose().MatMul(Linear.Forward(cache.x, cache.w, cache.b).@out),
            }),

        new("dw: dx in place of x",
            "Once dx is there, it is what the weights are multiplied by on the way back.",
            "dw", GradientMistake.DxForX,
            (dout, cache) =>
            {
                var right = Linear.Backward(dout, cache);
                return right with { dw = right.dx.Flatten().Transpose().MatMul(dout) };
            }),

        new("dw: = in place of +=",
            "In the loop over the examples, dw is set to each example's share.",
            "dw", GradientMistake.SumForgotten,
            (dout, cache) => Linear.Backward(dout, cache) with
            {
                dw = LastRow(cache.x.Flatten()).Transpose().MatMul(LastRow(dout)),
            }),

        new("dw: a product of sums",
            "Sum x and dout over the examples first, then multiply once: that is the same and cheaper.",
            "dw", GradientMistake.ProductOfSums,
            (dout, cache) =>
            {
                var (sumOfX, sumOfDout) = (cache.x.Flatten().SumOverRows(), dout.SumOverRows());
                return Linear.Backward(dout, cache) with
                {
                    dw = AsRow(sumOfX).Transpose().MatMul(AsRow(sumOfDout)),
                };
            }),

        new("dw: the sign of the update",
            "The weights go downhill, so dw carries a minus.",
            "dw", GradientMistake.SignFlipped,
            (dout, cache) =>
            {
                var right = Linear.Backward(dout, cache);
                return right with { dw = Tensor.Negate<double>(right.dw) };
            }),

        new("db: the mean over the examples",
            "b is the same for all examples, so its gradient is their average.",
            "db", GradientMistake.MeanForSum,
            (dout, cache) =>
            {
                var right = Linear.Backward(dout, cache);
                return right with { db = Tensor.Divide<double>(right.db, cache.x.Lengths[0]) };
            }),

        new("db: summed over the outputs",
            "db sums each row of dout.",
            "db", GradientMistake.WrongAxis,
            (dout, cache) => Linear.Backward(dout, cache) with { db = dout.Transpose().SumOverRows() },
            FitsOnlyWhere: "N = M"),

        new("db: summed over both axes",
            "b is added everywhere, so its gradient is the sum of all of dout.",
            "db", GradientMistake.WrongAxis,
            (dout, cache) => Linear.Backward(dout, cache) with
            {
                db = Tensor.Multiply<double>(Ones(cache.b.Lengths), Tensor.Sum<double>(dout)),
            }),

        new("db: a vector of ones",
            "The derivative of p + b with respect to b is 1, so db is a vector of ones.",
            "db", GradientMistake.DoutIgnored,
            (dout, cache) => Linear.Backward(dout, cache) with { db = Ones(cache.b.Lengths) }),

        new("db: N everywhere",
            "The derivative of p + b with respect to b is 1 for each example, and N of them add up to N.",
            "db", GradientMistake.DoutIgnored,
            (dout, cache) => Linear.Backward(dout, cache) with { db = Ones(dout.Lengths).SumOverRows() }),

        new("db: copied, not summed",
            "Addition copies the gradient to both sides, so db is a row of dout.",
            "db", GradientMistake.SumForgotten,
            (dout, cache) => Linear.Backward(dout, cache) with { db = LastRow(dout).ReshapeAs(cache.b) }),

        new("db: 0 where b is 0",
            "A bias of 0 adds nothing to out, so it has no gradient.",
            "db", GradientMistake.ZeroWhereBiasIsZero,
            (dout, cache) =>
            {
                var right = Linear.Backward(dout, cache);
                var db = Tensor.CreateFromShape<double>(cache.b.Lengths);
                for (nint j = 0; j < db.Lengths[0]; j++)
                    db[j] = cache.b[j] == 0 ? 0 : right.db[j];
                return right with { db = db };
            }),

        new("db: b inside the sum",
            "b stands inside the sum over d, so it is added D times.",
            "db", GradientMistake.WrongFactor,
            (dout, cache) =>
            {
                var right = Linear.Backward(dout, cache);
                return right with { db = Tensor.Multiply<double>(right.db, cache.w.Lengths[0]) };
            }),

        new("dx: w reshaped, not transposed",
            "Reshaping w to (M, D) is the same as transposing it.",
            "dx", GradientMistake.RowMajorLost,
            (dout, cache) => Linear.Backward(dout, cache) with
            {
                dx = dout.MatMul(cache.w.ReshapeAs(cache.w.Transpose())).ReshapeAs(cache.x),
            }),

        new("dx: w not transposed",
            "The gradient goes through w as x did.",
            "dx", GradientMistake.NotTransposed,
            (dout, cache) => Linear.Backward(dout, cache) with { dx = dout.MatMul(cache.w).ReshapeAs(cache.x) },
            FitsOnlyWhere: "D = M"),

        new("dx: transposed, then reshaped",
            "If w times doutᵀ comes out as (D, N), a reshape gives it the shape of x.",
            "dx", GradientMistake.RowMajorLost,
            (dout, cache) => Linear.Backward(dout, cache) with
            {
                dx = cache.w.MatMul(dout.Transpose()).ReshapeAs(cache.x),
            }),

        new("dx: left flattened",
            "dx is dout times wᵀ, (N, D), and that is all.",
            "dx", GradientMistake.ReshapeForgotten,
            (dout, cache) => Linear.Backward(dout, cache) with { dx = dout.MatMul(cache.w.Transpose()) }),

        new("dx: the inverse",
            "To go back through a product with w, undo it: multiply by its (pseudo-)inverse.",
            "dx", GradientMistake.InverseForTranspose,
            (dout, cache) => Linear.Backward(dout, cache) with { dx = dout.MatMul(PseudoInverse(cache.w)).ReshapeAs(cache.x) }),

        new("dx: dout left out",
            "out is x times w, so its derivative with respect to x is w, summed over the outputs.",
            "dx", GradientMistake.DoutIgnored,
            (dout, cache) => Linear.Backward(dout, cache) with
            {
                dx = Ones(dout.Lengths).MatMul(cache.w.Transpose()).ReshapeAs(cache.x),
            }),

        new("dx: w after the update",
            "The weights can be updated as soon as dw is known.",
            "dx", GradientMistake.WeightsAfterUpdate,
            (dout, cache) =>
            {
                var right = Linear.Backward(dout, cache);
                var updated = Tensor.Subtract<double>(cache.w, Tensor.Multiply<double>(right.dw, 0.01));
                return right with { dx = dout.MatMul(updated.Transpose()).ReshapeAs(cache.x) };
            }),

        new("all: divided by N again",
            "With a mean loss, the layer divides by N, though dout has been divided already.",
            "dx", GradientMistake.MeanForSum,
            (dout, cache) =>
            {
                var (dx, dw, db) = Linear.Backward(dout, cache);
                double n = cache.x.Lengths[0];
                return new(Tensor.Divide<double>(dx, n), Tensor.Divide<double>(dw, n), Tensor.Divide<double>(db, n));
            }),
    ];

    /// <summary>Which of them does a check catch on a fixture? The check says whether it is passed.</summary>
    /// <param name="fixture">The numbers, which the check uses as well.</param>
    /// <param name="passes">The check: true if the backward pass passes it. A check that throws has caught something.</param>
    public static CatchTable CaughtBy(Fixture fixture, Func<BackwardPass<double>, bool> passes)
    {
        ArgumentNullException.ThrowIfNull(fixture);
        ArgumentNullException.ThrowIfNull(passes);
        return new CatchTable(
            All.Select(wrong => new CatchTable.Row(wrong, wrong.Fits(fixture), Catches(wrong.Backward))).ToList(),
            Catches((dout, cache) => Linear.Backward(dout, cache)));

        bool Catches(BackwardPass<double> backward)
        {
            try
            {
                return !passes(backward);
            }
            catch (Exception)
            {
                return true;
            }
        }
    }

    /// <summary>Which of them does a check catch on a fixture? The check throws where it is not passed, as those of <see cref="Check"/> do.</summary>
    /// <param name="fixture">The numbers, which the check uses as well.</param>
    /// <param name="check">The check.</param>
    public static CatchTable CaughtBy(Fixture fixture, Action<BackwardPass<double>> check)
    {
        ArgumentNullException.ThrowIfNull(check);
        return CaughtBy(fixture, backward =>
        {
            check(backward);
            return true;
        });
    }

    /// <summary>Which of them does <see cref="GradientCheck"/> catch on a fixture, with a central difference of L = Σ dout·out?</summary>
    public static CatchTable CaughtBy(Fixture fixture)
    {
        ArgumentNullException.ThrowIfNull(fixture);
        var expectation = fixture.Expectation();
        return CaughtBy(fixture, backward => expectation.Judge(backward).Passed);
    }

    private static Tensor<double> Ones(ReadOnlySpan<nint> lengths)
    {
        var ones = Tensor.CreateFromShape<double>(lengths);
        ones.Fill(1);
        return ones;
    }

    // (1, columns) <= (columns,)
    private static Tensor<double> AsRow(Tensor<double> vector) => Dense.Tensor(Dense.Cells(vector), 1, vector.Lengths[0]);

    // (1, columns) <= (rows, columns); zeros where there is no row.
    private static Tensor<double> LastRow(Tensor<double> matrix)
    {
        var row = Tensor.CreateFromShape<double>([1, matrix.Lengths[1]]);
        for (nint j = 0; matrix.Lengths[0] > 0 && j < matrix.Lengths[1]; j++)
            row[0, j] = matrix[matrix.Lengths[0] - 1, j];
        return row;
    }

    // (N, d_k, ..., d_1) <= (N, d_1, ..., d_k)
    private static Tensor<double> ColumnMajor(Tensor<double> x) =>
        Tensor.PermuteDimensions(x, [0, .. Enumerable.Range(1, x.Rank - 1).Reverse()]);

    // w⁺ by the iteration v <- v·(2 - w·v) of Ben-Israel and Cohen, which needs nothing but products and any rank will do.
    private static Tensor<double> PseudoInverse(Tensor<double> w)
    {
        var largest = w.Select(double.Abs).DefaultIfEmpty().Max();
        if (largest == 0)
            return w.Transpose().ToDenseTensor();

        // The Frobenius norm is no less than the largest singular value, so the iteration converges.
        var norm = Tensor.Norm<double>(w);
        var v = Tensor.Divide<double>(w.Transpose(), norm * norm);
        for (var step = 0; step < 200; step++)
        {
            var next = Tensor.Subtract<double>(Tensor.Add<double>(v, v), v.MatMul(w).MatMul(v));
            var change = Tensor.Norm<double>(Tensor.Subtract<double>(next, v));
            v = next;
            if (change <= 1e-13 * Tensor.Norm<double>(v))
                break;
        }

        return v;
    }
}
