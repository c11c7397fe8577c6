using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;

namespace LinearLayer;

/// <summary>A variable and its power, at least 1: x² is the second power of x.</summary>
/// <param name="Variable">What is raised.</param>
/// <param name="Power">How often it is multiplied by itself.</param>
public readonly record struct Factor(Variable Variable, int Power)
{
    /// <summary>The power as it is written: <c>x</c>, <c>x[1,2]²</c>.</summary>
    public override string ToString() =>
        Power == 1
            ? Variable.ToString()
            : Variable + string.Concat(Power.ToString(CultureInfo.InvariantCulture).Select(digit => "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit - '0']));
}

/// <summary>A product of powers of variables, such as x[0,1]²·w[1,0]; the empty product is 1.</summary>
public readonly struct Monomial : IEquatable<Monomial>, IComparable<Monomial>
{
    // Each variable once, in the order of Variable.CompareTo: one product has one representation.
    private readonly ImmutableArray<Factor> _factors;

    internal Monomial(Variable variable) => _factors = [new(variable, 1)];

    private Monomial(Factor[] factors) => _factors = ImmutableCollectionsMarshal.AsImmutableArray(factors);

    /// <summary>The powers, each variable once, in the order of writing.</summary>
    public ImmutableArray<Factor> Factors => _factors.IsDefault ? [] : _factors;

    /// <summary>The sum of the powers: 3 for x²·w, 0 for the empty product.</summary>
    public int Degree
    {
        get
        {
            var degree = 0;
            foreach (var factor in Factors.AsSpan())
                degree = checked(degree + factor.Power);
            return degree;
        }
    }

    /// <summary>The product: the powers of a common variable add up.</summary>
    /// <exception cref="OverflowException">A power exceeds <see cref="int.MaxValue"/>.</exception>
    public static Monomial operator *(Monomial left, Monomial right)
    {
        var a = left.Factors.AsSpan();
        var b = right.Factors.AsSpan();
        if (a.IsEmpty || b.IsEmpty)
            return a.IsEmpty ? right : left;

        var product = new Factor[a.Length + b.Length];
        var (i, j, length) = (0, 0, 0);
        while (i < a.Length && j < b.Length)
        {
            var order = a[i].Variable.CompareTo(b[j].Variable);
            product[length++] = order < 0 ? a[i++]
                : order > 0 ? b[j++]
                : new(a[i].Variable, checked(a[i++].Power + b[j++].Power));
        }
        while (i < a.Length)
            product[length++] = a[i++];
        while (j < b.Length)
            product[length++] = b[j++];
        return new(length == product.Length ? product : product[..length]);
    }

    /// <summary>Whether both are the same product.</summary>
    public static bool operator ==(Monomial left, Monomial right) => left.Equals(right);

    /// <summary>Whether they are different products.</summary>
    public static bool operator !=(Monomial left, Monomial right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(Monomial other) => Factors.AsSpan().SequenceEqual(other.Factors.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Monomial other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var factor in Factors.AsSpan())
            hash.Add(factor);
        return hash.ToHashCode();
    }

    /// <summary>
    /// Compares in the order of writing: the higher degree first; at one degree, the monomial with the higher power of
    /// the first variable in which they differ. It is the graded lexicographic order, which multiplication preserves.
    /// </summary>
    public int CompareTo(Monomial other)
    {
        if (Degree != other.Degree)
            return other.Degree.CompareTo(Degree);
        var a = Factors.AsSpan();
        var b = other.Factors.AsSpan();
        for (var i = 0; i < Math.Min(a.Length, b.Length); i++)
        {
            var order = a[i].Variable.CompareTo(b[i].Variable);
            if (order == 0)
                order = b[i].Power.CompareTo(a[i].Power);
            if (order != 0)
                return order;
        }
        return 0; // at one degree, neither can go on where the other ends
    }

    /// <summary>The product as it is written: <c>x[0,1]²·w[1,0]</c>; <c>1</c> for the empty one.</summary>
    public override string ToString() => Factors.IsEmpty ? "1" : string.Join('·', Factors);

    // The derivative of v^k·m with respect to v is k·(v^(k-1)·m). No power of v, no derivative.
    internal bool TryDifferentiate(Variable variable, out int power, out Monomial rest)
    {
        var factors = Factors;
        for (var i = 0; i < factors.Length; i++)
        {
            if (factors[i].Variable != variable)
                continue;
            power = factors[i].Power;
            rest = new([.. power == 1 ? factors.RemoveAt(i) : factors.SetItem(i, new(variable, power - 1))]);
            return true;
        }
        (power, rest) = (0, default);
        return false;
    }
}
