namespace LinearLayer.Display;

/// <summary>Leaves out the middle of what is too long to be drawn.</summary>
internal static class Shortened
{
    /// <summary>All indices below the count, or the first ones, a gap (null) and the last one.</summary>
    public static IReadOnlyList<int?> Indices(int count, int most) => count <= most
        ? [.. Enumerable.Range(0, count)]
        : [.. Enumerable.Range(0, most - 2), null, count - 1];
}
