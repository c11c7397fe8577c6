using System.Text;

namespace LinearLayer.Display;

/// <summary>Writes a formula as a line of text: <c>\frac{\partial L}{\partial w_{ij}} = \sum_n x_{ni} G_{nj}</c> as <c>∂L/∂w_ij = Σ_n x_ni G_nj</c>.</summary>
/// <remarks>It knows the commands that the derivations use; of another one the name is left.</remarks>
internal static class LatexText
{
    private static readonly Dictionary<string, string> Symbols = new()
    {
        ["partial"] = "∂",
        ["delta"] = "δ",
        ["theta"] = "θ",
        ["sum"] = "Σ",
        ["otimes"] = "⊗",
        ["top"] = "ᵀ",
        ["langle"] = "⟨",
        ["rangle"] = "⟩",
        ["le"] = "≤",
        ["neq"] = "≠",
        ["times"] = "×",
        ["cdots"] = "⋯",
        ["dots"] = "…",
        ["vdots"] = "⋮",
        ["ddots"] = "⋱",
        ["cdot"] = "·",
        ["varepsilon"] = "ε",
        [","] = " ",
        [";"] = " ",
        ["quad"] = " ",
        ["!"] = "",
        ["\\"] = "; ",
        ["Bigl"] = "",
        ["Bigr"] = "",
        ["bigl"] = "",
        ["bigr"] = "",
        ["left"] = "",
        ["right"] = "",
        ["mathbf"] = "",
        ["mathtt"] = "",
        ["mathrm"] = "",
        ["mathrel"] = "",
        ["operatorname"] = "",
        ["text"] = "",
    };

    public static string Of(string latex)
    {
        var at = 0;
        return Part(latex, ref at);
    }

    /// <summary>Everything up to the end of the group.</summary>
    private static string Part(string latex, ref int at)
    {
        var text = new StringBuilder();
        while (at < latex.Length && latex[at] != '}')
            Append(text, One(latex, ref at));
        return text.ToString().Trim();
    }

    /// <summary>One letter, group or command, with what it takes.</summary>
    private static string One(string latex, ref int at)
    {
        var letter = latex[at++];
        switch (letter)
        {
            case '{':
                var inside = Part(latex, ref at);
                at++;
                return inside;
            case '_':
                return "_" + One(latex, ref at);
            case '^':
                var upper = One(latex, ref at);
                return upper switch { "ᵀ" => "ᵀ", "2" => "²", _ => "^" + upper };
            case '&':
                return " ";
            case '\\':
                return Command(latex, ref at);
            default:
                return letter.ToString();
        }
    }

    private static string Command(string latex, ref int at)
    {
        var start = at++;
        while (char.IsAsciiLetter(latex[start]) && at < latex.Length && char.IsAsciiLetter(latex[at]))
            at++;
        var name = latex[start..at];
        switch (name)
        {
            case "frac":
                var (upper, lower) = (Argument(latex, ref at), Argument(latex, ref at));
                return $"{Factor(upper)}/{Factor(lower)}";
            case "tilde":
                return Argument(latex, ref at) + "\u0303";
            case "begin":
                Argument(latex, ref at);
                return "[";
            case "end":
                Argument(latex, ref at);
                return "]";
            case "partial" when at < latex.Length && latex[at] == ' ':
                at++; // ∂L, not ∂ L
                return Symbols[name];
            default:
                return Symbols.GetValueOrDefault(name, name);
        }
    }

    /// <summary>What a command takes: the next letter or group.</summary>
    private static string Argument(string latex, ref int at)
    {
        while (latex[at] == ' ')
            at++;
        return One(latex, ref at);
    }

    private static string Factor(string text) => text.IndexOfAny(['+', '-', '=', '·']) >= 0 ? $"({text})" : text;

    private static void Append(StringBuilder text, string part)
    {
        // Spaces in a formula are the reader's, not the writer's: one is enough.
        if (part == " " && (text.Length == 0 || text[^1] is ' ' or '['))
            return;
        if (part is "]" or "; " && text.Length > 0 && text[^1] == ' ')
            text.Length--;
        text.Append(part);
    }
}
