using System.Numerics;
using CsCheck;

namespace LinearLayer.Tests.Scalars;

public class PolynomialTests
{
    private static readonly Variable[] Unknowns = [new("x"), new("y"), new("w", 0, 1), new("w", 1, 0)];

    private static readonly Gen<Polynomial> Monomials =
        Gen.Select(Gen.Int[-4, 4], Gen.Int[1, 3], Gen.Int[0, 2].Array[Unknowns.Length], (n, d, powers) =>
            Unknowns.Zip(powers).Aggregate((Polynomial)new Rational(n, d), (p, f) => p * Polynomial.Pow(f.First, f.Second)));

    /// <summary>Up to five terms in four variables, each variable at most to the power 2.</summary>
    internal static readonly Gen<Polynomial> Polynomials =
        Monomials.Array[0, 5].Select(terms => terms.Aggregate(Polynomial.Zero, (p, q) => p + q));

    internal static readonly Gen<Dictionary<Variable, Rational>> Points =
        RationalTests.Rationals.Array[Unknowns.Length].Select(values => Unknowns.Zip(values).ToDictionary());

    private static readonly Polynomial x = Polynomial.Variable("x"), y = Polynomial.Variable("y");

    [Fact]
    public void Polynomials_are_a_commutative_ring() =>
        Gen.Select(Polynomials, Polynomials, Polynomials).Sample((a, b, c) =>
        {
            Assert.Equal(a + b, b + a);
            Assert.Equal(a * b, b * a);
            Assert.Equal(a + b + c, a + (b + c));
            Assert.Equal(a * b * c, a * (b * c));
            Assert.Equal(a * (b + c), a * b + a * c);
            Assert.Equal(a, a + Polynomial.Zero);
            Assert.Equal(a, a * Polynomial.One);
            Assert.Equal(Polynomial.Zero, a * Polynomial.Zero);
            Assert.Equal(a, +a);
            Assert.Equal(a, - -a);
        });

    [Fact]
    public void One_polynomial_has_one_form_however_it_was_reached() =>
        Gen.Select(Polynomials, Polynomials).Sample((a, b) =>
        {
            Polynomial[] same = [a, a + b - b, b + a - b, (2 * a + a * 4) / 6, a * (b + 1) - a * b, a - b * 0];
            Assert.All(same, p =>
            {
                Assert.True(p == a && p.Equals(a) && p.Equals((object)a) && !(p != a));
                Assert.Equal(a.GetHashCode(), p.GetHashCode());
                Assert.Equal(a.ToString(), p.ToString());
            });
            Assert.Equal(default, a - a);
            Assert.Empty((a - a).Terms);
        });

    [Fact]
    public void Different_terms_make_different_polynomials() =>
        Gen.Select(Polynomials, Polynomials).Where((a, b) => !a.Terms.SequenceEqual(b.Terms)).Sample((a, b) =>
        {
            Assert.True(a != b);
            Assert.NotEqual(Polynomial.Zero, a - b);
            Assert.NotEqual(a.ToString(), b.ToString());
        });

    [Fact]
    public void Terms_are_in_order_each_product_once_and_none_is_zero() =>
        Gen.Select(Polynomials, Polynomials).Sample((a, b) =>
            Assert.All([a, a + b, a * b, a - b, a.Differentiate(x), a * a, a.Substitute(new Variable("x"), b)], p =>
            {
                Assert.All(p.Terms, term => Assert.NotEqual(0, term.Coefficient));
                Assert.All(p.Terms.Zip(p.Terms.Skip(1)), pair => Assert.True(pair.First.Monomial.CompareTo(pair.Second.Monomial) < 0));
                Assert.All(p.Terms.SelectMany(term => term.Monomial.Factors), factor => Assert.True(factor.Power > 0));
                Assert.All(p.Terms, term => Assert.All(term.Monomial.Factors.Zip(term.Monomial.Factors.Skip(1)),
                    pair => Assert.True(pair.First.Variable.CompareTo(pair.Second.Variable) < 0)));
            }));

    [Fact]
    public void The_value_of_a_sum_difference_or_product_is_that_of_the_values() =>
        Gen.Select(Polynomials, Polynomials, Points).Sample((a, b, at) =>
        {
            var (u, v) = (a.Evaluate(at), b.Evaluate(at));
            Assert.Equal(u + v, (a + b).Evaluate(at));
            Assert.Equal(u - v, (a - b).Evaluate(at));
            Assert.Equal(u * v, (a * b).Evaluate(at));
            Assert.Equal(u / 3, (a / 3).Evaluate(at));
            Assert.Equal(u * u * u, Polynomial.Pow(a, 3).Evaluate(at));
        });

    [Fact]
    public void The_square_of_a_sum_is_the_one_that_everybody_knows()
    {
        Assert.Equal(x * x + 2 * x * y + y * y, Polynomial.Pow(x + y, 2));
        Assert.Equal(x * x - y * y, (x + y) * (x - y));
        Assert.NotEqual(x * x + y * y, Polynomial.Pow(x + y, 2));
    }

