using System.Buffers;
using System.Numerics;
using CsCheck;

namespace LinearLayer.Tests.Scalars;

public class PolynomialCalculusTests
{
    private static readonly Variable X = new("x"), Y = new("y");
    private static readonly Polynomial x = X, y = Y;

    // By hand, with the power rule.
    public static TheoryData<Polynomial, Polynomial, Polynomial> Derivatives => new()
    {
        // p, ∂p/∂x, ∂p/∂y
        { 7, 0, 0 },
        { x, 1, 0 },
        { 3 * x * x, 6 * x, 0 },
        { x * y, y, x },
        { x * x * x * y / 3 - 2 * y * y + 5, x * x * y, x * x * x / 3 - 4 * y },
        { Polynomial.Pow(x + y, 3), 3 * Polynomial.Pow(x + y, 2), 3 * Polynomial.Pow(x + y, 2) },
        { Polynomial.Pow(x * y - 1, 2), 2 * y * (x * y - 1), 2 * x * (x * y - 1) },
    };

    [Theory]
    [MemberData(nameof(Derivatives))]
    public void Derivatives_are_those_worked_by_hand(Polynomial p, Polynomial byX, Polynomial byY)
    {
        Assert.Equal(byX, p.Differentiate(X));
        Assert.Equal(byY, p.Differentiate(y));
    }

    [Fact]
    public void The_derivative_obeys_the_sum_rule_and_the_product_rule() =>
        Gen.Select(PolynomialTests.Polynomials, PolynomialTests.Polynomials).Sample((p, q) =>
        {
            Assert.Equal(p.Differentiate(X) + q.Differentiate(X), (p + q).Differentiate(X));
            Assert.Equal(p.Differentiate(X) * q + p * q.Differentiate(X), (p * q).Differentiate(X));
        });

    [Fact]
    public void The_derivative_is_the_slope_that_exact_differences_find() =>
        Gen.Select(PolynomialTests.Polynomials, PolynomialTests.Points, RationalTests.Rationals.Where(h => h != 0)).Sample((p, at, h) =>
        {
            // The five-point difference has no truncation error up to degree 4, and fractions have no rounding error.
            Rational F(Rational step) => p.Evaluate(v => v == X ? at[v] + step : at[v]);
            var slope = (8 * (F(h) - F(-h)) - (F(2 * h) - F(-2 * h))) / (12 * h);
            Assert.Equal(slope, p.Differentiate(X).Evaluate(at));
        });

    [Fact]
    public void The_order_of_two_derivatives_does_not_matter() =>
        PolynomialTests.Polynomials.Sample(p =>
            Assert.Equal(p.Differentiate(X).Differentiate(Y), p.Differentiate(Y).Differentiate(X)));

    [Fact]
    public void A_derivative_by_anything_but_a_variable_is_refused() =>
        Assert.StartsWith("A derivative is taken with respect to a single variable, such as w[0,0], and this is x + y.",
            Assert.Throws<ArgumentException>(() => x.Differentiate(x + y)).Message);

    [Fact]
    public void A_gradient_has_the_shape_of_the_variables_that_it_is_taken_by()
    {
        var w = Polynomial.Variables("w", 2, 3);
        var gradient = (w[0, 0] * w[0, 0] + 5 * w[1, 2] * w[0, 1] + x).Gradient(w);
        Assert.Equal([2, 3], gradient.Lengths.ToArray());
        Assert.Equal([2 * w[0, 0], 5 * w[1, 2], 0, 0, 0, 5 * w[0, 1]], gradient.ToArray());
    }

    [Fact]
    public void A_gradient_by_a_slice_of_the_variables_has_the_shape_of_the_slice()
    {
        var w = Polynomial.Variables("w", 3, 3);
        var gradient = (w[1, 1] * w[2, 2]).Gradient(w.Slice(new NRange(1, 3), new NRange(1, 3)));
        Assert.Equal([2, 2], gradient.Lengths.ToArray());
        Assert.Equal([w[2, 2], 0, 0, w[1, 1]], gradient.ToArray());
    }

    [Fact]
    public void The_value_at_a_point_is_the_one_worked_by_hand()
    {
        var p = 2 * x * x * y - y / 3 + 1;
        // x = 3, y = 1/2: 2·9·1/2 - 1/6 + 1 = 59/6
        var exact = new Dictionary<Variable, Rational> { [X] = 3, [Y] = new(1, 2) };
        Assert.Equal(new Rational(59, 6), p.Evaluate(exact));
        Assert.Equal(new Rational(59, 6), p.Evaluate(v => exact[v]));
        // x = 0.5, y = 3: 2·0.25·3 - 1 + 1 = 1.5
        var rounded = new Dictionary<Variable, double> { [X] = 0.5, [Y] = 3 };
        Assert.Equal(1.5, p.Evaluate(rounded), 1e-15);
        Assert.Equal(1.5, p.Evaluate(v => rounded[v]), 1e-15);
        Assert.Equal(0, Polynomial.Zero.Evaluate(exact));
    }

    [Fact]
    public void A_function_that_returns_integers_gives_an_exact_value()
    {
        Rational value = (x * x / 3).Evaluate(_ => 2);
        Assert.Equal(new Rational(4, 3), value);
    }

    [Fact]
    public void A_polynomial_has_a_value_in_other_number_systems_too()
    {
        // (1 + i)^2 / 2 = i
        Assert.Equal(Complex.ImaginaryOne, (x * x / 2).Evaluate(_ => new Complex(1, 1), c => (double)c));
        var w = Polynomial.Variables("w", 2, 2);
        double[,] numbers = { { 1, 2 }, { 3, 4 } };
        Assert.Equal(-2.0, (w[0, 0] * w[1, 1] - w[0, 1] * w[1, 0]).Evaluate(v => numbers[v.Indices[0], v.Indices[1]]));
    }

    [Fact]
    public void A_variable_without_a_value_is_named_in_the_error()
    {
        var w = Polynomial.Variables("w", 1, 2);
        Assert.Equal("The variable w[0,1] has no value. Values were given to variables of the name x, w.",
            Assert.Throws<KeyNotFoundException>(() => (w[0, 0] + w[0, 1])
                .Evaluate(new Dictionary<Variable, Rational> { [new("w", 0, 0)] = 1, [X] = 1 })).Message);
        Assert.Equal("The variable x has no value. No variable has one.",
            Assert.Throws<KeyNotFoundException>(() => x.Evaluate(new Dictionary<Variable, double>())).Message);
    }

    [Fact]
    public void Substitution_multiplies_out()
    {
        Assert.Equal(x * x + 2 * x + 1 + y, (y * y + Polynomial.Variable("z")).Substitute(v => v.Name == "y" ? x + 1 : y));
        Assert.Equal(4 * y * y, (x * x).Substitute(X, 2 * y));
        Assert.Equal(x, x.Substitute(Y, 5));
    }

    [Fact]
    public void Substitution_replaces_all_variables_at_once() =>
        Assert.Equal(y * y * x, (x * x * y).Substitute(new Dictionary<Variable, Polynomial> { [X] = y, [Y] = x }));

    [Fact]
    public void The_value_after_a_substitution_is_the_value_at_the_values() =>
        Gen.Select(PolynomialTests.Polynomials, PolynomialTests.Polynomials, PolynomialTests.Points).Sample((p, q, at) =>
            Assert.Equal(p.Evaluate(v => v == X ? q.Evaluate(at) : at[v]), p.Substitute(X, q).Evaluate(at)));
}
