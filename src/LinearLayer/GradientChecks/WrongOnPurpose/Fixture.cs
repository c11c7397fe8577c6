using System.Numerics.Tensors;

namespace LinearLayer;

/// <summary>The numbers that a backward pass is tried on.</summary>
/// <param name="x">The examples, (N, d_1, ..., d_k).</param>
/// <param name="w">The weights, (D, M).</param>
/// <param name="b">The biases, (M,).</param>
/// <param name="dout">∂L/∂out, (N, M).</param>
public sealed record Fixture(Tensor<double> x, Tensor<double> w, Tensor<double> b, Tensor<double> dout)
{
    // Found by trying one seed after another until FixtureLinter had nothing to say, which a test repeats.
    private const int DefaultSeed = 2;

    /// <summary>
    /// x (4, 2, 3), w (6, 5), b (5,), dout (4, 5), small integers: every wrong backward pass of <see cref="WrongBackwards"/> shows
    /// on it, and <see cref="FixtureLinter"/> has nothing to say against it.
    /// </summary>
    public static Fixture Default => Random([4, 2, 3], 5, DefaultSeed);

    /// <summary>A fixture of random integers from -9 to 9 without 0, but for one 0 in b where M is at least 2.</summary>
    /// <param name="x">The shape of x, (N, d_1, ..., d_k).</param>
    /// <param name="m">M, the number of outputs.</param>
    /// <param name="seed">The seed: the same one gives the same numbers on every machine.</param>
    /// <exception cref="ArgumentException">The shape of x has fewer than two axes.</exception>
    public static Fixture Random(Shape x, int m, int seed)
    {
        if (x.Rank < 2)
            throw new ArgumentException($"Fixture.Random: x has the shape {x}. It must be (N, d_1, ..., d_k) with k >= 1.", nameof(x));
        var random = new Random(seed);
        nint n = x[0], d = x.Product(fromAxis: 1);
        var b = Integers(random, [m]);
        if (m > 1)
            b[random.Next(m)] = 0;
        return new Fixture(Integers(random, x), Integers(random, [d, m]), b, Integers(random, [n, m]));
    }

    /// <summary>Random integers from -9 to 9 without 0.</summary>
    internal static Tensor<double> Integers(Random random, Shape shape)
    {
        var cells = new double[shape.Product(fromAxis: 0)];
        for (var cell = 0; cell < cells.Length; cell++)
            cells[cell] = random.Next(1, 10) * (random.Next(2) == 0 ? 1 : -1);
        return Dense.Tensor(cells, shape.AsSpan());
    }

    /// <summary>What the gradients must be, for judging several backward passes.</summary>
    internal GradientExpectation<double> Expectation() => new(x, w, b, Loss.Linear(dout), method: null);

    internal int N => (int)x.Lengths[0];

    internal int D => (int)w.Lengths[0];

    internal int M => (int)w.Lengths[1];

    /// <summary>The shapes of the four tensors.</summary>
    public override string ToString() => $"x {x.Shape}, w {w.Shape}, b {b.Shape}, dout {dout.Shape}";
}
