using System.Numerics;
using System.Numerics.Tensors;

namespace LinearLayer;

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
