using System.Numerics;

namespace LinearLayer;

/// <summary>A number together with the formula that it is a value of: whatever is computed with it is computed twice, exactly and in double.</summary>
/// <remarks>
/// One expression over such numbers, such as <c>t.X.Transpose().MatMul(t.G)</c>, gives the polynomial that it is and the
/// double that it comes to. Integers and fractions convert implicitly; <c>default</c> is 0.
/// </remarks>
/// <param name="Formula">The exact polynomial, as in x[0,0]·G[0,1] + x[1,0]·G[1,1].</param>
/// <param name="Number">Its value at one point, with the rounding of double in the order in which it was computed.</param>
public readonly record struct SymbolicNumber(Polynomial Formula, double Number) :
    IAdditionOperators<SymbolicNumber, SymbolicNumber, SymbolicNumber>,
    IAdditiveIdentity<SymbolicNumber, SymbolicNumber>,
    ISubtractionOperators<SymbolicNumber, SymbolicNumber, SymbolicNumber>,
    IMultiplyOperators<SymbolicNumber, SymbolicNumber, SymbolicNumber>,
    IMultiplicativeIdentity<SymbolicNumber, SymbolicNumber>,
    IDivisionOperators<SymbolicNumber, SymbolicNumber, SymbolicNumber>,
    IUnaryNegationOperators<SymbolicNumber, SymbolicNumber>,
    IEqualityOperators<SymbolicNumber, SymbolicNumber, bool>
{
    /// <summary>An integer, which is its own value.</summary>
    public static implicit operator SymbolicNumber(long value) => new(value, value);

    /// <summary>A fraction; its value is the nearest double.</summary>
    public static implicit operator SymbolicNumber(Rational value) => new(value, (double)value);

    /// <summary>The sum.</summary>
    public static SymbolicNumber operator +(SymbolicNumber left, SymbolicNumber right) => new(left.Formula + right.Formula, left.Number + right.Number);

    /// <summary>The difference.</summary>
    public static SymbolicNumber operator -(SymbolicNumber left, SymbolicNumber right) => new(left.Formula - right.Formula, left.Number - right.Number);

    /// <summary>The product.</summary>
    public static SymbolicNumber operator *(SymbolicNumber left, SymbolicNumber right) => new(left.Formula * right.Formula, left.Number * right.Number);

    /// <summary>The quotient by a number without variables, such as N.</summary>
    /// <exception cref="InvalidOperationException">The divisor has variables: the quotient is no polynomial.</exception>
    /// <exception cref="DivideByZeroException">The divisor is 0.</exception>
    public static SymbolicNumber operator /(SymbolicNumber left, SymbolicNumber right) =>
        right.Formula.Terms.All(term => term.Monomial.Factors.IsEmpty)
            ? new(left.Formula / (Rational)right.Formula, left.Number / right.Number)
            : throw new InvalidOperationException($"A step cannot be divided by {right.Formula}, which has variables. No gradient of the linear layer needs it; divide by a number, such as N.");

    /// <summary>The number with its sign changed.</summary>
    public static SymbolicNumber operator -(SymbolicNumber value) => new(-value.Formula, -value.Number);

    /// <summary>The formula as it is written.</summary>
    public override string ToString() => Formula.ToString();

    static SymbolicNumber IAdditiveIdentity<SymbolicNumber, SymbolicNumber>.AdditiveIdentity => default;

    static SymbolicNumber IMultiplicativeIdentity<SymbolicNumber, SymbolicNumber>.MultiplicativeIdentity => 1;
}
