using System.Globalization;

namespace LinearLayer;

/// <summary>Whether every sum of a layer, of a loss and of the gradients comes out without rounding in a floating-point type.</summary>
internal static class ExactArithmetic
{
    /// <summary>What would be rounded, in words; null where nothing is.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="dout">∂L/∂out, (N, M).</param>
    /// <param name="loss">A loss that is linear or quadratic in out.</param>
    /// <param name="step">By how much each parameter is moved at most.</param>
    /// <param name="digits">The binary digits of the type in which the gradients are computed.</param>
    public static string? WhatIsRounded(Layer<double> layer, double[] dout, Loss loss, double step, int digits)
    {
        // Sums of multiples of 2^e are multiples of 2^e, and exact while they stay below 2^(e + 53).
        var (x, w, b, g, h) = (Last(layer.X), Last(layer.W), Last(layer.B), Last(dout), Last([step]));
        var (largestX, largestW, largestG) = (Largest(layer.X), Largest(layer.W), Largest(dout));
        var magnitude = Largest(LayerMagnitudes.OfOut(layer)) + step * double.Max(1, double.Max(largestX, largestW));
        var ofOut = int.Min(int.Min(x + w, b), int.Min(int.Min(x, w) + h, h));
        (string Sum, double Magnitude, int Last, int Digits)[] sums =
        [
            ("out", magnitude, ofOut, int.Min(53, digits)),
            ("L", int.Max(layer.N, layer.M) * largestG * magnitude, g + ofOut, 53),
            ("dx", layer.M * largestG * largestW, g + w, digits),
            ("dw", layer.N * largestG * largestX, g + x, digits),
            ("db", layer.N * largestG, g, digits),
        ];
        if (loss.Degree == 2)
        {
            var target = Enumerable.Range(0, dout.Length).Select(loss.TargetMagnitude).ToArray();
            var difference = magnitude + Largest(target);
            sums[1] = ("L", int.Max(layer.N, layer.M) * difference * difference, 2 * int.Min(ofOut, Last(target)) - 1, 53);
        }

        foreach (var (sum, size, last, available) in sums)
        {
            var needed = size > 0 ? double.ILogB(size) + 1 - last : 0;
            if (needed > available)
                return string.Create(CultureInfo.InvariantCulture, $"the sums of {sum} can take {needed} binary digits, and there are {available}");
        }

        return null;
    }

    private static double Largest(double[] numbers) => numbers.Aggregate(0.0, (largest, number) => double.Max(largest, double.Abs(number)));

    /// <summary>The exponent of the last binary digit that any of the numbers has; 0 where there is none.</summary>
    private static int Last(double[] numbers)
    {
        var last = int.MaxValue;
        foreach (var number in numbers)
        {
            if (number != 0)
            {
                // Scaled by this power of two, which is exact, every double is an integer of 53 bits.
                var exponent = 52 - double.ILogB(number);
                last = int.Min(last, System.Numerics.BitOperations.TrailingZeroCount((long)double.ScaleB(number, exponent)) - exponent);
            }
        }

        return last == int.MaxValue ? 0 : last;
    }
}
