using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace LinearLayer;

// Written and read as 3 + 4ε; a dual number of dual numbers as (3 + 4ε) + (5 + 6ε)ε. Culture-free unless a culture is given.
public readonly partial struct Dual<T>
{
    /// <summary>The number as it is written by hand: <c>3 + 4ε</c>.</summary>
    public override string ToString() => ToString(null, null);

    /// <summary>The number as it is written by hand, value and derivative in the given format.</summary>
    /// <param name="format">Any numeric format of T.</param>
    /// <param name="provider">The culture; the invariant one where there is none.</param>
    public string ToString([StringSyntax(StringSyntaxAttribute.NumericFormat)] string? format, IFormatProvider? provider)
    {
        provider ??= CultureInfo.InvariantCulture;
        var minus = !Nested && T.IsNegative(Derivative) && !T.IsNaN(Derivative);
        return $"{Part(Value)} {(minus ? '-' : '+')} {Part(minus ? -Derivative : Derivative)}ε";

        string Part(T part) => Nested ? $"({part.ToString(format, provider)})" : part.ToString(format, provider);
    }

    /// <inheritdoc/>
    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
    {
        var text = ToString(format.ToString(), provider);
        var fits = text.TryCopyTo(destination);
        charsWritten = fits ? text.Length : 0;
        return fits;
    }

    /// <summary>Reads a dual number as it is written, <c>3 + 4ε</c>, or a constant, <c>3</c>.</summary>
    /// <exception cref="FormatException">The text is neither.</exception>
    public static Dual<T> Parse(string s, IFormatProvider? provider = null)
    {
        ArgumentNullException.ThrowIfNull(s);
        return Parse(s.AsSpan(), NumberStyles.Float, provider);
    }

    /// <inheritdoc cref="Parse(string, IFormatProvider?)"/>
    public static Dual<T> Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s, NumberStyles.Float, provider);

    /// <inheritdoc cref="Parse(string, IFormatProvider?)"/>
    public static Dual<T> Parse(string s, NumberStyles style, IFormatProvider? provider)
    {
        ArgumentNullException.ThrowIfNull(s);
        return Parse(s.AsSpan(), style, provider);
    }

    /// <inheritdoc cref="Parse(string, IFormatProvider?)"/>
    public static Dual<T> Parse(ReadOnlySpan<char> s, NumberStyles style, IFormatProvider? provider) =>
        TryParse(s, style, provider, out var result)
            ? result
            : throw new FormatException($"'{s}' is not a dual number. Write it as {new Dual<T>(T.One, Two)}, or its value alone for a constant.");

    /// <summary>Reads what <see cref="Parse(string, IFormatProvider?)"/> reads; false instead of an error.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Dual<T> result) =>
        TryParse(s.AsSpan(), NumberStyles.Float, provider, out result);

    /// <inheritdoc cref="TryParse(string?, IFormatProvider?, out Dual{T})"/>
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out Dual<T> result) =>
        TryParse(s, NumberStyles.Float, provider, out result);

    /// <inheritdoc cref="TryParse(string?, IFormatProvider?, out Dual{T})"/>
    public static bool TryParse([NotNullWhen(true)] string? s, NumberStyles style, IFormatProvider? provider, out Dual<T> result) =>
        TryParse(s.AsSpan(), style, provider, out result);

    /// <inheritdoc cref="TryParse(string?, IFormatProvider?, out Dual{T})"/>
    public static bool TryParse(ReadOnlySpan<char> s, NumberStyles style, IFormatProvider? provider, out Dual<T> result)
    {
        provider ??= CultureInfo.InvariantCulture;
        result = default;
        s = s.Trim();
        if (!s.EndsWith("ε"))
        {
            if (!TryParsePart(s, out var constant))
                return false;
            result = constant;
            return true;
        }

        var sign = FindSign(s);
        if (sign < 0 || !TryParsePart(s[..sign], out var value) || !TryParsePart(s[(sign + 3)..^1], out var derivative))
            return false;
        result = new(value, s[sign + 1] == '-' ? -derivative : derivative);
        return true;

        bool TryParsePart(ReadOnlySpan<char> part, [MaybeNullWhen(false)] out T number) =>
            T.TryParse(Nested && part is ['(', .. var inner, ')'] ? inner : part, style, provider, out number);
    }

    // Where " + " or " - " stands between value and derivative, outside all parentheses; -1 where it does not.
    private static int FindSign(ReadOnlySpan<char> s)
    {
        var depth = 0;
        for (var i = 0; i + 2 < s.Length; i++)
        {
            depth += s[i] == '(' ? 1 : s[i] == ')' ? -1 : 0;
            if (depth == 0 && s[i] == ' ' && s[i + 1] is '+' or '-' && s[i + 2] == ' ')
                return i;
        }
        return -1;
    }

    // Whether the parts are dual numbers themselves, which takes parentheses.
    private static bool Nested => typeof(T).IsGenericType && typeof(T).GetGenericTypeDefinition() == typeof(Dual<>);
}
