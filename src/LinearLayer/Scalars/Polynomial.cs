using System.Collections.Immutable;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace LinearLayer;

/// <summary>A summand of a <see cref="Polynomial"/>: 3/2·x²·w is the coefficient 3/2 times the monomial x²·w.</summary>
/// <param name="Coefficient">The number; never 0 in a polynomial.</param>
/// <param name="Monomial">The product of variables; the empty one in a constant term.</param>
public readonly record struct Term(Rational Coefficient, Monomial Monomial)
{
    /// <summary>The summand as it is written: <c>3/2·x²·w</c>, <c>-x</c>, <c>5</c>.</summary>
    public override string ToString() =>
        Monomial.Factors.IsEmpty ? Coefficient.ToString()
        : Coefficient == 1 ? Monomial.ToString()
        : Coefficient == -1 ? $"-{Monomial}"
        : $"{Coefficient}·{Monomial}";
}

/// <summary>
/// A polynomial in any number of variables with exact coefficients, such as x[0,0]·w[0,0] + x[0,1]·w[1,0] + b[0].
/// </summary>
/// <remarks>
/// <para>Every polynomial has one representation: each product of variables once, none with the coefficient 0, in one
/// order. So <c>==</c> decides whether two formulas are equal for all values of their variables.</para>
/// <para><c>default(Polynomial)</c> is 0. Integers, fractions and variables convert implicitly. Polynomials have no
/// order, no sign and no quotients, and therefore add and multiply in generic code but are no <c>INumberBase</c>.</para>
/// </remarks>
public readonly partial struct Polynomial :
    IAdditionOperators<Polynomial, Polynomial, Polynomial>,
    IAdditiveIdentity<Polynomial, Polynomial>,
    ISubtractionOperators<Polynomial, Polynomial, Polynomial>,
    IMultiplyOperators<Polynomial, Polynomial, Polynomial>,
    IMultiplicativeIdentity<Polynomial, Polynomial>,
    IDivisionOperators<Polynomial, Rational, Polynomial>,
    IUnaryNegationOperators<Polynomial, Polynomial>,
    IUnaryPlusOperators<Polynomial, Polynomial>,
    IEqualityOperators<Polynomial, Polynomial, bool>,
    IEquatable<Polynomial>
{
    // In the order of Monomial.CompareTo, each monomial once, no coefficient 0.
    private readonly ImmutableArray<Term> _terms;

    private Polynomial(Term[] terms) => _terms = ImmutableCollectionsMarshal.AsImmutableArray(terms);

    /// <summary>The summands in the order of writing (higher degree first, then as <see cref="LinearLayer.Monomial.CompareTo"/>); empty for 0.</summary>
    public ImmutableArray<Term> Terms => _terms.IsDefault ? [] : _terms;

    /// <summary>The polynomial 0.</summary>
    public static Polynomial Zero => default;

    /// <summary>The polynomial 1.</summary>
    public static Polynomial One => Rational.One;

    /// <summary>A variable as a polynomial: <c>Variable("x")</c> is x, <c>Variable("x", 1, 2)</c> is x[1,2].</summary>
    /// <inheritdoc cref="LinearLayer.Variable(string, ReadOnlySpan{nint})"/>
    public static Polynomial Variable(string name, params ReadOnlySpan<nint> indices) => new Variable(name, indices);

    /// <summary>A tensor of variables: <c>Variables("x", 2, 3)</c> is the (2, 3) tensor with the entries x[0,0] to x[1,2].</summary>
    /// <param name="name">The name that the entries share.</param>
    /// <param name="lengths">The shape; at least one length.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is not a name, or <paramref name="lengths"/> is empty or has a negative length.</exception>
    public static Tensor<Polynomial> Variables(string name, params ReadOnlySpan<nint> lengths)
    {
        if (lengths.IsEmpty)
            throw new ArgumentException($"A tensor of variables needs a shape, as in Polynomial.Variables(\"{name}\", 2, 3). A variable on its own is Polynomial.Variable(\"{name}\").", nameof(lengths));
        nint count = 1;
        foreach (var length in lengths)
            count = length >= 0
                ? checked(count * length)
                : throw new ArgumentOutOfRangeException(nameof(lengths), $"The tensor {name} has a negative length, {length.ToString(System.Globalization.CultureInfo.InvariantCulture)}. Lengths are 0 or more.");

        var entries = new Polynomial[count];
        var indices = new nint[lengths.Length];
        for (var entry = 0; entry < entries.Length; entry++)
        {
            entries[entry] = Variable(name, indices);
            // Row-major: the last index runs fastest.
            for (var axis = indices.Length - 1; axis >= 0 && ++indices[axis] == lengths[axis]; axis--)
                indices[axis] = 0;
        }
        return Tensor.Create(entries, lengths);
    }

    /// <summary>An integer is a constant polynomial.</summary>
    public static implicit operator Polynomial(long value) => (Rational)value;

    /// <summary>A fraction is a constant polynomial.</summary>
    public static implicit operator Polynomial(Rational value) => value == 0 ? default : new([new(value, default)]);

    /// <summary>A variable is a polynomial of one term.</summary>
    public static implicit operator Polynomial(Variable variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        return new([new(1, new(variable))]);
    }

    /// <summary>The number that a constant polynomial is.</summary>
    /// <exception cref="InvalidCastException">The polynomial has a variable.</exception>
    public static explicit operator Rational(Polynomial value) =>
        value.Terms.IsEmpty ? Rational.Zero
        : value.Terms is [{ Monomial.Factors.IsEmpty: true } constant] ? constant.Coefficient
        : throw new InvalidCastException($"A polynomial in the variable {value.Terms[0].Monomial.Factors[0].Variable} is not a number. Give its variables values with Evaluate.");

    /// <summary>The variable that a polynomial of one variable and nothing else is.</summary>
    /// <exception cref="InvalidCastException">The polynomial is something else.</exception>
    public static explicit operator Variable(Polynomial value) =>
        value.IsVariable(out var variable)
            ? variable
            : throw new InvalidCastException($"The polynomial {value} is not a single variable, such as Polynomial.Variable(\"x\") or an entry of Polynomial.Variables(\"w\", 2, 3).");

    /// <summary>The sum: terms with the same product of variables become one.</summary>
    public static Polynomial operator +(Polynomial left, Polynomial right)
    {
        var a = left.Terms.AsSpan();
        var b = right.Terms.AsSpan();
        if (a.IsEmpty || b.IsEmpty)
            return a.IsEmpty ? right : left;

        var sum = new Term[a.Length + b.Length];
        var (i, j, length) = (0, 0, 0);
        while (i < a.Length && j < b.Length)
        {
            var order = a[i].Monomial.CompareTo(b[j].Monomial);
            if (order != 0)
                sum[length++] = order < 0 ? a[i++] : b[j++];
            else if (a[i].Coefficient + b[j++].Coefficient is var coefficient && coefficient != 0)
                sum[length++] = a[i++] with { Coefficient = coefficient };
            else
                i++;
        }
        while (i < a.Length)
            sum[length++] = a[i++];
        while (j < b.Length)
            sum[length++] = b[j++];
        return new(length == sum.Length ? sum : sum[..length]);
    }

    /// <summary>The difference.</summary>
    public static Polynomial operator -(Polynomial left, Polynomial right) => left + -right;

    /// <summary>The product, multiplied out.</summary>
    /// <exception cref="OverflowException">A power exceeds <see cref="int.MaxValue"/>.</exception>
    public static Polynomial operator *(Polynomial left, Polynomial right)
    {
        var a = left.Terms.AsSpan();
        var b = right.Terms.AsSpan();
        if (a.IsEmpty || b.IsEmpty)
            return default;
        if (a.Length == 1)
            return right.Times(a[0]);
        if (b.Length == 1)
            return left.Times(b[0]);

        var coefficients = new Dictionary<Monomial, Rational>(a.Length + b.Length);
        foreach (var x in a)
            foreach (var y in b)
                CollectionsMarshal.GetValueRefOrAddDefault(coefficients, x.Monomial * y.Monomial, out _) += x.Coefficient * y.Coefficient;
        var terms = coefficients.Where(pair => pair.Value != 0).Select(pair => new Term(pair.Value, pair.Key)).ToArray();
        Array.Sort(terms, (x, y) => x.Monomial.CompareTo(y.Monomial));
        return new(terms);
    }

    /// <summary>The quotient by a number.</summary>
    /// <exception cref="DivideByZeroException"><paramref name="right"/> is 0.</exception>
    public static Polynomial operator /(Polynomial left, Rational right) =>
        right == 0
            ? throw new DivideByZeroException("A polynomial divided by 0 has no value. Check that the divisor is not 0 before you divide.")
            : left * (1 / right);

    /// <summary>The polynomial with every sign changed.</summary>
    public static Polynomial operator -(Polynomial value) => value.Times(new(-1, default));

    /// <summary>The polynomial itself.</summary>
    public static Polynomial operator +(Polynomial value) => value;

    /// <summary><paramref name="value"/> multiplied by itself <paramref name="exponent"/> times; 1 for the exponent 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="exponent"/> is negative.</exception>
    public static Polynomial Pow(Polynomial value, int exponent)
    {
        if (exponent < 0)
            throw new ArgumentOutOfRangeException(nameof(exponent), $"A polynomial to the power {(Rational)exponent} is no polynomial. The exponent is 0 or more.");
        return exponent == 0 ? One : Power(value, exponent);
    }

    /// <summary>Whether two polynomials are equal for all values of their variables.</summary>
    public static bool operator ==(Polynomial left, Polynomial right) => left.Equals(right);

    /// <summary>Whether two polynomials differ for some values of their variables.</summary>
    public static bool operator !=(Polynomial left, Polynomial right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(Polynomial other) => Terms.AsSpan().SequenceEqual(other.Terms.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Polynomial other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var term in Terms.AsSpan())
            hash.Add(term);
        return hash.ToHashCode();
    }

    /// <summary>The polynomial as it is written: <c>x[0,0]·w[0,0] + x[0,1]·w[1,0] + b[0]</c>, <c>-x² + 3/2·x - 1</c>, <c>0</c>.</summary>
    public override string ToString()
    {
        if (Terms.IsEmpty)
            return "0";
        var text = new System.Text.StringBuilder(Terms[0].ToString());
        foreach (var term in Terms.AsSpan(1..))
            text.Append(term.Coefficient < 0 ? " - " : " + ").Append(term with { Coefficient = Rational.Abs(term.Coefficient) });
        return text.ToString();
    }

    static Polynomial IAdditiveIdentity<Polynomial, Polynomial>.AdditiveIdentity => Zero;

    static Polynomial IMultiplicativeIdentity<Polynomial, Polynomial>.MultiplicativeIdentity => One;

    // The order of monomials outlives a multiplication by one of them, so that nothing needs sorting.
    private Polynomial Times(Term factor)
    {
        var product = new Term[Terms.Length];
        for (var i = 0; i < product.Length; i++)
            product[i] = new(Terms[i].Coefficient * factor.Coefficient, Terms[i].Monomial * factor.Monomial);
        return new(product);
    }

    // By repeated squaring, for exponents of at least 1.
    private static T Power<T>(T value, int exponent) where T : IMultiplyOperators<T, T, T>
    {
        if (exponent == 1)
            return value;
        var half = Power(value, exponent / 2);
        return exponent % 2 == 0 ? half * half : half * half * value;
    }
}