    [Fact]
    public void The_twentieth_power_of_a_sum_has_the_binomial_coefficients()
    {
        var power = Polynomial.Pow(x + y, 20);
        Assert.Equal(21, power.Terms.Length);
        Assert.Equal(184756, power.Terms[10].Coefficient); // 20! / (10!)^2
        Assert.Equal(15504, power.Terms[5].Coefficient);   // 20! / (5! 15!)
        Assert.Equal(Rational.Pow(2, 20), power.Evaluate(_ => 1));
    }

    [Fact]
    public void Default_is_zero_and_the_power_zero_is_one()
    {
        Polynomial zero = default;
        Assert.Equal(Polynomial.Zero, zero);
        Assert.Equal(0, zero);
        Assert.Equal(x, zero + x);
        Assert.Equal(0, zero * x);
        Assert.Equal(zero.GetHashCode(), (x - x).GetHashCode());
        Assert.Equal(1, Polynomial.Pow(x, 0));
        Assert.Equal(1, Polynomial.Pow(zero, 0));
    }

    [Fact]
    public void A_negative_power_and_a_division_by_zero_are_refused()
    {
        Assert.StartsWith("A polynomial to the power -1 is no polynomial. The exponent is 0 or more.",
            Assert.Throws<ArgumentOutOfRangeException>(() => Polynomial.Pow(x, -1)).Message);
        Assert.Equal("A polynomial divided by 0 has no value. Check that the divisor is not 0 before you divide.",
            Assert.Throws<DivideByZeroException>(() => x / 0).Message);
    }

    [Fact]
    public void Numbers_and_variables_convert_and_only_what_is_one_converts_back()
    {
        Polynomial half = new Rational(1, 2), three = 3, v = new Variable("v", 4);
        Assert.Equal(new Rational(1, 2), (Rational)half);
        Assert.Equal(3, (Rational)three);
        Assert.Equal(0, (Rational)(x - x));
        Assert.Equal(new Variable("v", 4), (Variable)v);
        Assert.Equal("A polynomial in the variable x is not a number. Give its variables values with Evaluate.",
            Assert.Throws<InvalidCastException>(() => (Rational)(x + 1)).Message);
        Assert.All([x + 1, 2 * x, x * x, x * y, 1, 0], p => Assert.Throws<InvalidCastException>(() => (Variable)p));
        Assert.Equal("The polynomial 2·x is not a single variable, such as Polynomial.Variable(\"x\") or an entry of Polynomial.Variables(\"w\", 2, 3).",
            Assert.Throws<InvalidCastException>(() => (Variable)(2 * x)).Message);
    }

    [Fact]
    public void A_tensor_of_variables_names_each_entry_by_its_place_from_zero()
    {
        var w = Polynomial.Variables("w", 2, 3, 2);
        Assert.Equal([2, 3, 2], w.Lengths.ToArray());
        for (nint i = 0; i < 2; i++)
            for (nint j = 0; j < 3; j++)
                for (nint k = 0; k < 2; k++)
                    Assert.Equal($"w[{i},{j},{k}]", w[i, j, k].ToString());
        Assert.Equal(["b[0]", "b[1]"], Polynomial.Variables("b", 2).Select(p => p.ToString()));
        Assert.Equal([0, 4], Polynomial.Variables("x", 0, 4).Lengths.ToArray());
    }

    [Fact]
    public void A_tensor_of_variables_needs_a_shape_without_negative_lengths()
    {
        Assert.StartsWith("A tensor of variables needs a shape, as in Polynomial.Variables(\"x\", 2, 3). A variable on its own is Polynomial.Variable(\"x\").",
            Assert.Throws<ArgumentException>(() => Polynomial.Variables("x")).Message);
        Assert.StartsWith("The tensor x has a negative length, -3. Lengths are 0 or more.",
            Assert.Throws<ArgumentOutOfRangeException>(() => Polynomial.Variables("x", 2, -3)).Message);
    }

    [Fact]
    public void Generic_code_of_others_adds_and_multiplies_polynomials()
    {
        var (p, q) = (Polynomial.Variables("p", 3), Polynomial.Variables("q", 3));
        var expected = p[0] * q[0] + p[1] * q[1] + p[2] * q[2];
        Assert.Equal(expected, Tensor.Sum<Polynomial>(Tensor.Multiply<Polynomial>(p, q)));
        Assert.Equal(expected, TensorPrimitives.Dot<Polynomial>(p.ToArray(), q.ToArray()));
        Assert.Equal(expected, p.Zip(q, (a, b) => a * b).Aggregate((a, b) => a + b));
        Assert.Equal(Tensor.Create<Polynomial>([p[0] + q[0], p[1] + q[1], p[2] + q[2]]).ToArray(), Tensor.Add<Polynomial>(p, q).ToArray());
        Assert.Equal(6 * x, Product<Polynomial>(2, 3, x));

        static T Product<T>(params T[] values) where T : IMultiplyOperators<T, T, T>, IMultiplicativeIdentity<T, T> =>
            values.Aggregate(T.MultiplicativeIdentity, (a, b) => a * b);
    }

    [Fact]
    public void A_power_beyond_int_is_refused_and_not_wrapped() =>
        Assert.Throws<OverflowException>(() => Polynomial.Pow(x, int.MaxValue) * x);
}
