using System.Globalization;

namespace LinearLayer;

/// <summary>The limits of a machine: how fast it computes at most, and how fast its memory is.</summary>
/// <remarks>
/// The two meet in the roof line of Williams, Waterman and Patterson (doi:10.1145/1498765.1498785): a computation that does
/// few operations for each byte waits for the memory, and one that does many waits for the arithmetic.
/// </remarks>
/// <param name="Name">What of the machine this is, such as "one core".</param>
/// <param name="PeakOperationsPerSecond">Multiplications and additions a second, with all numbers in registers.</param>
/// <param name="BytesPerSecond">Bytes a second that come from memory.</param>
public sealed record Roof(string Name, double PeakOperationsPerSecond, double BytesPerSecond)
{
    /// <summary>The intensity, in operations for each byte, at which memory and arithmetic take equally long.</summary>
    public double Ridge => PeakOperationsPerSecond / BytesPerSecond;

    /// <summary>The most operations a second that a computation of this intensity can reach.</summary>
    /// <param name="intensity">Operations for each byte that must be moved.</param>
    public double At(double intensity) => Math.Min(PeakOperationsPerSecond, intensity * BytesPerSecond);

    /// <summary>Measures both limits, for doubles, on the machine that it runs on. It takes a fraction of a second.</summary>
    /// <remarks>
    /// The peak is that of multiply-adds between the widest vector registers, with nothing loaded or stored; the bandwidth is
    /// that of adding up 64 MiB. The best of several runs counts, since other programs only ever make one longer.
    /// </remarks>
    /// <param name="name">What of the machine this is.</param>
    /// <param name="threads">How many threads compute, or read, at once.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no thread.</exception>
    public static Roof Measure(string name, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        return new Roof(name, RegisterPeak.Measure(threads), MemoryBandwidth.Measure(threads));
    }

    /// <summary>The name with both limits, such as "one core: at most 50 Gflop/s and 20 GB/s, ridge at 2.5 flop/byte".</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Name}: at most {PeakOperationsPerSecond / 1e9:G3} Gflop/s and {BytesPerSecond / 1e9:G3} GB/s, ridge at {Ridge:G3} flop/byte");
}
