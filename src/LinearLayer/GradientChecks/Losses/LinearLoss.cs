using System.Numerics;
using System.Numerics.Tensors;

namespace LinearLayer;

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
