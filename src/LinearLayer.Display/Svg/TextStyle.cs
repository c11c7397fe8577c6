namespace LinearLayer.Display;

/// <summary>A way of writing in a drawing, and how wide a text comes out in it at most.</summary>
/// <remarks>
/// The program cannot ask the browser, and the fonts are the page's. So it reckons with wide ones: with DejaVu Sans Mono, and
/// for words with the wider of DejaVu Sans and DejaVu Serif. In a narrower font a text has more room around it than it needs.
/// </remarks>
/// <param name="Class">The class in the style sheet.</param>
/// <param name="Size">The size of the font, in CSS pixels.</param>
/// <param name="IsCode">In the font of code; otherwise in the one for words.</param>
/// <param name="IsBold">In bold.</param>
internal sealed record TextStyle(string Class, double Size, bool IsCode = true, bool IsBold = false)
{
    private const double CodeWidth = 0.602;
    private const double OtherWordWidth = 0.9;
    private const double BoldWords = 1.12;

    /// <summary>Widths from the space to ~, in hundredths of the font's size.</summary>
    private static ReadOnlySpan<byte> WordWidths =>
    [
        32, 40, 46, 84, 64, 95, 89, 27, 39, 39, 50, 84, 32, 36, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34, 34, 84, 84, 84, 54,
        100, 72, 73, 77, 80, 73, 69, 80, 87, 40, 40, 75, 66, 102, 88, 82, 67, 82, 75, 69, 67, 84, 72, 103, 71, 66, 69, 39, 34, 39, 84, 50,
        50, 61, 64, 56, 64, 62, 37, 64, 64, 32, 31, 61, 32, 97, 64, 61, 64, 64, 48, 52, 40, 64, 59, 86, 59, 59, 53, 64, 34, 64, 84,
    ];

    public static TextStyle Name { get; } = new("ll-text-name", 15, IsBold: true);

    public static TextStyle Code { get; } = new("ll-text-code", 13);

    public static TextStyle SmallCode { get; } = new("ll-text-small", 12);

    public static TextStyle Index { get; } = new("ll-text-index", 10);

    public static TextStyle Symbol { get; } = new("ll-text-symbol", 19);

    public static TextStyle Words { get; } = new("ll-text-words", 12, IsCode: false);

    public static TextStyle Badge { get; } = new("ll-text-badge", 10, IsCode: false);

    /// <summary>All of them, for the style sheet.</summary>
    public static IReadOnlyList<TextStyle> All { get; } = [Name, Code, SmallCode, Index, Symbol, Words, Badge];

    /// <summary>The height of a line.</summary>
    public double Line => Math.Round(Size * 1.4);

    /// <summary>How far the middle of the letters lies above the line that they stand on.</summary>
    public double HalfHeight => Size * 0.35;

    /// <summary>The width of a text, in CSS pixels.</summary>
    public double Width(string text) => Size * (IsCode ? text.Length * CodeWidth : text.Sum(WordWidth) * (IsBold ? BoldWords : 1));

    private static double WordWidth(char letter) => letter is >= ' ' and <= '~' ? WordWidths[letter - ' '] / 100.0 : OtherWordWidth;
}
