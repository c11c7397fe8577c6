using System.Numerics;
using System.Numerics.Tensors;

namespace LinearLayer;

/// <summary>A loss that is a sum over the cells of out: only the terms of the cells that change need be computed again.</summary>
internal abstract class CellwiseLoss(string formula) : Loss(formula)
{
    /// <summary>Adds the term of one cell to each sum: sums[k] += ℓ(z[k]).</summary>
    protected abstract void AddTerms<S>(int cell, ReadOnlySpan<S> z, Span<S> sums) where S : INumberBase<S>;

    /// <summary>ℓ'(z) for one cell.</summary>
    protected abstract S Slope<S>(int cell, S z) where S : INumberBase<S>;

    public sealed override S Value<S>(Tensor<S> @out)
    {
        var cells = Dense.Cells(@out);
        var sum = new S[1];
        for (var cell = 0; cell < cells.Length; cell++)
            AddTerms(cell, cells.AsSpan(cell, 1), sum);
        return sum[0];
    }

    public sealed override Tensor<S> Gradient<S>(Tensor<S> @out) =>
        Dense.Tensor(Dense.Cells(@out).Select((z, cell) => Slope(cell, z)).ToArray(), @out.Lengths);

    internal sealed override void OfVariants<S>(Tensor<S> @out, int start, int stride, ReadOnlySpan<S> changed, Span<S> losses)
    {
        losses.Fill(S.Zero);
        for (int offset = 0, cell = start; offset < changed.Length; offset += losses.Length, cell += stride)
            AddTerms(cell, changed.Slice(offset, losses.Length), losses);
    }
}
