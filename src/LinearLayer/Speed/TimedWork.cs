using System.Globalization;

namespace LinearLayer;

/// <summary>A computation with what it had to do, and how long it took on the machine that measured it.</summary>
/// <param name="Name">What was measured, in a few words.</param>
/// <param name="Operations">How many multiplications and additions the computation consists of.</param>
/// <param name="Bytes">How many bytes must come from memory or go there: every input once, every result once.</param>
/// <param name="Seconds">How long it took.</param>
public sealed record TimedWork(string Name, double Operations, double Bytes, double Seconds)
{
    /// <summary>The arithmetic intensity: operations for each byte that must be moved.</summary>
    public double Intensity => Operations / Bytes;

    /// <summary>The speed, in operations a second.</summary>
    public double OperationsPerSecond => Operations / Seconds;

    /// <summary>The name with the speed, such as "row by row: 3.21 Gflop/s".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name}: {OperationsPerSecond / 1e9:G3} Gflop/s");
}
