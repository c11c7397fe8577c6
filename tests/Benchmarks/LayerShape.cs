using System.Globalization;

namespace Benchmarks;

/// <summary>The sizes of one layer: N examples of D features, M outputs.</summary>
public sealed record LayerShape(int N, int D, int M)
{
    /// <summary>From a toy to a large layer; then one with sizes that are multiples of nothing, one of a single example, and one with many examples of few numbers.</summary>
    public static IReadOnlyList<LayerShape> All { get; } =
    [
        new(2, 12, 3), new(16, 64, 64), new(64, 784, 10), new(64, 784, 100), new(128, 1024, 1024),
        new(256, 4096, 1024), new(1024, 1024, 1024), new(512, 768, 3072), new(63, 785, 101), new(1, 4096, 4096), new(4096, 16, 16),
    ];

    /// <summary>Reads 64x784x10.</summary>
    public static LayerShape? TryParse(string text) =>
        text.Split('x') is [var n, var d, var m] && Size(n) is { } N && Size(d) is { } D && Size(m) is { } M ? new(N, D, M) : null;

    public override string ToString() => $"({N},{D},{M})";

    private static int? Size(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size > 0 ? size : null;
}
