using System.Numerics;

namespace LinearLayer;

// What System.Numerics.INumber asks for beyond the arithmetic: the answers to what kind of number a fraction is.
public readonly partial struct Rational
{
    /// <summary>Whether the number is less than 0.</summary>
    public static bool IsNegative(Rational value) => value.Numerator.Sign < 0;

    /// <summary>Whether the number is at least 0, as for every number type of .NET without a negative zero.</summary>
    public static bool IsPositive(Rational value) => value.Numerator.Sign >= 0;

    /// <summary>Whether the number is 0.</summary>
    public static bool IsZero(Rational value) => value.Numerator.IsZero;

    /// <summary>Whether the number is an integer and even.</summary>
    public static bool IsEvenInteger(Rational value) => IsInteger(value) && value.Numerator.IsEven;

    /// <summary>Whether the number is an integer and odd.</summary>
    public static bool IsOddInteger(Rational value) => IsInteger(value) && !value.Numerator.IsEven;

    /// <summary>The number that is farther from 0; of a number and its opposite, the positive one.</summary>
    public static Rational MaxMagnitude(Rational x, Rational y) =>
        Abs(x).CompareTo(Abs(y)) is var order && order == 0 ? Max(x, y) : order > 0 ? x : y;

    /// <summary>The number that is nearer to 0; of a number and its opposite, the negative one.</summary>
    public static Rational MinMagnitude(Rational x, Rational y) =>
        Abs(x).CompareTo(Abs(y)) is var order && order == 0 ? Min(x, y) : order < 0 ? x : y;

    static Rational IAdditiveIdentity<Rational, Rational>.AdditiveIdentity => Zero;

    static Rational IMultiplicativeIdentity<Rational, Rational>.MultiplicativeIdentity => One;

    // The integers above and below the line are binary ones.
    static int INumberBase<Rational>.Radix => 2;

    static Rational INumberBase<Rational>.MaxMagnitudeNumber(Rational x, Rational y) => MaxMagnitude(x, y);

    static Rational INumberBase<Rational>.MinMagnitudeNumber(Rational x, Rational y) => MinMagnitude(x, y);

    static bool INumberBase<Rational>.IsCanonical(Rational value) => true;

    static bool INumberBase<Rational>.IsRealNumber(Rational value) => true;

    static bool INumberBase<Rational>.IsComplexNumber(Rational value) => false;

    static bool INumberBase<Rational>.IsImaginaryNumber(Rational value) => false;

    static bool INumberBase<Rational>.IsFinite(Rational value) => true;

    static bool INumberBase<Rational>.IsInfinity(Rational value) => false;

    static bool INumberBase<Rational>.IsPositiveInfinity(Rational value) => false;

    static bool INumberBase<Rational>.IsNegativeInfinity(Rational value) => false;

    static bool INumberBase<Rational>.IsNaN(Rational value) => false;

    static bool INumberBase<Rational>.IsNormal(Rational value) => !IsZero(value);

    static bool INumberBase<Rational>.IsSubnormal(Rational value) => false;

    int IComparable.CompareTo(object? obj) => obj switch
    {
        null => 1,
        Rational other => CompareTo(other),
        _ => throw new ArgumentException($"A Rational compares with a Rational, and this is a {obj.GetType().Name}.", nameof(obj)),
    };
}
