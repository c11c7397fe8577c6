using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;

namespace LinearLayer.Display;

/// <summary>Formulas in LaTeX, without dollar signs.</summary>
internal static partial class Latex
{
    public static string Of(Rational number) => Of(number, "");

    public static string Of(Polynomial sum) => Join(sum.Terms.Select(term => (term.Coefficient < 0, Of(term with { Coefficient = Rational.Abs(term.Coefficient) }))));

    /// <summary>An entry: <c>x_{01}</c>, <c>\mathtt{dout}_{01}</c>.</summary>
    public static string Of(Variable variable)
    {
        var name = variable.Name.Length == 1 ? variable.Name : $@"\mathtt{{{variable.Name.Replace("_", @"\_")}}}";
        return variable.Indices.IsEmpty ? name : $"{name}_{{{Indices(variable)}}}";
    }

    /// <summary>The indices of an entry: one digit beside the other, with commas where one has two digits.</summary>
    public static string Indices(Variable variable) =>
        string.Join(variable.Indices.Any(index => index > 9) ? "," : "", variable.Indices.Select(index => index.ToString(CultureInfo.InvariantCulture)));

    /// <summary>A number, or a dual one, from how it is written as text: 1.5e-07 is 1.5·10⁻⁷.</summary>
    public static string OfNumber(string text) =>
        Exponent().Replace(text, match => $@" \cdot 10^{{{match.Groups["sign"].Value.TrimStart('+')}{match.Groups["digits"].Value}}}")
            .Replace("ε", @"\,\varepsilon").Replace("∞", @"\infty").Replace("NaN", @"\mathrm{NaN}");

    private static string Of(Term term)
    {
        var factors = string.Join(@"\, ", term.Monomial.Factors.Select(factor =>
            factor.Power == 1 ? Of(factor.Variable) : $"{{{Of(factor.Variable)}}}^{{{factor.Power.ToString(CultureInfo.InvariantCulture)}}}"));
        return term.Coefficient == 1 && factors.Length > 0 ? factors : Of(term.Coefficient, factors.Length == 0 ? "" : @"\, " + factors);
    }

    private static string Of(Rational number, string behind)
    {
        var sign = number < 0 ? "-" : "";
        var (numerator, denominator) = (BigInteger.Abs(number.Numerator).ToString(CultureInfo.InvariantCulture), number.Denominator.ToString(CultureInfo.InvariantCulture));
        return (denominator == "1" ? sign + numerator : $@"{sign}\frac{{{numerator}}}{{{denominator}}}") + behind;
    }

    private static string Join(IEnumerable<(bool IsNegative, string Text)> terms)
    {
        var sum = "";
        foreach (var (isNegative, text) in terms)
            sum += sum == "" ? (isNegative ? "-" : "") + text : (isNegative ? " - " : " + ") + text;
        return sum == "" ? "0" : sum;
    }

    [GeneratedRegex("[eE](?<sign>[+-]?)0*(?<digits>[0-9]+)")]
    private static partial Regex Exponent();
}
