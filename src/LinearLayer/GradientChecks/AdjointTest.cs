using System.Numerics;
using System.Numerics.Tensors;

namespace LinearLayer;

/// <summary>The adjoint test: ⟨dout, dz⟩ = ⟨dx, δx⟩ + ⟨dw, δw⟩ + ⟨db, δb⟩ for a change δ of all inputs at once.</summary>
/// <remarks>
/// dz is how out changes along δ. Since out is a polynomial of degree two along δ, dz = (out(+δ) - out(-δ)) / 2 without any
/// truncation error: two forward passes check all cells at once, in integers with <c>==</c>. A test along one random δ can only miss a
/// mistake that happens to be orthogonal to it; it does not say which cell is wrong, and <see cref="GradientCheck"/> does.
/// </remarks>
/// <param name="Left">⟨dout, dz⟩, from the forward pass.</param>
/// <param name="OfX">⟨dx, δx⟩.</param>
/// <param name="OfW">⟨dw, δw⟩.</param>
/// <param name="OfB">⟨db, δb⟩.</param>
/// <param name="AbsoluteError">|left - right|.</param>
/// <param name="Allowed">The largest error that rounding explains; 0 where no sum is rounded.</param>
public sealed record AdjointTest(double Left, double OfX, double OfW, double OfB, double AbsoluteError, double Allowed)
{
    /// <summary>⟨dx, δx⟩ + ⟨dw, δw⟩ + ⟨db, δb⟩, from the backward pass.</summary>
    public double Right => OfX + OfW + OfB;

    /// <summary>Whether both sides agree.</summary>
    public bool Passed => AbsoluteError <= Allowed;

    /// <summary>Runs the test along small random integers δ.</summary>
    /// <param name="x">The examples, (N, d_1, ..., d_k).</param>
    /// <param name="w">The weights, (D, M).</param>
    /// <param name="b">The biases, (M,).</param>
    /// <param name="dout">∂L/∂out, (N, M).</param>
    /// <param name="backward">The backward pass to test; <see cref="Linear.Backward"/> if none is given.</param>
    /// <param name="seed">The seed of δ.</param>
    /// <exception cref="ShapeException">The shapes do not fit each other, or a gradient has not the shape of what it is the gradient of.</exception>
    public static AdjointTest Run<T>(
        Tensor<T> x, Tensor<T> w, Tensor<T> b, Tensor<T> dout, BackwardPass<T>? backward = null, int seed = 1)
        where T : INumberBase<T>
    {
        var (@out, cache) = Linear.Forward(x, w, b);
        LinearShapes.RequireBackward(dout, cache, nameof(dout), nameof(cache));
        var (cellsX, cellsW, cellsB, cellsG) = (Dense.Cells(x), Dense.Cells(w), Dense.Cells(b), Dense.Cells(dout));
        var random = new Random(seed);
        var (moveX, moveW, moveB) = (Move(cellsX), Move(cellsW), Move(cellsB));
        var (ahead, behind) = (Moved(T.One), Moved(-T.One));

        var (dx, dw, db) = backward is null ? Linear.Backward(dout, cache) : backward(dout, cache);
        var (ofX, ofW, ofB) = (Product("dx", dx, x.Shape, moveX), Product("dw", dw, w.Shape, moveW), Product("db", db, b.Shape, moveB));
        var twiceLeft = Dot(cellsG, ahead.Zip(behind, (a, c) => a - c).ToArray());
        var twiceRight = ofX + ofX + (ofW + ofW) + (ofB + ofB);
        return new AdjointTest(
            double.CreateChecked(twiceLeft) / 2, double.CreateChecked(ofX), double.CreateChecked(ofW), double.CreateChecked(ofB),
            twiceLeft == twiceRight ? 0 : double.CreateChecked(T.Abs(twiceLeft - twiceRight)) / 2,
            Allowed());

        T[] Move(T[] cells) => Array.ConvertAll(cells, _ => T.CreateChecked(random.Next(1, 6)) * (random.Next(2) == 0 ? T.One : -T.One));

        T[] Moved(T sign) => Dense.Cells(Linear.Forward(
            Dense.Tensor(cellsX.Zip(moveX, (cell, move) => cell + sign * move).ToArray(), x.Lengths),
            Dense.Tensor(cellsW.Zip(moveW, (cell, move) => cell + sign * move).ToArray(), w.Lengths),
            Dense.Tensor(cellsB.Zip(moveB, (cell, move) => cell + sign * move).ToArray(), b.Lengths)).@out);

        // The terms of both sides, all taken positive, bound every sum in either: integers up to there are not rounded at all.
        double Allowed()
        {
            if (Precision.DigitsOf<T>() is not { } digits)
                return 0;
            var sizes = new Layer<double>(
                checked((int)@out.Lengths[0]), checked((int)w.Lengths[0]), checked((int)w.Lengths[1]),
                Sizes(cellsX, moveX), Sizes(cellsW, moveW), Sizes(cellsB, moveB), []);
            var terms = TensorPrimitives.Dot<double>(
                Array.ConvertAll(cellsG, cell => double.Abs(double.CreateChecked(cell))), LayerMagnitudes.OfOut(sizes));
            T[][] all = [cellsX, cellsW, cellsB, cellsG];
            if (all.All(cells => Array.TrueForAll(cells, T.IsInteger)) && 8 * terms <= double.ScaleB(1, digits))
                return 0;
            return 4 * (sizes.D + sizes.N * sizes.M + sizes.N * sizes.D + sizes.D * sizes.M + 8) * double.ScaleB(1, -digits) * terms;
        }

        static double[] Sizes(T[] cells, T[] moves) =>
            cells.Zip(moves, (cell, move) => double.Abs(double.CreateChecked(cell)) + double.Abs(double.CreateChecked(move))).ToArray();
    }

    /// <summary>Turns a test that was not passed into an error, and so into a failing cell.</summary>
    /// <returns>The test itself.</returns>
    /// <exception cref="CheckFailedException">The two sides differ.</exception>
    public AdjointTest ThrowIfWrong() => Passed ? this : throw new CheckFailedException($"Adjoint test failed: {this}");

    /// <summary>Both sides with their numbers, in one line.</summary>
    public override string ToString() =>
        $"⟨dout, dz⟩ = {NumberText.Of(Left)} {(Passed ? AbsoluteError == 0 ? "=" : "≈" : "≠")} {NumberText.Of(Right)} = ⟨dx, δx⟩ + ⟨dw, δw⟩ + ⟨db, δb⟩ = ({NumberText.Of(OfX)}) + ({NumberText.Of(OfW)}) + ({NumberText.Of(OfB)})";

    private static T Product<T>(string name, Tensor<T>? gradient, Shape shape, T[] move) where T : INumberBase<T>
    {
        if (gradient is null)
            throw new ShapeException($"Adjoint test: {name} is null. It must have the shape {shape}.");
        if (gradient.Shape != shape)
            throw new ShapeException($"Adjoint test: {name} has the shape {gradient.Shape}. A gradient has the shape of what it is the gradient of: {shape}.");
        return Dot(Dense.Cells(gradient), move);
    }

    private static T Dot<T>(T[] a, T[] b) where T : INumberBase<T> => a.Zip(b, (p, q) => p * q).Aggregate(T.Zero, (sum, term) => sum + term);
}
