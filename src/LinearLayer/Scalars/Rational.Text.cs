using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;

namespace LinearLayer;

// Written as 3/4, -5 or 0; read from the same, and from decimal numbers. Culture-free unless a culture is given.
public readonly partial struct Rational
{
    // Beyond it a short text such as 1e999999999 would ask for gigabytes of digits.
    private const int GreatestExponent = 9999;

    /// <summary>The number as it is written by hand: <c>3/4</c>, <c>-5</c>.</summary>
    public override string ToString() => ToString(null, null);

    /// <summary>The number in the given format.</summary>
    /// <param name="format">Null, empty, <c>G</c> or <c>R</c> for the exact fraction; any other numeric format, such as
    /// <c>F3</c>, is that of the nearest double, or of the integer where the number is one.</param>
    /// <param name="provider">The culture; the invariant one where there is none.</param>
    public string ToString([StringSyntax(StringSyntaxAttribute.NumericFormat)] string? format, IFormatProvider? provider)
    {
        provider ??= CultureInfo.InvariantCulture;
        if (string.IsNullOrEmpty(format) || format is "G" or "g" or "R" or "r")
            return IsInteger(this)
                ? Numerator.ToString(provider)
                : $"{Numerator.ToString(provider)}/{Denominator.ToString(provider)}";
        return IsInteger(this) ? Numerator.ToString(format, provider) : ((double)this).ToString(format, provider);
    }

    /// <inheritdoc/>
    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
    {
        var text = ToString(format.ToString(), provider);
        var fits = text.TryCopyTo(destination);
        charsWritten = fits ? text.Length : 0;
        return fits;
    }

    /// <summary>Reads an integer (<c>-5</c>), a fraction (<c>3/4</c>) or a decimal number (<c>0.125</c>, <c>1.5e-3</c>), exactly.</summary>
    /// <exception cref="FormatException">The text is none of these.</exception>
    public static Rational Parse(string s, IFormatProvider? provider = null)
    {
        ArgumentNullException.ThrowIfNull(s);
        return Parse(s.AsSpan(), NumberStyles.Float, provider);
    }

    /// <inheritdoc cref="Parse(string, IFormatProvider?)"/>
    public static Rational Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s, NumberStyles.Float, provider);

    /// <inheritdoc cref="Parse(string, IFormatProvider?)"/>
    public static Rational Parse(string s, NumberStyles style, IFormatProvider? provider)
    {
        ArgumentNullException.ThrowIfNull(s);
        return Parse(s.AsSpan(), style, provider);
    }

    /// <inheritdoc cref="Parse(string, IFormatProvider?)"/>
    public static Rational Parse(ReadOnlySpan<char> s, NumberStyles style, IFormatProvider? provider) =>
        TryParse(s, style, provider, out var result)
            ? result
            : throw new FormatException(
                $"'{s}' is not a fraction. Write an integer (-5), two integers with a denominator other than 0 (3/4), or a decimal number (0.125).");

    /// <summary>Reads what <see cref="Parse(string, IFormatProvider?)"/> reads; false instead of an error.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Rational result) =>
        TryParse(s.AsSpan(), NumberStyles.Float, provider, out result);

    /// <inheritdoc cref="TryParse(string?, IFormatProvider?, out Rational)"/>
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out Rational result) =>
        TryParse(s, NumberStyles.Float, provider, out result);

    /// <inheritdoc cref="TryParse(string?, IFormatProvider?, out Rational)"/>
    public static bool TryParse([NotNullWhen(true)] string? s, NumberStyles style, IFormatProvider? provider, out Rational result) =>
        TryParse(s.AsSpan(), style, provider, out result);

    /// <inheritdoc cref="TryParse(string?, IFormatProvider?, out Rational)"/>
    public static bool TryParse(ReadOnlySpan<char> s, NumberStyles style, IFormatProvider? provider, out Rational result)
    {
        provider ??= CultureInfo.InvariantCulture;
        result = default;
        var slash = s.IndexOf('/');
        if (slash < 0)
            return TryParseDecimal(s, style, provider, out result);

        var integers = style & ~(NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent);
        var unsigned = integers & ~(NumberStyles.AllowLeadingSign | NumberStyles.AllowTrailingSign | NumberStyles.AllowParentheses);
        if (!BigInteger.TryParse(s[..slash], integers, provider, out var numerator)
            || !BigInteger.TryParse(s[(slash + 1)..], unsigned, provider, out var denominator)
            || denominator.IsZero)
            return false;
        result = new(numerator, denominator);
        return true;
    }

    // The digits without their decimal point are an integer; the places after the point and the exponent scale it.
    private static bool TryParseDecimal(ReadOnlySpan<char> s, NumberStyles style, IFormatProvider provider, out Rational result)
    {
        result = default;
        var exponent = 0;
        var e = style.HasFlag(NumberStyles.AllowHexSpecifier) ? -1 : s.IndexOfAny('e', 'E');
        if (e >= 0)
        {
            if (!style.HasFlag(NumberStyles.AllowExponent)
                || !int.TryParse(s[(e + 1)..], NumberStyles.AllowLeadingSign | style & NumberStyles.AllowTrailingWhite, provider, out exponent)
                || Math.Abs((long)exponent) > GreatestExponent)
                return false;
            s = s[..e];
            style &= ~NumberStyles.AllowTrailingWhite;
        }

        var separator = NumberFormatInfo.GetInstance(provider).NumberDecimalSeparator;
        var point = s.IndexOf(separator, StringComparison.Ordinal);
        var digits = s.ToString();
        if (point >= 0)
        {
            var after = s[(point + separator.Length)..];
            var places = after.IndexOfAnyExceptInRange('0', '9') is var end and >= 0 ? end : after.Length;
            var digitsBefore = point > 0 && char.IsAsciiDigit(s[point - 1]);
            if (!style.HasFlag(NumberStyles.AllowDecimalPoint) || places == 0 && !digitsBefore)
                return false;
            digits = digits.Remove(point, separator.Length);
            exponent -= places;
        }

        if (!BigInteger.TryParse(digits, style & ~(NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent), provider, out var integer))
            return false;
        result = new Rational(integer) * Pow(10, exponent);
        return true;
    }

    private static string Format<T>(T value) where T : IFormattable => value.ToString(null, CultureInfo.InvariantCulture);
}
