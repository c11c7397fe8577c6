using System.Text;
using System.Text.RegularExpressions;

namespace Notebooks.Handouts.Safety;

/// <summary>One top-level rule of a style sheet.</summary>
/// <param name="Text">The rule.</param>
/// <param name="IsBound">Whether its selectors can meet nothing but what outputs of the display library hold.</param>
internal sealed record CssRule(string Text, bool IsBound);

/// <summary>
/// The rules of a notebook's style sheet, made to hold for its texts and outputs alone. What a rule meets is left to the
/// browser's <c>@scope</c>; here is only seen to it that no rule ends that scope early or works beyond it.
/// </summary>
internal static partial class ScopedCss
{
    /// <summary>Where the rules of a notebook hold: not in what the page itself says among the outputs.</summary>
    public const string Scope = "@scope (.nb-cell-text, .nb-output:not(.nb-error, .nb-stderr, .nb-note)) {\n";

    /// <summary>The sheet's rules; null where the sheet cannot be told apart into rules.</summary>
    public static IReadOnlyList<CssRule>? Rules(string css)
    {
        var rules = new List<CssRule>();
        var rule = new StringBuilder();
        var open = new Stack<char>();
        // The same without strings and remarks, to look at.
        var plain = new StringBuilder();
        // Brackets that do not pair are read as a browser does, but nothing is concluded from them.
        var isOdd = false;
        for (var i = 0; i < css.Length; i++)
        {
            var letter = css[i];
            var length = 1;
            switch (letter)
            {
                case '/' when At(css, i + 1) == '*':
                    length = (css.IndexOf("*/", i + 2, StringComparison.Ordinal) is var end and >= 0 ? end + 2 : css.Length) - i;
                    i += length - 1;
                    plain.Append(' ');
                    rule.Append("/**/"); // It keeps apart what it stood between.
                    continue;
                case '"' or '\'':
                    length = StringLength(css, i);
                    plain.Append("\"\"");
                    break;
                case '\\':
                    length = EscapeLength(css, i);
                    plain.Append('\\');
                    break;
                case '(':
                    var name = NameBefore(plain);
                    // A name in disguise, which might be url.
                    if (name.Contains('\\'))
                        return null;
                    plain.Append(letter);
                    if (name.Equals("url", StringComparison.OrdinalIgnoreCase) && css.AsSpan(i + 1).TrimStart() is not ['"' or '\'', ..])
                    {
                        length = AddressLength(css, i);
                        plain.Append(')');
                    }
                    else
                        open.Push(')');
                    break;
                case '[':
                    open.Push(']');
                    plain.Append(letter);
                    break;
                case '{':
                    open.Push('}');
                    plain.Append(letter);
                    break;
                case ')' or ']' or '}':
                    if (letter == '}' && open.Count == 0)
                        continue; // It would end the scope.
                    if (open.Count > 0 && open.Peek() == letter)
                        open.Pop();
                    else
                        isOdd = true;
                    plain.Append(letter);
                    break;
                default:
                    isOdd |= letter == ';' && open.Count > 0 && open.Peek() != '}';
                    plain.Append(letter);
                    break;
            }
            rule.Append(css, i, length);
            i += length - 1;
            if (letter is '}' or ';' && open.Count == 0)
                Finish();
        }
        if (!string.IsNullOrWhiteSpace(rule.ToString()))
        {
            while (open.Count > 0)
                rule.Append(open.Pop());
            Finish();
        }
        return rules.Any(found => DisguisedRule().IsMatch(found.Text)) ? null : rules;

        void Finish()
        {
            var text = rule.ToString().Trim();
            rules.Add(new CssRule(Root().Replace(Beyond().Replace(text, "@nb-left-out"), "$1:scope"), !isOdd && IsBound(plain.ToString().Trim())));
            isOdd = false;
            rule.Clear();
            plain.Clear();
        }
    }

    /// <summary>Whether every selector begins at one of the library's own classes; a nested one, at the rule that it stands in.</summary>
    private static bool IsBound(string rule) => Bound().IsMatch(rule) && !LooseParent().IsMatch(rule) && !Beyond().IsMatch(rule);

    private static char At(string css, int index) => index < css.Length ? css[index] : '\0';

    private static int EscapeLength(string css, int start)
    {
        var digits = 0;
        while (digits < 6 && char.IsAsciiHexDigit(At(css, start + 1 + digits)))
            digits++;
        if (digits == 0)
            return Math.Min(2, css.Length - start);
        // A space behind the number belongs to it.
        return 1 + digits + (At(css, start + 1 + digits) is ' ' or '\t' or '\n' or '\r' or '\f' ? 1 : 0);
    }

    private static int StringLength(string css, int start)
    {
        for (var i = start + 1; i < css.Length; i++)
        {
            if (css[i] == '\\')
                i++;
            else if (css[i] == css[start])
                return i + 1 - start;
            else if (css[i] is '\n' or '\r' or '\f')
                return i - start; // It ends there, unclosed.
        }
        return css.Length - start;
    }

    private static int AddressLength(string css, int start)
    {
        for (var i = start + 1; i < css.Length; i++)
        {
            if (css[i] == '\\')
                i++;
            else if (css[i] == ')')
                return i + 1 - start;
        }
        return css.Length - start;
    }

    private static string NameBefore(StringBuilder plain)
    {
        var start = plain.Length;
        while (start > 0 && (char.IsLetterOrDigit(plain[start - 1]) || plain[start - 1] is '-' or '_' or '\\'))
            start--;
        return plain.ToString(start, plain.Length - start);
    }

    // What names something for the whole page, or leaves the scope for another.
    [GeneratedRegex(@"@(?:property|page|font-face|scope|namespace|charset|import)(?![\w-])", RegexOptions.IgnoreCase)]
    private static partial Regex Beyond();

    [GeneratedRegex(@"@[\w-]*\\")]
    private static partial Regex DisguisedRule();

    // Where authors keep the values that their rules share.
    [GeneratedRegex(@"((?:^|[{}])\s*):root\s*(?=\{)")]
    private static partial Regex Root();

    [GeneratedRegex(@"\A(?:@(?:media|supports|container)[^{}]*\{\s*(?:\.ll-[^{},]*(?:,\s*\.ll-[^{},]*)*\{(?:[^{}]|\{[^{}]*\})*\}\s*)*\}|\.ll-[^{},]*(?:,\s*\.ll-[^{},]*)*\{(?:[^{}]|\{[^{}]*\})*\})\z")]
    private static partial Regex Bound();

    // A parent named elsewhere than at a selector's beginning may tie any element of the page to it.
    [GeneratedRegex(@"[^{};,\s]\s*&|\([^{};]*&")]
    private static partial Regex LooseParent();
}
