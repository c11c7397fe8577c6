using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace LinearLayer;

// What System.Numerics.INumber asks for beyond the arithmetic: kinds of number, and conversions.
public readonly partial struct Dual<T>
{
    /// <summary>Whether value and derivative are both 0.</summary>
    public static bool IsZero(Dual<T> a) => T.IsZero(a.Value) && T.IsZero(a.Derivative);

    /// <summary>Whether the value is an integer and the derivative 0.</summary>
    public static bool IsInteger(Dual<T> a) => T.IsInteger(a.Value) && T.IsZero(a.Derivative);

    /// <summary>Whether the value is an even integer and the derivative 0.</summary>
    public static bool IsEvenInteger(Dual<T> a) => T.IsEvenInteger(a.Value) && T.IsZero(a.Derivative);

    /// <summary>Whether the value is an odd integer and the derivative 0.</summary>
    public static bool IsOddInteger(Dual<T> a) => T.IsOddInteger(a.Value) && T.IsZero(a.Derivative);

    /// <summary>Whether the value has a minus sign.</summary>
    public static bool IsNegative(Dual<T> a) => T.IsNegative(a.Value);

    /// <summary>Whether the value has no minus sign.</summary>
    public static bool IsPositive(Dual<T> a) => T.IsPositive(a.Value);

    /// <summary>Whether value and derivative are both finite.</summary>
    public static bool IsFinite(Dual<T> a) => T.IsFinite(a.Value) && T.IsFinite(a.Derivative);

    /// <summary>Whether value or derivative is not a number.</summary>
    public static bool IsNaN(Dual<T> a) => T.IsNaN(a.Value) || T.IsNaN(a.Derivative);

    /// <summary>Whether value or derivative is infinite.</summary>
    public static bool IsInfinity(Dual<T> a) => T.IsInfinity(a.Value) || T.IsInfinity(a.Derivative);

    /// <summary>Whether the value is +∞.</summary>
    public static bool IsPositiveInfinity(Dual<T> a) => T.IsPositiveInfinity(a.Value);

    /// <summary>Whether the value is -∞.</summary>
    public static bool IsNegativeInfinity(Dual<T> a) => T.IsNegativeInfinity(a.Value);

    /// <summary>Whether the value has all its digits.</summary>
    public static bool IsNormal(Dual<T> a) => T.IsNormal(a.Value);

    /// <summary>Whether the value is so small that it has lost digits.</summary>
    public static bool IsSubnormal(Dual<T> a) => T.IsSubnormal(a.Value);

    /// <summary>Whether the number is one on the real line, which is to say no NaN.</summary>
    public static bool IsRealNumber(Dual<T> a) => T.IsRealNumber(a.Value);

    /// <summary>The number that is farther from 0, or NaN where one of them is.</summary>
    public static Dual<T> MaxMagnitude(Dual<T> a, Dual<T> b) => IsNaN(a) || Abs(a) > Abs(b) || Abs(a) == Abs(b) && a > b ? a : b;

    /// <summary>The number that is nearer to 0, or NaN where one of them is.</summary>
    public static Dual<T> MinMagnitude(Dual<T> a, Dual<T> b) => IsNaN(a) || Abs(a) < Abs(b) || Abs(a) == Abs(b) && a < b ? a : b;

    static Dual<T> INumberBase<Dual<T>>.MaxMagnitudeNumber(Dual<T> a, Dual<T> b) => IsNaN(a) ? b : IsNaN(b) ? a : MaxMagnitude(a, b);

    static Dual<T> INumberBase<Dual<T>>.MinMagnitudeNumber(Dual<T> a, Dual<T> b) => IsNaN(a) ? b : IsNaN(b) ? a : MinMagnitude(a, b);

    static Dual<T> IAdditiveIdentity<Dual<T>, Dual<T>>.AdditiveIdentity => Zero;

    static Dual<T> IMultiplicativeIdentity<Dual<T>, Dual<T>>.MultiplicativeIdentity => One;

    static int INumberBase<Dual<T>>.Radix => T.Radix;

    static bool INumberBase<Dual<T>>.IsCanonical(Dual<T> a) => T.IsCanonical(a.Value) && T.IsCanonical(a.Derivative);

    static bool INumberBase<Dual<T>>.IsComplexNumber(Dual<T> a) => false;

    static bool INumberBase<Dual<T>>.IsImaginaryNumber(Dual<T> a) => false;

    int IComparable.CompareTo(object? obj) => obj switch
    {
        null => 1,
        Dual<T> other => CompareTo(other),
        _ => throw new ArgumentException($"A dual number compares with a dual number of the same kind, and this is a {obj.GetType().Name}.", nameof(obj)),
    };

    // A number of another type is a constant.
    static bool INumberBase<Dual<T>>.TryConvertFromChecked<TOther>(TOther value, out Dual<T> result)
    {
        result = value is Dual<T> same ? same : T.CreateChecked(value);
        return true;
    }

    static bool INumberBase<Dual<T>>.TryConvertFromSaturating<TOther>(TOther value, out Dual<T> result)
    {
        result = value is Dual<T> same ? same : T.CreateSaturating(value);
        return true;
    }

    static bool INumberBase<Dual<T>>.TryConvertFromTruncating<TOther>(TOther value, out Dual<T> result)
    {
        result = value is Dual<T> same ? same : T.CreateTruncating(value);
        return true;
    }

    // As with the imaginary part of a complex number: a checked conversion refuses to lose a derivative, the others drop it.
    static bool INumberBase<Dual<T>>.TryConvertToChecked<TOther>(Dual<T> value, [MaybeNullWhen(false)] out TOther result)
    {
        if (!T.IsZero(value.Derivative))
            throw new OverflowException($"A {typeof(TOther).Name} has no room for the derivative of {value}. Take its Value where the derivative is not needed.");
        result = TOther.CreateChecked(value.Value);
        return true;
    }

    static bool INumberBase<Dual<T>>.TryConvertToSaturating<TOther>(Dual<T> value, [MaybeNullWhen(false)] out TOther result)
    {
        result = TOther.CreateSaturating(value.Value);
        return true;
    }

    static bool INumberBase<Dual<T>>.TryConvertToTruncating<TOther>(Dual<T> value, [MaybeNullWhen(false)] out TOther result)
    {
        result = TOther.CreateTruncating(value.Value);
        return true;
    }
}
