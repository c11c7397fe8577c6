using System.Globalization;

namespace LinearLayer.Display;

/// <summary>Ticks for the axes on which Plotly's own do not read well.</summary>
internal static class AxisTicks
{
    private const int MostTicks = 8;
    private const int MostPowers = 6;
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    /// <summary>Ticks at whole numbers from 0, at most about eight.</summary>
    public static PanelTicks Indices(int count)
    {
        var step = 1;
        while (count > MostTicks * step)
            step = step.ToString(CultureInfo.InvariantCulture)[0] == '2' ? step / 2 * 5 : step * 2;
        var places = Enumerable.Range(0, (count + step - 1) / step).Select(i => i * step).ToList();
        return new PanelTicks([.. places.Select(place => (double)place)], [.. places.Select(place => place.ToString(CultureInfo.InvariantCulture))]);
    }

    /// <summary>Ticks at powers of ten, so many apart that there are at most about six; where the numbers span less than two powers, at 2 and 5 times them too.</summary>
    public static PanelTicks PowersOfTen(IEnumerable<double> numbers)
    {
        var logarithms = numbers.Where(number => number > 0 && double.IsFinite(number)).Select(Math.Log10).DefaultIfEmpty(0).ToList();
        var (first, last) = ((int)Math.Floor(logarithms.Min()), (int)Math.Ceiling(logarithms.Max()));
        var step = Math.Max(1, (last - first + MostPowers - 1) / MostPowers);
        var from = step * (int)Math.Floor((double)first / step); // so that 1 stays a tick
        var powers = Enumerable.Range(0, (last - from) / step + 1).Select(i => from + i * step).ToList();
        int[] digits = logarithms.Max() - logarithms.Min() < 2 ? [1, 2, 5] : [1];
        var isPlain = powers[0] >= -4 && powers[^1] <= 5;
        var ticks = (from power in powers from digit in digits select (Power: power, Digit: digit)).ToList();
        return new PanelTicks([.. ticks.Select(tick => Number(tick.Digit, tick.Power))], [.. ticks.Select(tick => isPlain ? ChartNumber.Text(Number(tick.Digit, tick.Power)) : Text(tick.Digit, tick.Power))]);
    }

    /// <summary>The double nearest to digit·10^power, as the compiler would read it.</summary>
    private static double Number(int digit, int power) => double.Parse(string.Create(CultureInfo.InvariantCulture, $"{digit}e{power}"), CultureInfo.InvariantCulture);

    private static string Text(int digit, int power)
    {
        var ten = power == 0 ? "1" : "10" + string.Concat(power.ToString(CultureInfo.InvariantCulture).Select(letter => letter == '-' ? '⁻' : Superscripts[letter - '0']));
        return digit == 1 ? ten : power == 0 ? $"{digit}" : $"{digit}·{ten}";
    }
}
