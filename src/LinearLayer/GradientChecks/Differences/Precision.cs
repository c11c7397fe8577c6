namespace LinearLayer;

/// <summary>How exactly a number type computes.</summary>
internal static class Precision
{
    /// <summary>The binary digits of a number; null where nothing is rounded, as in integers and fractions.</summary>
    public static int? DigitsOf<T>() =>
        typeof(T) == typeof(double) ? 53
        : typeof(T) == typeof(float) ? 24
        : typeof(T) == typeof(Half) ? 11
        : null;

    /// <summary>The largest relative error of one operation, 2^-digits; 0 where nothing is rounded.</summary>
    public static double UnitRoundoffOf<T>() => DigitsOf<T>() is { } digits ? double.ScaleB(1, -digits) : 0;
}
