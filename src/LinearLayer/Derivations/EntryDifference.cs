using System.Collections.Immutable;
using System.Globalization;

namespace LinearLayer;

/// <summary>An entry in which the two sides of an equation differ.</summary>
/// <param name="Index">The place, counted from 0; empty where both sides are single numbers.</param>
/// <param name="Left">The entry of the left side.</param>
/// <param name="Right">The entry of the right side.</param>
public sealed record EntryDifference(ImmutableArray<int> Index, Polynomial Left, Polynomial Right)
{
    private const int LongestSum = 8;

    /// <summary>By what they differ: left - right, never 0.</summary>
    public Polynomial Difference => Left - Right;

    /// <summary>The place as it is written: <c>entry [1,2]</c>.</summary>
    public string Place => Index.IsEmpty
        ? "the number"
        : $"entry [{string.Join(',', Index.Select(i => i.ToString(CultureInfo.InvariantCulture)))}]";

    /// <summary>The place, both sides and their difference, long sums cut short: <c>entry [1,2]: left x[0,1]·G[0,2], right x[1,0]·G[0,2], left - right = ...</c></summary>
    public override string ToString() => $"{Place}: {Sides("left", "right")}";

    internal string Sides(string left, string right) => $"{left} {Text(Left)}, {right} {Text(Right)}, {left} - {right} = {Text(Difference)}";

    /// <inheritdoc/>
    public bool Equals(EntryDifference? other) =>
        other is not null && Index.SequenceEqual(other.Index) && Left == other.Left && Right == other.Right;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Left, Right);

    private static string Text(Polynomial sum)
    {
        var terms = sum.Terms;
        if (terms.Length <= LongestSum)
            return sum.ToString();
        var first = terms.Take(LongestSum - 2).Aggregate("", (text, term) => text == "" ? term.ToString()
            : $"{text} {(term.Coefficient < 0 ? '-' : '+')} {term with { Coefficient = Rational.Abs(term.Coefficient) }}");
        return string.Create(CultureInfo.InvariantCulture, $"{first} + … ({terms.Length} terms)");
    }
}
