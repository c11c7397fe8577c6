using System.Globalization;
using System.Text.RegularExpressions;

namespace Notebooks.Handouts.Formulas;

/// <summary>Says what KaTeX says in the words of somebody who writes formulas, not parsers.</summary>
internal static partial class KatexComplaint
{
    /// <param name="message">KaTeX's message, without the formula.</param>
    /// <param name="position">The index of the offending character; negative where KaTeX gives none.</param>
    public static string InPlainWords(string message, int position)
    {
        var words = message;
        words = StrictMode().Replace(words, "$1");
        words = UnknownCommand().Replace(words, "there is no command $1");
        words = NothingMayFollow().Replace(words, "$1 cannot stand here");
        words = words.Replace("RangeError: Maximum call stack size exceeded", "the formula is nested too deeply", StringComparison.Ordinal);
        words = words.Replace("'EOF'", "the end of the formula", StringComparison.Ordinal);
        words = words.Replace("Unexpected end of input in a macro argument", "the formula ends inside an argument", StringComparison.Ordinal);
        return position < 0
            ? words
            : string.Create(CultureInfo.InvariantCulture, $"{words} (at character {position + 1})");
    }

    [GeneratedRegex(@"^LaTeX-incompatible input and strict mode is set to 'error': (.*?)(?: \[\w+\])?$", RegexOptions.Singleline)]
    private static partial Regex StrictMode();

    [GeneratedRegex(@"^Undefined control sequence: (\\.+)$", RegexOptions.Singleline)]
    private static partial Regex UnknownCommand();

    [GeneratedRegex(@"^Expected 'EOF', got ('.+')$", RegexOptions.Singleline)]
    private static partial Regex NothingMayFollow();
}
