using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace LinearLayer;

// Derivatives, values, substitution.
public readonly partial struct Polynomial
{
    /// <summary>The partial derivative with respect to a variable, exact.</summary>
    public Polynomial Differentiate(Variable variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        var derivative = new List<Term>();
        foreach (var term in Terms)
            if (term.Monomial.TryDifferentiate(variable, out var power, out var rest))
                derivative.Add(new(term.Coefficient * power, rest));
        // All these terms were divided by the same variable, which leaves them in order.
        return new([.. derivative]);
    }

    /// <summary>The partial derivative with respect to a variable that is itself written as a polynomial, such as an entry of <see cref="Variables"/>.</summary>
    /// <exception cref="ArgumentException"><paramref name="variable"/> is not a single variable.</exception>
    public Polynomial Differentiate(Polynomial variable)
    {
        if (!variable.IsVariable(out var single))
            throw new ArgumentException($"A derivative is taken with respect to a single variable, such as w[0,0], and this is {variable}.", nameof(variable));
        return Differentiate(single);
    }

    /// <summary>The partial derivatives with respect to every entry of a tensor of variables, such as ∂L/∂w.</summary>
    /// <param name="variables">Any shape; every entry a single variable.</param>
    /// <returns>The derivatives, in the shape of <paramref name="variables"/>.</returns>
    /// <exception cref="ArgumentException">An entry is not a single variable.</exception>
    public Tensor<Polynomial> Gradient(Tensor<Polynomial> variables)
    {
        ArgumentNullException.ThrowIfNull(variables);
        var gradient = new List<Polynomial>();
        foreach (var variable in variables)
            gradient.Add(Differentiate(variable));
        return Tensor.Create(gradient.ToArray(), variables.Lengths);
    }

    /// <summary>The exact value where each variable has the given value.</summary>
    /// <exception cref="KeyNotFoundException">A variable of the polynomial has no value.</exception>
    public Rational Evaluate(IReadOnlyDictionary<Variable, Rational> values) => Evaluate(Lookup(values));

    /// <summary>The value where each variable has the given value, in the order of <see cref="Terms"/> and with the rounding of double.</summary>
    /// <exception cref="KeyNotFoundException">A variable of the polynomial has no value.</exception>
    public double Evaluate(IReadOnlyDictionary<Variable, double> values) => Evaluate(Lookup(values));

    /// <summary>The exact value where each variable has the value that a function gives.</summary>
    // Preferred where the function returns an integer, which could be either.
    [OverloadResolutionPriority(1)]
    public Rational Evaluate(Func<Variable, Rational> values) => Evaluate(values, coefficient => coefficient);

    /// <summary>The value where each variable has the value that a function gives, in the order of <see cref="Terms"/> and with the rounding of double.</summary>
    public double Evaluate(Func<Variable, double> values) => Evaluate(values, coefficient => (double)coefficient);

    /// <summary>The value in any number system, such as dual or complex numbers.</summary>
    /// <param name="values">The value of each variable.</param>
    /// <param name="coefficients">What a coefficient is in that number system.</param>
    public T Evaluate<T>(Func<Variable, T> values, Func<Rational, T> coefficients)
        where T : IAdditionOperators<T, T, T>, IMultiplyOperators<T, T, T>, IAdditiveIdentity<T, T>
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(coefficients);
        var sum = T.AdditiveIdentity;
        foreach (var term in Terms)
        {
            var product = coefficients(term.Coefficient);
            foreach (var factor in term.Monomial.Factors)
                product *= Power(values(factor.Variable), factor.Power);
            sum += product;
        }
        return sum;
    }

    /// <summary>The polynomial with a polynomial in the place of a variable, multiplied out.</summary>
    public Polynomial Substitute(Variable variable, Polynomial replacement)
    {
        ArgumentNullException.ThrowIfNull(variable);
        return Substitute(v => v == variable ? replacement : v);
    }

    /// <summary>The polynomial with polynomials in the places of some variables, all at once, multiplied out; the other variables stay.</summary>
    public Polynomial Substitute(IReadOnlyDictionary<Variable, Polynomial> replacements)
    {
        ArgumentNullException.ThrowIfNull(replacements);
        return Substitute(v => replacements.TryGetValue(v, out var replacement) ? replacement : v);
    }

    /// <summary>The polynomial with what a function gives in the place of each variable, all at once, multiplied out.</summary>
    public Polynomial Substitute(Func<Variable, Polynomial> replacements) => Evaluate(replacements, coefficient => coefficient);

    private bool IsVariable([NotNullWhen(true)] out Variable? variable)
    {
        variable = Terms is [{ Monomial.Factors: [{ Power: 1 } factor], Coefficient: var coefficient }] && coefficient == 1 ? factor.Variable : null;
        return variable is not null;
    }

    private Func<Variable, T> Lookup<T>(IReadOnlyDictionary<Variable, T> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return variable => values.TryGetValue(variable, out var value)
            ? value
            : throw new KeyNotFoundException(
                $"The variable {variable} has no value. {(values.Count == 0 ? "No variable has one." : $"Values were given to variables of the name {string.Join(", ", values.Keys.Order().Select(v => v.Name).Distinct())}.")}");
    }
}
