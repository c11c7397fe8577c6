using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace LinearLayer;

/// <summary>A loss L that a gradient check differentiates: one number computed from out, (N, M).</summary>
/// <remarks>
/// <c>Loss.Linear(dout)</c>, <c>Loss.Quadratic(target)</c> and <c>Loss.Cubic</c> run over any number type; <c>Loss.Of(...)</c>
/// takes a function of your own.
/// </remarks>
public abstract class Loss
{
    private protected Loss(string formula) => Formula = formula;

    /// <summary>How L is computed, such as <c>Σ dout·out</c>.</summary>
    public string Formula { get; }

    /// <summary>L = Σ dout·out, whose gradient is dout itself, wherever out is: what every gradient check can start from.</summary>
    public static Loss Linear<T>(Tensor<T> dout) where T : INumberBase<T>
    {
        ArgumentNullException.ThrowIfNull(dout);
        return new LinearLoss<T>(dout);
    }

    /// <summary>L = ½ Σ (out - target)², whose gradient is out - target.</summary>
    /// <param name="target">(N, M).</param>
    public static Loss Quadratic<T>(Tensor<T> target) where T : INumberBase<T>
    {
        ArgumentNullException.ThrowIfNull(target);
        return new QuadraticLoss<T>(target);
    }

    /// <summary>L = ⅓ Σ out³, whose gradient is out²: the simplest loss whose central difference has a truncation error.</summary>
    public static Loss Cubic { get; } = new CubicLoss();

    /// <summary>A loss of your own.</summary>
    /// <param name="value">L from out, (N, M). It must not keep or change the tensor that it gets.</param>
    /// <param name="gradient">∂L/∂out from out. Without it, it is taken by dual numbers where <paramref name="dual"/> is given, else by Richardson extrapolation.</param>
    /// <param name="complex">The same loss over complex numbers, for <see cref="GradientMethod.ComplexStep"/>; no absolute value or comparison in it.</param>
    /// <param name="dual">The same loss over dual numbers, for <see cref="GradientMethod.DualNumbers"/>.</param>
    /// <param name="formula">Filled in by the compiler: the loss as the caller wrote it.</param>
    public static Loss Of(
        Func<Tensor<double>, double> value,
        Func<Tensor<double>, Tensor<double>>? gradient = null,
        Func<Tensor<Complex>, Complex>? complex = null,
        Func<Tensor<Dual<double>>, Dual<double>>? dual = null,
        [CallerArgumentExpression(nameof(value))] string formula = "L(out)")
    {
        ArgumentNullException.ThrowIfNull(value);
        return new FunctionLoss(value, gradient, complex, dual, SourceText.OneLine(formula, maxLength: 60));
    }

    /// <summary>L at out.</summary>
    /// <exception cref="NotSupportedException">A function of your own was not given for this number type.</exception>
    public abstract T Value<T>(Tensor<T> @out) where T : INumberBase<T>;

    /// <summary>∂L/∂out at out, (N, M): the dout that the backward pass starts from.</summary>
    /// <exception cref="NotSupportedException">A function of your own is given for <see cref="double"/> only.</exception>
    public abstract Tensor<T> Gradient<T>(Tensor<T> @out) where T : INumberBase<T>;

    /// <summary>The degree of L in each single entry of out; null where it is no polynomial, or not known.</summary>
    internal abstract int? Degree { get; }

    /// <summary>The tensor that out is compared with or weighted by, whose shape must be that of out; null where there is none.</summary>
    internal virtual Shape? Shape => null;

    /// <summary>What L subtracts from out, as magnitudes: the size of it enters the rounding error of the difference.</summary>
    internal virtual double TargetMagnitude(int cell) => 0;

    /// <summary>The magnitude of a part of L that does not shrink with the cells that change: it enters the rounding error of a difference of two L.</summary>
    internal virtual double Background(Tensor<double> @out) => 0;

    /// <summary>How far the gradient may be off where it is found by differences.</summary>
    internal virtual double GradientError(Tensor<double> @out) => 0;

    /// <summary>
    /// L for each of K variants of out, up to a number that is the same for all: variant k has the value changed[c * K + k] in
    /// the cell start + c * stride.
    /// </summary>
    internal abstract void OfVariants<S>(Tensor<S> @out, int start, int stride, ReadOnlySpan<S> changed, Span<S> losses) where S : INumberBase<S>;
}
