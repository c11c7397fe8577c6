using System.Globalization;

namespace LinearLayer.Display;

/// <summary>Numbers and names as the words of a chart have them.</summary>
internal static class ChartNumber
{
    /// <summary>A number with at most so many digits, invariant culture.</summary>
    public static string Text(double number, int digits = 5) =>
        double.IsNaN(number) ? "NaN"
        : double.IsInfinity(number) ? (number > 0 ? "∞" : "-∞")
        : (number + 0.0).ToString(Math.Abs(number) is >= 1e5 and < 1e7 && double.IsInteger(number) ? "F0" : $"G{digits}", CultureInfo.InvariantCulture).Replace('E', 'e');

    /// <summary>A count with its noun.</summary>
    public static string Count(long count, string one, string? many = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many ?? one + "s")}");

    /// <summary>Text as Plotly takes it: it reads a few HTML elements in titles, names and hovers.</summary>
    public static string Escaped(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
}
