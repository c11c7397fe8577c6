using System.Numerics;
using CsCheck;

namespace LinearLayer.Tests.Scalars;

public class RationalTests
{
    // Small numbers, so that equal values, common factors and zeros come up, and some of many digits.
    private static readonly Gen<BigInteger> Integers = Gen.Frequency(
        (4, Gen.Int[-12, 12].Select(i => (BigInteger)i)),
        (1, Gen.Long.Select(Gen.Long, (high, low) => (BigInteger)high * low)));

    private static readonly Gen<(BigInteger N, BigInteger D)> Pairs = Gen.Select(Integers, Integers.Where(i => !i.IsZero));

    internal static readonly Gen<Rational> Rationals = Pairs.Select(p => new Rational(p.N, p.D));

    [Fact]
    public void Default_is_zero_over_one()
    {
        Rational zero = default;
        Assert.Equal(Rational.Zero, zero);
        Assert.Equal(BigInteger.Zero, zero.Numerator);
        Assert.Equal(BigInteger.One, zero.Denominator);
        Assert.Equal((Rational)7, zero + 7);
        Assert.Equal("0", zero.ToString());
    }

    [Theory]
    [InlineData(6, 8, 3, 4)]
    [InlineData(6, -8, -3, 4)]
    [InlineData(-6, -8, 3, 4)]
    [InlineData(0, -5, 0, 1)]
    [InlineData(21, 7, 3, 1)]
    public void A_fraction_is_in_lowest_terms_with_a_positive_denominator(int n, int d, int numerator, int denominator)
    {
        var fraction = new Rational(n, d);
        Assert.Equal(numerator, fraction.Numerator);
        Assert.Equal(denominator, fraction.Denominator);
    }

    [Fact]
    public void Every_result_is_in_lowest_terms_with_a_positive_denominator() =>
        Gen.Select(Rationals, Rationals, Gen.Int[-3, 4]).Sample((a, b, k) =>
        {
            Rational[] results = [a + b, a - b, a * b, -a, b == 0 ? a : a / b, b == 0 ? b : a % b, a == 0 ? a : Rational.Pow(a, k)];
            Assert.All(results, r =>
            {
                Assert.True(r.Denominator.Sign > 0);
                Assert.Equal(BigInteger.One, BigInteger.GreatestCommonDivisor(r.Numerator, r.Denominator));
            });
        });

    [Fact]
    public void Arithmetic_agrees_with_cross_multiplication_of_integers() =>
        Gen.Select(Pairs, Pairs).Sample((p, q) =>
        {
            var (a, b) = (new Rational(p.N, p.D), new Rational(q.N, q.D));
            IsFraction(a + b, p.N * q.D + q.N * p.D, p.D * q.D);
            IsFraction(a - b, p.N * q.D - q.N * p.D, p.D * q.D);
            IsFraction(a * b, p.N * q.N, p.D * q.D);
            if (!q.N.IsZero)
                IsFraction(a / b, p.N * q.D, p.D * q.N);
            Assert.Equal(p.N * q.D == q.N * p.D, a == b);
            var sign = (p.N * q.D - q.N * p.D).Sign * (p.D * q.D).Sign;
            Assert.Equal(sign, a.CompareTo(b));
            Assert.Equal((sign < 0, sign <= 0, sign > 0, sign >= 0), (a < b, a <= b, a > b, a >= b));

            static void IsFraction(Rational actual, BigInteger n, BigInteger d) =>
                Assert.Equal(actual.Numerator * d, n * actual.Denominator);
        });

    [Fact]
    public void The_rationals_are_a_field() =>
        Gen.Select(Rationals, Rationals, Rationals).Sample((a, b, c) =>
        {
            Assert.Equal(a + b, b + a);
            Assert.Equal(a * b, b * a);
            Assert.Equal(a + b + c, a + (b + c));
            Assert.Equal(a * b * c, a * (b * c));
            Assert.Equal(a * (b + c), a * b + a * c);
            Assert.Equal(a, a + Rational.Zero);
            Assert.Equal(a, a * Rational.One);
            Assert.Equal(Rational.Zero, a - a);
            Assert.Equal(a, +a);
            Assert.Equal(a, - -a);
            if (b != 0)
                Assert.Equal(a, a / b * b);
        });

    [Fact]
    public void Equal_numbers_have_equal_hash_codes() =>
        Gen.Select(Pairs, Integers.Where(i => !i.IsZero)).Sample((p, k) =>
        {
            var (a, b) = (new Rational(p.N, p.D), new Rational(p.N * k, p.D * k));
            Assert.True(a == b && a.Equals(b) && a.Equals((object)b) && !(a != b));
            Assert.Equal(a.GetHashCode(), b.GetHashCode());
        });

    [Theory]
    [InlineData("7/2", "1", "1/2")]
    [InlineData("-7/2", "1", "-1/2")]
    [InlineData("7/2", "-1", "1/2")]
    [InlineData("5/6", "1/4", "1/12")]
    [InlineData("6", "4", "2")]
    public void The_remainder_has_the_sign_of_the_dividend(string a, string b, string remainder) =>
        Assert.Equal(Rational.Parse(remainder), Rational.Parse(a) % Rational.Parse(b));

