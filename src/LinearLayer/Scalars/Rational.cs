using System.Numerics;

namespace LinearLayer;

/// <summary>
/// An exact fraction of two integers of any size, always in lowest terms with a positive denominator.
/// </summary>
/// <remarks>
/// <para>Every operation is exact, so <c>==</c> decides whether two results are the same number.
/// <c>default(Rational)</c> is 0.</para>
/// <para>Integers convert implicitly, <see cref="double"/> and <see cref="decimal"/> explicitly: the conversion is
/// exact, and <c>(Rational)0.1</c> is therefore not 1/10 but the double that is nearest to it.</para>
/// </remarks>
public readonly partial struct Rational : INumber<Rational>, ISignedNumber<Rational>
{
    /// <summary>The fraction <paramref name="numerator"/>/<paramref name="denominator"/>, brought to lowest terms.</summary>
    /// <exception cref="DivideByZeroException"><paramref name="denominator"/> is 0.</exception>
    public Rational(BigInteger numerator, BigInteger denominator)
    {
        if (denominator.IsZero)
            throw new DivideByZeroException(
                $"{Format(numerator)}/0 is not a number: a fraction needs a denominator other than 0.");

        if (denominator.Sign < 0)
            (numerator, denominator) = (-numerator, -denominator);
        var divisor = denominator.IsOne ? BigInteger.One : BigInteger.GreatestCommonDivisor(numerator, denominator);
        Numerator = numerator / divisor;
        DenominatorLessOne = denominator / divisor - 1;
    }

    private Rational(BigInteger integer) => Numerator = integer;

    /// <summary>The number above the line; it carries the sign.</summary>
    public BigInteger Numerator { get; private init; }

    /// <summary>The number below the line; at least 1, and with no factor in common with <see cref="Numerator"/>.</summary>
    public BigInteger Denominator => DenominatorLessOne + 1;

    // Stored in place of the denominator, so that default(Rational) is 0/1.
    private BigInteger DenominatorLessOne { get; init; }

    /// <summary>The number 0.</summary>
    public static Rational Zero => default;

    /// <summary>The number 1.</summary>
    public static Rational One => new(BigInteger.One);

    /// <summary>The number -1.</summary>
    public static Rational NegativeOne => new(BigInteger.MinusOne);

    /// <summary>Whether the number has no fractional part.</summary>
    public static bool IsInteger(Rational value) => value.DenominatorLessOne.IsZero;

    /// <summary>The sum, exact.</summary>
    public static Rational operator +(Rational left, Rational right) =>
        IsInteger(left) && IsInteger(right)
            ? new(left.Numerator + right.Numerator)
            : new(left.Numerator * right.Denominator + right.Numerator * left.Denominator, left.Denominator * right.Denominator);

    /// <summary>The difference, exact.</summary>
    public static Rational operator -(Rational left, Rational right) => left + -right;

    /// <summary>The product, exact.</summary>
    public static Rational operator *(Rational left, Rational right) =>
        IsInteger(left) && IsInteger(right)
            ? new(left.Numerator * right.Numerator)
            : new(left.Numerator * right.Numerator, left.Denominator * right.Denominator);

    /// <summary>The quotient, exact.</summary>
    /// <exception cref="DivideByZeroException"><paramref name="right"/> is 0.</exception>
    public static Rational operator /(Rational left, Rational right) =>
        right.Numerator.IsZero
            ? throw DivisionByZero(left)
            : new(left.Numerator * right.Denominator, left.Denominator * right.Numerator);

    /// <summary>The remainder of the division that truncates toward 0; it has the sign of <paramref name="left"/>, as for the integers.</summary>
    /// <exception cref="DivideByZeroException"><paramref name="right"/> is 0.</exception>
    public static Rational operator %(Rational left, Rational right) => left - right * Truncate(left / right);

    /// <summary>The number with the other sign.</summary>
    public static Rational operator -(Rational value) => value with { Numerator = -value.Numerator };

    /// <summary>The number itself.</summary>
    public static Rational operator +(Rational value) => value;

    /// <summary>The number plus 1.</summary>
    public static Rational operator ++(Rational value) => value + One;

    /// <summary>The number minus 1.</summary>
    public static Rational operator --(Rational value) => value - One;

    /// <summary><paramref name="value"/> multiplied by itself <paramref name="exponent"/> times; a negative exponent gives the reciprocal.</summary>
    /// <exception cref="DivideByZeroException"><paramref name="value"/> is 0 and <paramref name="exponent"/> is negative.</exception>
    public static Rational Pow(Rational value, int exponent)
    {
        if (exponent < 0)
            return value.Numerator.IsZero
                ? throw DivisionByZero(One)
                : Pow(new Rational(value.Denominator, value.Numerator), checked(-exponent));
        // Powers of numbers without a common factor have none either.
        return new()
        {
            Numerator = BigInteger.Pow(value.Numerator, exponent),
            DenominatorLessOne = BigInteger.Pow(value.Denominator, exponent) - 1,
        };
    }

    /// <summary>The integer part: the nearest integer toward 0.</summary>
    public static Rational Truncate(Rational value) => new(BigInteger.Divide(value.Numerator, value.Denominator));

    /// <summary>The distance from 0.</summary>
    public static Rational Abs(Rational value) => IsNegative(value) ? -value : value;

    /// <summary>-1, 0 or 1: the sign of the number.</summary>
    public static int Sign(Rational value) => value.Numerator.Sign;

    /// <summary>The greater of two numbers.</summary>
    public static Rational Max(Rational x, Rational y) => x < y ? y : x;

    /// <summary>The lesser of two numbers.</summary>
    public static Rational Min(Rational x, Rational y) => x > y ? y : x;

    /// <summary>Whether two fractions are the same number.</summary>
    public static bool operator ==(Rational left, Rational right) => left.Equals(right);

    /// <summary>Whether two fractions are different numbers.</summary>
    public static bool operator !=(Rational left, Rational right) => !left.Equals(right);

    /// <summary>Whether the left number is less than the right one.</summary>
    public static bool operator <(Rational left, Rational right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left number is greater than the right one.</summary>
    public static bool operator >(Rational left, Rational right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left number is at most the right one.</summary>
    public static bool operator <=(Rational left, Rational right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left number is at least the right one.</summary>
    public static bool operator >=(Rational left, Rational right) => left.CompareTo(right) >= 0;

    /// <summary>Compares by size.</summary>
    public int CompareTo(Rational other) => (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);

    /// <inheritdoc/>
    public bool Equals(Rational other) =>
        Numerator == other.Numerator && DenominatorLessOne == other.DenominatorLessOne;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Rational other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Numerator, DenominatorLessOne);

    private static DivideByZeroException DivisionByZero(Rational dividend) =>
        new($"{dividend} / 0 has no value. Check that the divisor is not 0 before you divide.");
}
