using System.Globalization;
using System.Numerics;

namespace LinearLayer.Display;

/// <summary>One way of writing numbers for all cells of a tensor, so that they can be compared by eye. Always invariant culture.</summary>
/// <remarks>
/// Whole numbers are written whole, others with up to four decimals, as many for one cell as for another,
/// and in scientific notation where four decimals would hide a number or a number is too long to read.
/// </remarks>
internal sealed class NumberFormat
{
    private const int MostDecimals = 4;
    private const double TooLarge = 1e9;
    private const double TooLargeForWhole = 1e15;
    private const double TooSmall = 1e-4;

    private readonly string _format;

    private NumberFormat(string format) => _format = format;

    /// <summary>The format that suits these cells.</summary>
    public static NumberFormat For(IEnumerable<object?> cells)
    {
        var numbers = cells.SelectMany(RealParts).Where(number => double.IsFinite(number.Value) && number.Value != 0).ToList();
        var tooLarge = numbers.All(number => double.IsInteger(number.Value)) ? TooLargeForWhole : TooLarge;
        if (numbers.Any(number => Math.Abs(number.Value) < TooSmall || Math.Abs(number.Value) >= tooLarge))
            return new NumberFormat("0.0000e+00");
        return new NumberFormat("F" + numbers.Select(number => Decimals(number.Exact)).DefaultIfEmpty(0).Max());
    }

    /// <summary>A cell's value as text.</summary>
    public string Text(object? cell)
    {
        if (cell is Complex complex)
            return $"{Real(complex.Real)} {(complex.Imaginary < 0 ? '-' : '+')} {Real(Math.Abs(complex.Imaginary))}i";
        if (RealParts(cell).ToList() is [var number])
            return Real(number.Value);
        return cell is IFormattable other ? other.ToString(null, CultureInfo.InvariantCulture) : cell?.ToString() ?? "null";
    }

    /// <summary>A cell's value in the shortest text that loses nothing.</summary>
    public static string Exact(object? cell) => cell switch
    {
        Complex complex => $"{Exact(complex.Real)} {(complex.Imaginary < 0 ? '-' : '+')} {Exact(Math.Abs(complex.Imaginary))}i",
        _ when RealParts(cell).ToList() is [var number] => double.IsFinite(number.Value) ? number.Exact.Replace('E', 'e') : Odd(number.Value),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => cell?.ToString() ?? "null",
    };

    /// <summary>A cell's value as a real number; null where it is none.</summary>
    public static double? Number(object? cell) => cell switch
    {
        int number => number,
        long number => number,
        BigInteger number => (double)number,
        Rational number => (double)number,
        Complex => null,
        _ => RealParts(cell).Select(part => (double?)part.Value).FirstOrDefault(),
    };

    private static string Odd(double number) => double.IsNaN(number) ? "NaN" : number > 0 ? "∞" : "-∞";

    private string Real(double number) =>
        double.IsFinite(number) ? (number == 0 ? 0 : number).ToString(_format, CultureInfo.InvariantCulture) // no sign for -0
        : Odd(number);

    /// <summary>The floating-point numbers in a cell, each also in the shortest text that is exact; none for other types.</summary>
    private static IEnumerable<(double Value, string Exact)> RealParts(object? cell) => cell switch
    {
        double number => [(number, number.ToString(CultureInfo.InvariantCulture))],
        float number => [(number, number.ToString(CultureInfo.InvariantCulture))],
        Half number => [((double)number, number.ToString(CultureInfo.InvariantCulture))],
        decimal number => [((double)number, number.ToString(CultureInfo.InvariantCulture))],
        Complex number => [.. RealParts(number.Real), .. RealParts(number.Imaginary)],
        _ => [],
    };

    private static int Decimals(string exact)
    {
        var point = exact.IndexOf('.');
        return point < 0 ? 0 : Math.Min(MostDecimals, exact.Length - point - 1);
    }
}
