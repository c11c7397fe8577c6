namespace LinearLayer.Tests;

/// <summary>What the steps are written with: indices, matrices, and numbers that carry their formulas.</summary>
public class NotationTests
{
    [Fact]
    public void Entries_are_filled_row_by_row()
    {
        AssertTensor.Holds(new[] { 0, 10 }, IndexNotation.Entries(2, i => 10 * i));
        AssertTensor.Holds(new[,] { { 0, 1, 2 }, { 10, 11, 12 } }, IndexNotation.Entries(2, 3, (i, j) => 10 * i + j));
        AssertTensor.Holds(new[, ,] { { { 0, 1 } }, { { 100, 101 } } }, IndexNotation.Entries(2, 1, 2, (i, j, k) => 100 * i + 10 * j + k));
        AssertTensor.Holds(new[, , ,] { { { { 0, 1 }, { 10, 11 } } } }, IndexNotation.Entries(1, 1, 2, 2, (i, j, k, l) => 1000 * i + 100 * j + 10 * k + l));
        Assert.Equal(0, IndexNotation.Entries(0, 3, (i, j) => i).FlattenedLength);
    }

    [Fact]
    public void Sums_start_at_0_and_stop_before_the_count()
    {
        Assert.Equal(0 + 1 + 4 + 9, IndexNotation.Sum(4, n => n * n));
        Assert.Equal(0, IndexNotation.Sum(0, n => 1));
        Assert.Equal((1, 0), (IndexNotation.Delta(2, 2), IndexNotation.Delta(2, 3)));
    }

    [Fact]
    public void The_Kronecker_product_puts_the_whole_right_factor_in_the_place_of_every_entry_of_the_left() =>
        AssertTensor.Holds(
            new[,] { { 5, 6, 10, 12, 15, 18 }, { 7, 8, 14, 16, 21, 24 } },
            Tensors.Of(new[,] { { 1, 2, 3 } }).Kronecker(Tensors.Of(new[,] { { 5, 6 }, { 7, 8 } })));

    [Fact]
    public void Identity_ones_and_inner_product_are_those_of_the_books()
    {
        AssertTensor.Holds(new[,] { { 1, 0 }, { 0, 1 } }, MatrixNotation.Identity<int>(2));
        AssertTensor.Holds(new[,] { { 1 }, { 1 } }, MatrixNotation.Ones<int>(2, 1));
        Assert.Equal(1 * 5 + 2 * 6 + 3 * 7 + 4 * 8, MatrixNotation.Inner(Tensors.Of(new[,] { { 1, 2 }, { 3, 4 } }), Tensors.Of(new[,] { { 5, 6 }, { 7, 8 } })));
        Assert.Equal(
            "Inner: a has the shape (2,), b has (3,). An inner product pairs every entry of a with one of b: both have one shape.",
            Assert.Throws<ShapeException>(() => MatrixNotation.Inner(Tensors.Of([1, 2]), Tensors.Of([1, 2, 3]))).Message);
        Assert.StartsWith("Kronecker: b must have rank 2, not rank 1.", Assert.Throws<ShapeException>(() => MatrixNotation.Ones<int>(1, 1).Kronecker(Tensors.Of([1]))).Message);
    }

    [Fact]
    public void A_symbolic_number_is_computed_twice_exactly_and_in_double()
    {
        SymbolicNumber x = new(Polynomial.Variable("x"), 3), y = new(Polynomial.Variable("y"), 0.5);

        var number = -((x + y) * (x - y) - 2 * x) / 4 + new Rational(1, 4);

        var (X, Y) = (Polynomial.Variable("x"), Polynomial.Variable("y"));
        Assert.Equal((2 * X + Y * Y - X * X + 1) / 4, number.Formula);
        Assert.Equal((6 + 0.25 - 9 + 1) / 4, number.Number);
        Assert.Equal("1/4·x", (x / 4).ToString());
        Assert.Throws<InvalidOperationException>(() => x / y);
        Assert.Throws<DivideByZeroException>(() => x / 0);
    }

    [Fact]
    public void A_derivative_is_found_twice_by_algebra_and_by_a_central_difference()
    {
        var t = DerivationPoint.Of(
            Tensors.Of(new double[,] { { 2, 3 } }), Tensors.Of(new double[,] { { 5 }, { 7 } }), Tensors.Of(new double[] { 11 }), Tensors.Of(new double[,] { { 13 } }));
        Polynomial x0 = Polynomial.Variable("x", 0, 0), x1 = Polynomial.Variable("x", 0, 1), G = Polynomial.Variable("G", 0, 0);

        var dw = t.Gradient("w");
        var squares = t.Derivative("x", s => Tensors.Of(new[] { s.x[0, 0] * s.x[0, 0], s.x[0, 0] * s.x[0, 1] }));

        AssertTensor.Holds<Polynomial>(new[,] { { x0 * G }, { x1 * G } }, dw.Formulas());
        AssertTensor.Holds(new double[,] { { 26 }, { 39 } }, dw.Numbers());
        AssertTensor.Holds<Polynomial>(new[, ,] { { { 2 * x0, 0 } }, { { x1, x0 } } }, squares.Formulas());
        AssertTensor.Holds(new double[,,] { { { 4, 0 } }, { { 3, 2 } } }, squares.Numbers());
        AssertTensor.Holds(new double[,] { { 2 * 5 + 3 * 7 + 11 } }, t.Derivative("dout", s => s.L).Numbers());
        Assert.Equal(13 * (2 * 5 + 3 * 7 + 11), t.L.Number);
    }

    [Fact]
    public void A_derivative_by_something_else_is_refused() =>
        Assert.StartsWith(
            "There is no input 'W' to differentiate by. There are x, w, b, G, p, B, z, δx, δw, δb.",
            Assert.Throws<ArgumentException>(() => DerivationPoint.Random(1, 1, 1).Gradient("W")).Message);

    [Fact]
    public void Numbers_that_do_not_fit_make_no_point() =>
        Assert.Throws<ShapeException>(() => DerivationPoint.Of(
            Tensors.Of(new double[,] { { 2, 3 } }), Tensors.Of(new double[,] { { 5 }, { 7 } }), Tensors.Of(new double[] { 11 }), Tensors.Of(new double[,] { { 13, 1 } })));
}
