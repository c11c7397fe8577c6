namespace LinearLayer;

/// <summary>The sum of products that makes one cell of a gradient.</summary>
/// <param name="Formula">The sum in symbols, such as <c>dw[1,2] = Σ_n x[n,1]·dout[n,2]</c>.</param>
/// <param name="Terms">The factors of each term; for db one factor.</param>
public sealed record GradientSum(string Formula, IReadOnlyList<IReadOnlyList<double>> Terms)
{
    private const int ShownTerms = 6;

    /// <summary>What the terms add up to.</summary>
    public double Total => Terms.Sum(factors => factors.Aggregate(1.0, (product, factor) => product * factor));

    /// <summary>The sum with its numbers: <c>dw[1,2] = Σ_n x[n,1]·dout[n,2] = (2)(-2) + (3)(-2) = -10</c>; a long one is cut in the middle.</summary>
    public override string ToString()
    {
        var terms = Terms.Select(factors => string.Concat(factors.Select(factor => $"({NumberText.Of(factor)})"))).ToList();
        if (terms.Count > ShownTerms)
            terms = [.. terms[..(ShownTerms - 2)], "…", terms[^1]];
        return string.Join(" = ", [Formula, .. terms.Count == 0 ? [] : new[] { string.Join(" + ", terms) }, NumberText.Of(Total)]);
    }
}
