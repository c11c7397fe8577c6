using System.Globalization;

namespace LinearLayer;

/// <summary>One cell of a gradient: what the backward pass says, what the differences say.</summary>
/// <param name="Gradient">dx, dw or db.</param>
/// <param name="Index">The index in the gradient's own shape.</param>
/// <param name="Analytic">What the backward pass gave.</param>
/// <param name="Numeric">The numeric derivative.</param>
/// <param name="AbsoluteError">|analytic - numeric|; NaN where one of them is.</param>
/// <param name="Allowed">The error that rounding and truncation explain.</param>
/// <param name="Sum">The sum that makes the cell, with its numbers; null where the function is not a linear layer.</param>
public sealed record GradientCell(
    string Gradient, IReadOnlyList<int> Index, double Analytic, double Numeric, double AbsoluteError, double Allowed, GradientSum? Sum)
{
    /// <summary>The cell's name, such as <c>dw[1,2]</c>.</summary>
    public string Name => $"{Gradient}[{string.Join(",", Index.Select(i => i.ToString(CultureInfo.InvariantCulture)))}]";

    /// <summary>|analytic - numeric| / max(|analytic|, |numeric|): of this cell alone, 0 where both are 0, at most 2 where both are finite.</summary>
    public double RelativeError => AbsoluteError == 0 ? 0 : AbsoluteError / double.Max(double.Abs(Analytic), double.Abs(Numeric));

    /// <summary>The two values and both errors, in one line.</summary>
    public override string ToString() =>
        $"{Name}: analytic {NumberText.Of(Analytic)}, numeric {NumberText.Of(Numeric)}, off by {NumberText.OfError(AbsoluteError)}, relative error {NumberText.OfError(RelativeError)}";
}
