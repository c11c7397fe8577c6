namespace LinearLayer;

/// <summary>L = ⅓ Σ out³.</summary>
internal sealed class CubicLoss() : CellwiseLoss("⅓ Σ out³")
{
    internal override int? Degree => 3;

    protected override void AddTerms<S>(int cell, ReadOnlySpan<S> z, Span<S> sums)
    {
        var three = S.One + S.One + S.One;
        for (var k = 0; k < z.Length; k++)
            sums[k] += z[k] * z[k] * z[k] / three;
    }

    protected override S Slope<S>(int cell, S z) => z * z;
}
