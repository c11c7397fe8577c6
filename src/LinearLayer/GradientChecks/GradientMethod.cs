using System.Globalization;

namespace LinearLayer;

/// <summary>How a gradient check finds the derivatives that it compares with.</summary>
public sealed record GradientMethod
{
    private GradientMethod(GradientMethodKind kind, double? step = null) => (Kind, Step) = (kind, step);

    /// <summary>Which method it is.</summary>
    public GradientMethodKind Kind { get; }

    /// <summary>The step that was asked for; null where the check chooses it, or where there is none.</summary>
    public double? Step { get; }

    /// <summary>
    /// (L(p + h) - L(p - h)) / 2h in <see cref="double"/>, with a step chosen for each cell.
    /// </summary>
    /// <remarks>
    /// For a loss that is linear or quadratic in out there is no truncation error at any step, since the layer is affine in
    /// each single entry. The step is then as large as the numbers allow, a power of two, and rounding stays at the last
    /// digits. For a curved loss the step balances both errors, near the cube root of the unit roundoff.
    /// </remarks>
    public static GradientMethod CentralDifference() => new(GradientMethodKind.CentralDifference);

    /// <summary>(L(p + h) - L(p - h)) / 2h with one step h for all cells.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The step is not positive and finite.</exception>
    public static GradientMethod CentralDifference(double step) =>
        step > 0 && double.IsFinite(step)
            ? new(GradientMethodKind.CentralDifference, step)
            : throw new ArgumentOutOfRangeException(nameof(step), string.Create(CultureInfo.InvariantCulture, $"The step is {step}. It must be positive and finite, such as 0.5 or 1e-5."));

    /// <summary>
    /// A central difference with step 1 in which nothing is rounded, compared with <c>==</c>: for integers in any number type,
    /// for <see cref="Rational"/>, and for a loss that is linear or quadratic in out.
    /// </summary>
    public static GradientMethod Exact { get; } = new(GradientMethodKind.Exact);

    /// <summary>Im L(p + ih) / h over <see cref="System.Numerics.Complex"/> with h = 2^-100: no difference is taken, so no digits are lost.</summary>
    public static GradientMethod ComplexStep { get; } = new(GradientMethodKind.ComplexStep);

    /// <summary>The derivative that <see cref="Dual{T}"/> of <see cref="double"/> carries along: forward mode, no step at all.</summary>
    public static GradientMethod DualNumbers { get; } = new(GradientMethodKind.DualNumbers);

    /// <summary>Central differences with steps h, h/2 and h/4, extrapolated to h = 0 (Richardson): for curved losses that are given over <see cref="double"/> only.</summary>
    public static GradientMethod Richardson { get; } = new(GradientMethodKind.Richardson);

    /// <summary>The method in words, such as <c>central difference with step 1E-07</c>.</summary>
    public override string ToString()
    {
        var name = Kind switch
        {
            GradientMethodKind.CentralDifference => "central difference",
            GradientMethodKind.Exact => "exact difference, compared with ==",
            GradientMethodKind.ComplexStep => "complex step",
            GradientMethodKind.DualNumbers => "dual numbers",
            _ => "Richardson extrapolation",
        };
        return Step is { } step ? $"{name} with step {NumberText.Of(step)}" : name;
    }
}
