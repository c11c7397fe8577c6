using System.Numerics.Tensors;

namespace LinearLayer;

/// <summary>A property of a fixture that can let mistakes through, and how to mend that property alone.</summary>
/// <param name="Property">The property in words.</param>
/// <param name="Why">Why it is a weakness.</param>
/// <param name="Applies">Whether a fixture has it.</param>
/// <param name="Repair">The same fixture without it.</param>
internal sealed record FixtureRule(Func<Fixture, string> Property, string Why, Func<Fixture, bool> Applies, Func<Fixture, Fixture> Repair)
{
    public static IReadOnlyList<FixtureRule> Sizes { get; } =
    [
        new(f => $"N = {f.N}",
            "With one example or none there is no sum over examples: a mean, a row and a sum are the same.",
            f => f.N <= 1,
            f => WithExamples(f, Other(f.D, f.M, atLeast: 4))),
        new(f => $"D = {f.D}",
            "With one feature or none there is no order of the features, and a reshape is a transpose.",
            f => f.D <= 1,
            f => f with { x = Drawn([f.N, 2, 3]), w = Drawn([6, f.M]) }),
        new(f => $"M = {f.M}",
            "With one output or none there is no sum over outputs, and a reshape of w is a transpose.",
            f => f.M <= 1,
            f => WithOutputs(f, Other(f.N, f.D, atLeast: 5))),
        new(f => $"N = D = M = {f.N}",
            "x, w and dout are all square, so each of the 36 products of two of them, transposed or not, has the shape of every gradient.",
            f => f.N == f.D && f.D == f.M,
            f => WithOutputs(WithExamples(f, f.D + 1), f.D + 2)),
        new(f => $"N = D = {f.N}",
            "x is square, so x fits where xᵀ belongs.",
            f => f.N == f.D && f.D != f.M,
            f => WithExamples(f, Other(f.D, f.M, f.N + 1))),
        new(f => $"D = M = {f.D}",
            "w is square, so w fits where wᵀ belongs, and the transpose of dw fits where dw belongs.",
            f => f.D == f.M && f.D != f.N,
            f => WithOutputs(f, Other(f.N, f.D, f.M + 1))),
        new(f => $"N = M = {f.N}",
            "dout is square, so a sum over its rows has as many entries as one over its columns.",
            f => f.N == f.M && f.M != f.D,
            f => WithExamples(f, Other(f.D, f.M, f.N + 1))),
        new(f => $"x has the shape {f.x.Shape}, with {(f.x.Rank == 2 ? "one feature axis" : "one feature axis longer than 1")}",
            "Where there is only one way to lay out the features, a forgotten reshape or another order of them changes nothing.",
            f => f.D > 1 && f.x.Shape.Skip(1).Count(size => size > 1) < 2,
            f => f with { x = Dense.Tensor(Dense.Cells(f.x), f.N, LeastFactor(f.D), f.D / LeastFactor(f.D)) }),
    ];

    public static IReadOnlyList<FixtureRule> Values { get; } =
    [
        new(f => $"every cell of dout is {NumberText.Of(f.dout.First())}",
            "A dout of equal cells looks the same however it is turned, and one of ones as if it had been left out.",
            f => f.dout.FlattenedLength > 1 && f.dout.All(cell => cell == f.dout.First()),
            f => f with { dout = Redrawn(f.dout) }),
        new(_ => "x, flattened, is symmetric",
            "x is its own transpose.",
            f => f.N == f.D && f.N > 1 && IsSymmetric(Dense.Cells(f.x), f.N),
            f => f with { x = Redrawn(f.x) }),
        new(_ => "w is symmetric",
            "w is its own transpose.",
            f => f.D == f.M && f.D > 1 && IsSymmetric(Dense.Cells(f.w), f.D),
            f => f with { w = Redrawn(f.w) }),
        new(_ => "w·wᵀ·w = w",
            "The transpose of w is its inverse or pseudo-inverse, as it is for a w with orthonormal rows or columns.",
            f => f.w.FlattenedLength > 0 && IsItsOwnInverse(f),
            f => f with { w = Redrawn(f.w) }),
        new(_ => "no b is 0",
            "Whether the gradient is wrongly 0 where b is 0 does not show.",
            f => f.M > 0 && f.b.All(cell => cell != 0),
            f =>
            {
                var b = Dense.Cells(f.b);
                b[0] = 0;
                return f with { b = Dense.Tensor(b, f.M) };
            }),
    ];

    /// <summary>Random integers in the same shape.</summary>
    public static Tensor<double> Redrawn(Tensor<double> tensor) => Drawn(tensor.Shape);

    // Seeded by the size, so that two tensors of a fixture do not get the same numbers.
    private static Tensor<double> Drawn(Shape shape) =>
        Fixture.Integers(new Random(shape.Aggregate(20, (seed, size) => 31 * seed + (int)size)), shape);

    private static Fixture WithExamples(Fixture f, int n)
    {
        Shape shape = [n, .. f.x.Shape.Skip(1)];
        var (x, dout) = (Dense.Cells(Drawn(shape)), Dense.Cells(Drawn([n, f.M])));
        Dense.Cells(f.x).CopyTo(x, 0);
        Dense.Cells(f.dout).CopyTo(dout, 0);
        return f with { x = Dense.Tensor(x, shape.AsSpan()), dout = Dense.Tensor(dout, n, f.M) };
    }

    private static Fixture WithOutputs(Fixture f, int m)
    {
        return f with { w = Widened(f.w, f.D), b = Widened(f.b, 1).ReshapeAs(Drawn([m])), dout = Widened(f.dout, f.N) };

        Tensor<double> Widened(Tensor<double> narrow, int rows)
        {
            var (cells, wide) = (Dense.Cells(narrow), Dense.Cells(Drawn([rows, m])));
            for (var row = 0; row < rows; row++)
                cells.AsSpan(row * f.M, f.M).CopyTo(wide.AsSpan(row * m));
            return Dense.Tensor(wide, rows, m);
        }
    }

    private static int Other(int a, int b, int atLeast)
    {
        while (atLeast == a || atLeast == b)
            atLeast++;
        return atLeast;
    }

    private static int LeastFactor(int number) => Enumerable.Range(2, int.Max(1, number - 1)).First(factor => number % factor == 0);

    private static bool IsSymmetric(double[] cells, int size)
    {
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (cells[i * size + j] != cells[j * size + i])
                    return false;
            }
        }

        return true;
    }

    private static bool IsItsOwnInverse(Fixture f)
    {
        var (w, back) = (Dense.Cells(f.w), Dense.Cells(f.w.MatMul(f.w.Transpose()).MatMul(f.w)));
        return w.Zip(back).All(pair => double.Abs(pair.First - pair.Second) <= 1e-9 * double.Max(1, double.Abs(pair.First)));
    }
}
