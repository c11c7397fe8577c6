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

/// <summary>L = Σ dout·out.</summary>
internal sealed class LinearLoss<T>(Tensor<T> dout) : CellwiseLoss("Σ dout·out") where T : INumberBase<T>
{
    private readonly T[] _dout = Dense.Cells(dout);

    internal override int? Degree => 1;

    internal override Shape? Shape { get; } = dout.Shape;

    protected override void AddTerms<S>(int cell, ReadOnlySpan<S> z, Span<S> sums) =>
        TensorPrimitives.MultiplyAdd(z, S.CreateChecked(_dout[cell]), sums, sums);

    protected override S Slope<S>(int cell, S z) => S.CreateChecked(_dout[cell]);
}

/// <summary>L = ½ Σ (out - target)².</summary>
internal sealed class QuadraticLoss<T>(Tensor<T> target) : CellwiseLoss("½ Σ (out - target)²") where T : INumberBase<T>
{
    private readonly T[] _target = Dense.Cells(target);

    internal override int? Degree => 2;

    internal override Shape? Shape { get; } = target.Shape;

    internal override double TargetMagnitude(int cell) => double.Abs(double.CreateChecked(_target[cell]));

    protected override void AddTerms<S>(int cell, ReadOnlySpan<S> z, Span<S> sums)
    {
        var target = S.CreateChecked(_target[cell]);
        var two = S.One + S.One;
        for (var k = 0; k < z.Length; k++)
            sums[k] += (z[k] - target) * (z[k] - target) / two;
    }

    protected override S Slope<S>(int cell, S z) => z - S.CreateChecked(_target[cell]);
}

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
