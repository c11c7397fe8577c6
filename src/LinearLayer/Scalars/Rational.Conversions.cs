using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.InteropServices;

namespace LinearLayer;

// Between fractions and the other numbers: in, exactly; out, correctly rounded.
public readonly partial struct Rational
{
    /// <summary>An integer is a fraction with denominator 1.</summary>
    public static implicit operator Rational(long value) => new(new BigInteger(value));

    /// <summary>An integer is a fraction with denominator 1.</summary>
    public static implicit operator Rational(BigInteger value) => new(value);

    /// <summary>The fraction that a floating-point number is, exactly: every finite one is an integer times a power of two.</summary>
    /// <exception cref="OverflowException"><paramref name="value"/> is infinite or not a number.</exception>
    public static explicit operator Rational(double value)
    {
        if (!double.IsFinite(value))
            throw new OverflowException(
                $"{Format(value)} is not a fraction: only a finite floating-point number has an exact value. Check the number with double.IsFinite first.");
        if (value == 0)
            return Zero;

        // Scaled by this power of two, which is exact, every double is an integer of 53 bits.
        var exponent = 52 - Math.ILogB(value);
        BigInteger significand = (long)Math.ScaleB(value, exponent);
        return exponent > 0
            ? new(significand, BigInteger.One << exponent)
            : new(significand << -exponent);
    }

    /// <summary>The fraction that a decimal number is, exactly.</summary>
    public static explicit operator Rational(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var digits = new UInt128((uint)bits[2], (uint)bits[0] | (ulong)(uint)bits[1] << 32);
        var fraction = new Rational(digits, BigInteger.Pow(10, value.Scale));
        return decimal.IsNegative(value) ? -fraction : fraction;
    }

    /// <summary>The nearest double, a tie going to the even one; infinite beyond the range of double.</summary>
    public static explicit operator double(Rational value) => value.Round(precision: 53, leastExponent: -1074);

    /// <summary>The nearest float, a tie going to the even one; infinite beyond the range of float.</summary>
    public static explicit operator float(Rational value) => (float)value.Round(precision: 24, leastExponent: -149);

    /// <summary>The nearest half, a tie going to the even one; infinite beyond the range of half.</summary>
    public static explicit operator Half(Rational value) => (Half)value.Round(precision: 11, leastExponent: -24);

    /// <summary>The nearest decimal of at most 28 places, a tie going to the even one.</summary>
    /// <exception cref="OverflowException">The number is beyond the range of decimal.</exception>
    public static explicit operator decimal(Rational value)
    {
        for (var scale = 28; scale >= 0; scale--)
        {
            var digits = DivideToEven(BigInteger.Abs(value.Numerator) * BigInteger.Pow(10, scale), value.Denominator);
            if (digits.GetBitLength() > 96)
                continue;
            var bits = (UInt128)digits;
            return new decimal((int)(uint)bits, (int)(uint)(bits >> 32), (int)(uint)(bits >> 64), IsNegative(value), (byte)scale);
        }
        throw new OverflowException($"{value} is beyond the range of decimal, which ends at {Format(decimal.MaxValue)}.");
    }

    /// <summary>The integer part of a fraction: the nearest integer toward 0.</summary>
    public static explicit operator BigInteger(Rational value) => Truncate(value).Numerator;

    // The nearest number of the form significand * 2^exponent, with at most `precision` bits in the significand and an
    // exponent no less than `leastExponent`. Rounding once, for the final format, is what makes the result correct.
    private double Round(int precision, int leastExponent)
    {
        var (magnitude, divisor) = (BigInteger.Abs(Numerator), Denominator);
        // magnitude / divisor / 2^exponent has precision or precision + 1 bits before the point.
        var exponent = Math.Max(leastExponent, magnitude.GetBitLength() - divisor.GetBitLength() - precision);
        var scaled = Scale(exponent);
        if ((scaled.Dividend / scaled.Divisor).GetBitLength() > precision)
            scaled = Scale(++exponent);
        var significand = (double)DivideToEven(scaled.Dividend, scaled.Divisor);
        var result = Math.ScaleB(significand, (int)Math.Min(exponent, int.MaxValue));
        return IsNegative(this) ? -result : result;

        (BigInteger Dividend, BigInteger Divisor) Scale(long by) =>
            by < 0 ? (magnitude << (int)-by, divisor) : (magnitude, divisor << (int)by);
    }

    // The integer that is nearest to a quotient of two integers >= 0, a tie going to the even one.
    private static BigInteger DivideToEven(BigInteger dividend, BigInteger divisor)
    {
        var (quotient, remainder) = BigInteger.DivRem(dividend, divisor);
        var half = (2 * remainder).CompareTo(divisor);
        return half > 0 || half == 0 && !quotient.IsEven ? quotient + 1 : quotient;
    }

    static bool INumberBase<Rational>.TryConvertFromChecked<TOther>(TOther value, out Rational result) => TryConvertFrom(value, out result);

    static bool INumberBase<Rational>.TryConvertFromSaturating<TOther>(TOther value, out Rational result) => TryConvertFrom(value, out result);

    static bool INumberBase<Rational>.TryConvertFromTruncating<TOther>(TOther value, out Rational result) => TryConvertFrom(value, out result);

    static bool INumberBase<Rational>.TryConvertToChecked<TOther>(Rational value, [MaybeNullWhen(false)] out TOther result) =>
        TryConvertTo(value, TOther.CreateChecked, out result);

    static bool INumberBase<Rational>.TryConvertToSaturating<TOther>(Rational value, [MaybeNullWhen(false)] out TOther result) =>
        TryConvertTo(value, TOther.CreateSaturating, out result);

    static bool INumberBase<Rational>.TryConvertToTruncating<TOther>(Rational value, [MaybeNullWhen(false)] out TOther result) =>
        TryConvertTo(value, TOther.CreateTruncating, out result);

    // There is nothing to saturate or to truncate on the way in: a fraction holds every finite number.
    private static bool TryConvertFrom<TOther>(TOther value, out Rational result)
        where TOther : INumberBase<TOther>
    {
        switch (value)
        {
            case Rational fraction:
                result = fraction;
                return true;
            case double or float or Half or NFloat:
                result = (Rational)double.CreateChecked(value);
                return true;
            case decimal number:
                result = (Rational)number;
                return true;
            case Complex complex:
                // Refuses a number off the real line, as every conversion of Complex does.
                result = (Rational)double.CreateChecked(complex);
                return true;
            case sbyte or byte or short or ushort or int or uint or long or ulong or Int128 or UInt128 or nint or nuint or char or BigInteger:
                result = new(BigInteger.CreateChecked(value));
                return true;
            default:
                result = default;
                return false;
        }
    }

    // Floating-point numbers get the nearest value, integers the integer part, as from double.
    private static bool TryConvertTo<TOther>(Rational value, Func<BigInteger, TOther> fromInteger, [MaybeNullWhen(false)] out TOther result)
        where TOther : INumberBase<TOther>
    {
        switch (TOther.Zero)
        {
            case Rational:
                result = (TOther)(object)value;
                return true;
            case double:
                result = (TOther)(object)(double)value;
                return true;
            case float:
                result = (TOther)(object)(float)value;
                return true;
            case Half:
                result = (TOther)(object)(Half)value;
                return true;
            case decimal:
                result = (TOther)(object)(decimal)value;
                return true;
            case Complex or NFloat:
                result = TOther.CreateChecked((double)value);
                return true;
            case sbyte or byte or short or ushort or int or uint or long or ulong or Int128 or UInt128 or nint or nuint or char or BigInteger:
                result = fromInteger((BigInteger)value);
                return true;
            default:
                result = default;
                return false;
        }
    }
}
