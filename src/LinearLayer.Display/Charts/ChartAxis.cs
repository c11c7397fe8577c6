namespace LinearLayer.Display;

/// <summary>An axis of a chart of your own: <see cref="Charts.Plot"/>.</summary>
/// <param name="Title">What is measured along it, such as "step h".</param>
/// <param name="Unit">In what, such as "ms" or "Gflop/s"; left out where the numbers have no unit.</param>
/// <param name="IsLogarithmic">Whether equal ratios are equally far. Numbers that are not positive have no place on it and are left out.</param>
public sealed record ChartAxis(string Title, string Unit = "", bool IsLogarithmic = false)
{
    /// <summary>An axis on which equal ratios are equally far.</summary>
    public static ChartAxis Log(string title, string unit = "") => new(title, unit, IsLogarithmic: true);

    /// <summary>A linear axis without a unit.</summary>
    public static implicit operator ChartAxis(string title) => new(title);

    /// <summary>The title with its unit.</summary>
    public override string ToString() => Unit.Length == 0 ? Title : $"{Title} ({Unit})";
}