    [Theory]
    [InlineData("2/3", 3, "8/27")]
    [InlineData("-2/3", 3, "-8/27")]
    [InlineData("-2/3", -3, "-27/8")]
    [InlineData("5", 0, "1")]
    [InlineData("0", 0, "1")]
    [InlineData("0", 4, "0")]
    public void A_power_is_repeated_multiplication_and_a_negative_one_the_reciprocal(string value, int exponent, string power) =>
        Assert.Equal(Rational.Parse(power), Rational.Pow(Rational.Parse(value), exponent));

    [Fact]
    public void Division_by_zero_says_what_was_divided_and_what_to_check()
    {
        var threeQuarters = new Rational(3, 4);
        const string message = "3/4 / 0 has no value. Check that the divisor is not 0 before you divide.";
        Assert.Equal(message, Assert.Throws<DivideByZeroException>(() => threeQuarters / 0).Message);
        Assert.Equal(message, Assert.Throws<DivideByZeroException>(() => threeQuarters % 0).Message);
        Assert.Equal("1 / 0 has no value. Check that the divisor is not 0 before you divide.",
            Assert.Throws<DivideByZeroException>(() => Rational.Pow(0, -1)).Message);
        Assert.Equal("-5/0 is not a number: a fraction needs a denominator other than 0.",
            Assert.Throws<DivideByZeroException>(() => new Rational(-5, 0)).Message);
    }

    [Fact]
    public void Signs_sizes_and_kinds_of_number_are_told_apart()
    {
        var half = new Rational(1, 2);
        Assert.Equal((1, 0, -1), (Rational.Sign(half), Rational.Sign(0), Rational.Sign(-half)));
        Assert.Equal(half, Rational.Abs(-half));
        Assert.Equal((half, -half), (Rational.Max(half, -half), Rational.Min(half, -half)));
        Assert.Equal((half, -half), (Rational.MaxMagnitude(-half, half), Rational.MinMagnitude(half, -half)));
        Assert.Equal(((Rational)(-3), half), (Rational.MaxMagnitude(-3, half), Rational.MinMagnitude(-3, half)));
        Assert.True(Rational.IsEvenInteger(-4) && Rational.IsOddInteger(-3));
        Assert.False(Rational.IsInteger(half) || Rational.IsEvenInteger(half) || Rational.IsOddInteger(half));
        Assert.True(Rational.IsPositive(0) && Rational.IsZero(0) && !Rational.IsNegative(0));
        Assert.Equal((Rational)(-1), Rational.Truncate(new Rational(-7, 4)));
        var count = half;
        count++;
        Assert.Equal(new Rational(3, 2), count--);
        Assert.Equal(half, count);
    }

    [Fact]
    public void Sorting_puts_fractions_in_order_of_size()
    {
        Rational[] sorted = [new(-7, 2), -3, new(-1, 3), 0, new(1, 1000), new(1, 3), new(2, 3), 1, BigInteger.Pow(10, 30)];
        Rational[] shuffled = [.. sorted.Reverse()];
        Array.Sort(shuffled);
        Assert.Equal(sorted, shuffled);
        Assert.Equal(1, ((IComparable)Rational.Zero).CompareTo(null));
        Assert.Throws<ArgumentException>(() => ((IComparable)Rational.Zero).CompareTo("0"));
    }

    [Fact]
    public void The_harmonic_sum_is_exact_in_every_way_of_adding()
    {
        // 1 + 1/2 + ... + 1/10 = 7381/2520, in every table of harmonic numbers.
        Rational[] parts = [.. Enumerable.Range(1, 10).Select(k => new Rational(1, k))];
        var expected = new Rational(7381, 2520);
        Assert.Equal(expected, parts.Aggregate((a, b) => a + b));
        Assert.Equal(expected, TensorPrimitives.Sum<Rational>(parts));
        Assert.Equal(expected, Tensor.Sum<Rational>(Tensor.Create(parts, [2, 5])));
        Assert.Equal(expected, Total(parts));

        static T Total<T>(IEnumerable<T> values) where T : INumberBase<T>
        {
            var total = T.Zero;
            foreach (var value in values)
                total += value;
            return total;
        }
    }

    [Fact]
    public void Generic_code_of_others_takes_means_products_and_extremes()
    {
        Rational[] a = [new(1, 2), new(-2, 3), 3];
        Rational[] b = [4, new(3, 2), new(1, 9)];
        Assert.Equal(new Rational(4, 3), TensorPrimitives.Dot<Rational>(a, b)); // 2 - 1 + 1/3
        Assert.Equal(3, TensorPrimitives.Max<Rational>(a));
        Assert.Equal(new Rational(-2, 3), TensorPrimitives.Min<Rational>(a));
        Assert.Equal(new Rational(17, 18), Mean(a)); // (1/2 - 2/3 + 3) / 3
        Assert.Equal([new(9, 2), new(5, 6), new(28, 9)], Tensor.Add<Rational>(Tensor.Create(a), Tensor.Create(b)).ToArray());

        static T Mean<T>(T[] values) where T : INumber<T> =>
            values.Aggregate(T.AdditiveIdentity, (x, y) => x + y) / T.CreateChecked(values.Length);
    }
}
