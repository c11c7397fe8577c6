using System.Numerics.Tensors;

namespace LinearLayer;

/// <summary>Random numbers that a seed decides: the same seed gives the same numbers on every machine and with every version of .NET.</summary>
/// <remarks>
/// The bits are those of SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014): a counter
/// that grows by an odd constant, and a mixing function. <see cref="Random"/> does not promise its numbers from one version of
/// .NET to the next. Not for secrets.
/// </remarks>
public sealed class SeededRandom
{
    private ulong _counter;

    /// <summary>A generator that starts at this seed; any number will do.</summary>
    public SeededRandom(long seed) => _counter = unchecked((ulong)seed);

    /// <summary>The next 64 random bits.</summary>
    public ulong Bits()
    {
        unchecked
        {
            _counter += 0x9E3779B97F4A7C15; // 2^64 over the golden ratio, made odd
            var mixed = (_counter ^ (_counter >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return mixed ^ (mixed >> 31);
        }
    }

    /// <summary>A number from 0 up to but not including 1, uniformly distributed: a multiple of 2^-53.</summary>
    public double Uniform() => (Bits() >> 11) * (1.0 / (1L << 53));

    /// <summary>A number from <paramref name="low"/> to <paramref name="high"/>, uniformly distributed.</summary>
    public double Uniform(double low, double high) => low + (high - low) * Uniform();

    /// <summary>A number of the normal distribution with mean 0 and standard deviation 1.</summary>
    /// <remarks>
    /// By the ratio of uniforms (Kinderman and Monahan, 1977): v/u, if (v/u)² &lt;= -4 ln u. The logarithm, which platforms may
    /// round differently in the last bit, only decides; the number itself comes from one division.
    /// </remarks>
    public double Normal()
    {
        const double Widest = 0.8577638849607068; // √(2/e): |v| is never larger where a point is accepted
        while (true)
        {
            var u = 1 - Uniform(); // never 0
            var ratio = Uniform(-Widest, Widest) / u;
            if (ratio * ratio <= -4 * Math.Log(u))
                return ratio;
        }
    }

    /// <summary>An integer from 0 up to but not including <paramref name="end"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The end is not positive.</exception>
    public int Below(int end)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(end);
        return (int)(Uniform() * end);
    }

    /// <summary>The integers from 0 up to but not including <paramref name="count"/>, in random order, each order as likely as any other.</summary>
    /// <remarks>The shuffle of Fisher and Yates.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public int[] Order(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        int[] order = [.. Enumerable.Range(0, count)];
        for (var last = count - 1; last > 0; last--)
        {
            var chosen = Below(last + 1);
            (order[chosen], order[last]) = (order[last], order[chosen]);
        }

        return order;
    }

    /// <summary>A tensor filled cell by cell, in row-major order.</summary>
    internal static Tensor<double> Fill(Shape shape, Func<double> next)
    {
        var cells = new double[shape.CellCount];
        for (var cell = 0; cell < cells.Length; cell++)
            cells[cell] = next();
        return Tensor.Create(cells, shape.AsSpan());
    }
}
