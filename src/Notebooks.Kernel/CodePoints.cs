using System.Buffers;
using System.Text;

namespace Notebooks.Kernel;

/// <summary>
/// Positions in code, which the protocol counts in Unicode code points and .NET in UTF-16 units:
/// <see href="https://jupyter-client.readthedocs.io/en/stable/messaging.html#cursor-pos-and-unicode-offsets"/>.
/// </summary>
internal static class CodePoints
{
    /// <summary>The position in a string after so many code points; the string's end where it has fewer.</summary>
    public static int ToIndex(string text, int codePoints)
    {
        var index = 0;
        for (; codePoints > 0 && index < text.Length; codePoints--)
            index += Length(text.AsSpan(index));
        return index;
    }

    /// <summary>How many code points stand before a position in a string.</summary>
    public static int Before(string text, int index)
    {
        var codePoints = 0;
        for (var i = 0; i < index; i += Length(text.AsSpan(i)))
            codePoints++;
        return codePoints;
    }

    // Half a surrogate pair counts as one, as everywhere.
    private static int Length(ReadOnlySpan<char> text) => Rune.DecodeFromUtf16(text, out _, out var consumed) == OperationStatus.Done ? consumed : 1;
}
