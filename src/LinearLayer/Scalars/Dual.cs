using System.Numerics;

namespace LinearLayer;

/// <summary>Derivatives by dual numbers, with no step size and no truncation error.</summary>
public static class Dual
{
    /// <summary>A number that derivatives are taken by: its own derivative is 1.</summary>
    public static Dual<T> Variable<T>(T value) where T : INumber<T>, IExponentialFunctions<T>, ILogarithmicFunctions<T>,
        IPowerFunctions<T>, IRootFunctions<T>, ITrigonometricFunctions<T>, IHyperbolicFunctions<T> => new(value, T.One);

    /// <summary>The derivative of a function at a point. Within itself, it gives the second derivative.</summary>
    /// <param name="function">Any computation with dual numbers.</param>
    /// <param name="at">The point.</param>
    public static T Derivative<T>(Func<Dual<T>, Dual<T>> function, T at) where T : INumber<T>, IExponentialFunctions<T>, ILogarithmicFunctions<T>,
        IPowerFunctions<T>, IRootFunctions<T>, ITrigonometricFunctions<T>, IHyperbolicFunctions<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        return function(Variable(at)).Derivative;
    }
}

/// <summary>
/// A number that carries its derivative along, a + a'ε with ε² = 0: what is computed with it is also differentiated (forward mode).
/// </summary>
/// <remarks>
/// <para>T is <see cref="float"/>, <see cref="double"/>, <see cref="Half"/>, or again a dual number:
/// <c>Dual&lt;Dual&lt;double&gt;&gt;</c> gives second derivatives.</para>
/// <para>Dual numbers are ordered by the value and, where the values are equal, by the derivative, so that ε is a
/// positive number below every other one. At a kink, such as that of Max(x, 0) at 0, the derivative is therefore the one
/// in the direction that x moves in.</para>
/// </remarks>
/// <param name="value">The number.</param>
/// <param name="derivative">Its derivative with respect to the one variable that was chosen.</param>
public readonly partial struct Dual<T>(T value, T derivative) :
    INumber<Dual<T>>,
    ISignedNumber<Dual<T>>,
    IExponentialFunctions<Dual<T>>,
    ILogarithmicFunctions<Dual<T>>,
    IPowerFunctions<Dual<T>>,
    IRootFunctions<Dual<T>>,
    ITrigonometricFunctions<Dual<T>>,
    IHyperbolicFunctions<Dual<T>>
    where T : INumber<T>, IExponentialFunctions<T>, ILogarithmicFunctions<T>,
        IPowerFunctions<T>, IRootFunctions<T>, ITrigonometricFunctions<T>, IHyperbolicFunctions<T>
{
    /// <summary>The number.</summary>
    public T Value { get; } = value;

    /// <summary>Its derivative with respect to the one variable that was chosen.</summary>
    public T Derivative { get; } = derivative;

    /// <summary>The constant 0.</summary>
    public static Dual<T> Zero => T.Zero;

    /// <summary>The constant 1.</summary>
    public static Dual<T> One => T.One;

    /// <summary>The constant -1.</summary>
    public static Dual<T> NegativeOne => -T.One;

    /// <summary>A number is a dual number with the derivative 0.</summary>
    public static implicit operator Dual<T>(T value) => new(value, T.Zero);

    /// <summary>The value and the derivative.</summary>
    public void Deconstruct(out T value, out T derivative) => (value, derivative) = (Value, Derivative);

    /// <summary>(a + b)' = a' + b'.</summary>
    public static Dual<T> operator +(Dual<T> a, Dual<T> b) => new(a.Value + b.Value, a.Derivative + b.Derivative);

    /// <summary>(a - b)' = a' - b'.</summary>
    public static Dual<T> operator -(Dual<T> a, Dual<T> b) => new(a.Value - b.Value, a.Derivative - b.Derivative);

    /// <summary>(a·b)' = a'·b + a·b'.</summary>
    public static Dual<T> operator *(Dual<T> a, Dual<T> b) => new(a.Value * b.Value, a.Derivative * b.Value + a.Value * b.Derivative);

    /// <summary>(a/b)' = (a' - a/b·b')/b.</summary>
    public static Dual<T> operator /(Dual<T> a, Dual<T> b)
    {
        var quotient = a.Value / b.Value;
        return new(quotient, (a.Derivative - quotient * b.Derivative) / b.Value);
    }

    /// <summary>(a - q·b)' = a' - q·b', q being the integer part of a/b, which is constant between its steps.</summary>
    public static Dual<T> operator %(Dual<T> a, Dual<T> b)
    {
        var remainder = a.Value % b.Value;
        return new(remainder, a.Derivative - (a.Value - remainder) / b.Value * b.Derivative);
    }

    /// <summary>(-a)' = -a'.</summary>
    public static Dual<T> operator -(Dual<T> a) => new(-a.Value, -a.Derivative);

    /// <summary>The number itself.</summary>
    public static Dual<T> operator +(Dual<T> a) => a;

    /// <summary>The number plus 1; the derivative stays.</summary>
    public static Dual<T> operator ++(Dual<T> a) => new(a.Value + T.One, a.Derivative);

    /// <summary>The number minus 1; the derivative stays.</summary>
    public static Dual<T> operator --(Dual<T> a) => new(a.Value - T.One, a.Derivative);

    /// <summary>The number without its sign: |a|' = a' where a is positive, -a' where it is negative.</summary>
    public static Dual<T> Abs(Dual<T> a) => new(T.Abs(a.Value), a < Zero ? -a.Derivative : a.Derivative);

    /// <summary>The greater number with its derivative.</summary>
    public static Dual<T> Max(Dual<T> a, Dual<T> b) => IsNaN(a) || a > b ? a : b;

    /// <summary>The lesser number with its derivative.</summary>
    public static Dual<T> Min(Dual<T> a, Dual<T> b) => IsNaN(a) || a < b ? a : b;

    /// <summary>Whether values and derivatives are both equal.</summary>
    public static bool operator ==(Dual<T> a, Dual<T> b) => a.Value == b.Value && a.Derivative == b.Derivative;

    /// <summary>Whether values or derivatives differ.</summary>
    public static bool operator !=(Dual<T> a, Dual<T> b) => !(a == b);

    /// <summary>Compares the values and, where they are equal, the derivatives.</summary>
    public static bool operator <(Dual<T> a, Dual<T> b) => a.Value < b.Value || a.Value == b.Value && a.Derivative < b.Derivative;

    /// <inheritdoc cref="op_LessThan"/>
    public static bool operator >(Dual<T> a, Dual<T> b) => b < a;

    /// <inheritdoc cref="op_LessThan"/>
    public static bool operator <=(Dual<T> a, Dual<T> b) => a.Value < b.Value || a.Value == b.Value && a.Derivative <= b.Derivative;

    /// <inheritdoc cref="op_LessThan"/>
    public static bool operator >=(Dual<T> a, Dual<T> b) => b <= a;

    /// <summary>Compares the values and, where they are equal, the derivatives.</summary>
    public int CompareTo(Dual<T> other) => Value.CompareTo(other.Value) is var order && order != 0 ? order : Derivative.CompareTo(other.Derivative);

    /// <inheritdoc/>
    public bool Equals(Dual<T> other) => Value.Equals(other.Value) && Derivative.Equals(other.Derivative);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Dual<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Value, Derivative);
}
