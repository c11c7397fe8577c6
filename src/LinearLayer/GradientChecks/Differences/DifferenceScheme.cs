using System.Numerics;

namespace LinearLayer;

/// <summary>One way to find dL/dp for a parameter p: which values to add to p, and how to put together the losses that come.</summary>
/// <typeparam name="S">The number type that the forward pass runs over.</typeparam>
/// <typeparam name="R">The number type of the derivative.</typeparam>
internal abstract class DifferenceScheme<S, R> where S : INumberBase<S>
{
    /// <summary>How many forward passes one derivative takes.</summary>
    public abstract int Variants { get; }

    /// <summary>By how much the rounding of the losses can grow on its way into the derivative, relative to a central difference with the same step; 0 where no difference is taken.</summary>
    public abstract double Amplification { get; }

    /// <summary>The values to add to p, one for each variant.</summary>
    public abstract void Offsets(double step, Span<S> offsets);

    /// <summary>The derivative from the losses of the variants, and how far its truncation error may go.</summary>
    public abstract (R Slope, double Truncation) Slope(ReadOnlySpan<S> losses, double step);
}

/// <summary>The schemes of the methods.</summary>
internal static class DifferenceScheme
{
    /// <summary>For a loss of degree 2 or less in each single entry, where a central difference has no truncation error.</summary>
    public static DifferenceScheme<double, double> Central { get; } = new CentralScheme();

    /// <summary>For any loss: the truncation error is judged by a second difference with twice the step.</summary>
    public static DifferenceScheme<double, double> CentralOfCurve { get; } = new CentralOfCurveScheme();

    public static DifferenceScheme<double, double> Richardson { get; } = new RichardsonScheme();

    public static DifferenceScheme<Complex, double> ComplexStep { get; } = new ComplexStepScheme();

    public static DifferenceScheme<Dual<double>, double> DualNumbers { get; } = new DualNumbersScheme();

    public static DifferenceScheme<Rational, Rational> Exact { get; } = new RationalScheme();

    private sealed class CentralScheme : DifferenceScheme<double, double>
    {
        public override int Variants => 2;

        public override double Amplification => 1;

        public override void Offsets(double step, Span<double> offsets) => (offsets[0], offsets[1]) = (step, -step);

        public override (double, double) Slope(ReadOnlySpan<double> losses, double step) => ((losses[0] - losses[1]) / (2 * step), 0);
    }

    private sealed class CentralOfCurveScheme : DifferenceScheme<double, double>
    {
        public override int Variants => 5;

        public override double Amplification => 2;

        public override void Offsets(double step, Span<double> offsets) =>
            (offsets[0], offsets[1], offsets[2], offsets[3], offsets[4]) = (step, -step, 2 * step, -2 * step, 0);

        // The error of the first difference is c·h² and more, that of the second 4c·h²: their distance is three times the error.
        // A kink is not smooth enough for that, but tells itself: the slopes on its two sides differ by as much at h as at 2h,
        // where those of a smooth function differ twice as much.
        public override (double, double) Slope(ReadOnlySpan<double> losses, double step)
        {
            var slope = (losses[0] - losses[1]) / (2 * step);
            var wide = (losses[2] - losses[3]) / (4 * step);
            var bend = (losses[0] - 2 * losses[4] + losses[1]) / step;
            var wideBend = (losses[2] - 2 * losses[4] + losses[3]) / (2 * step);
            return (slope, 2 * double.Abs(slope - wide) + double.Abs(wideBend - 2 * bend));
        }
    }

    private sealed class RichardsonScheme : DifferenceScheme<double, double>
    {
        public override int Variants => 6;

        public override double Amplification => 8; // (64·4 + 20·2 + 1) / 45, and some more for the estimate

        public override void Offsets(double step, Span<double> offsets)
        {
            for (var k = 0; k < 6; k += 2, step /= 2)
                (offsets[k], offsets[k + 1]) = (step, -step);
        }

        public override (double, double) Slope(ReadOnlySpan<double> losses, double step)
        {
            var whole = (losses[0] - losses[1]) / (2 * step);
            var half = (losses[2] - losses[3]) / step;
            var quarter = (losses[4] - losses[5]) / (step / 2);
            var coarse = (4 * half - whole) / 3;
            var fine = (4 * quarter - half) / 3;
            var slope = (16 * fine - coarse) / 15;
            return (slope, double.Abs(slope - fine));
        }
    }

    private sealed class ComplexStepScheme : DifferenceScheme<Complex, double>
    {
        private const double Step = 1.0 / (1L << 50) / (1L << 50);

        public override int Variants => 1;

        public override double Amplification => 0;

        public override void Offsets(double step, Span<Complex> offsets) => offsets[0] = new Complex(0, Step);

        public override (double, double) Slope(ReadOnlySpan<Complex> losses, double step) => (losses[0].Imaginary / Step, 0);
    }

    private sealed class DualNumbersScheme : DifferenceScheme<Dual<double>, double>
    {
        public override int Variants => 1;

        public override double Amplification => 0;

        public override void Offsets(double step, Span<Dual<double>> offsets) => offsets[0] = new Dual<double>(0, 1);

        public override (double, double) Slope(ReadOnlySpan<Dual<double>> losses, double step) => (losses[0].Derivative, 0);
    }

    private sealed class RationalScheme : DifferenceScheme<Rational, Rational>
    {
        public override int Variants => 2;

        public override double Amplification => 0;

        public override void Offsets(double step, Span<Rational> offsets) => (offsets[0], offsets[1]) = (1, -1);

        public override (Rational, double) Slope(ReadOnlySpan<Rational> losses, double step) => ((losses[0] - losses[1]) / 2, 0);
    }
}
