using System.Globalization;

namespace LinearLayer;

/// <summary>A number as the reports show it: at most six digits, invariant culture, no negative zero.</summary>
internal static class NumberText
{
    public static string Of(double number) => (number + 0.0).ToString("G6", CultureInfo.InvariantCulture);

    /// <summary>An error: three digits tell how large it is.</summary>
    public static string OfError(double error) => error.ToString("G3", CultureInfo.InvariantCulture);
}
