using System.Text.RegularExpressions;

namespace LinearLayer;

/// <summary>A piece of the caller's source, as [CallerArgumentExpression] gives it, made fit for one line of a message.</summary>
internal static partial class SourceText
{
    /// <summary>The text on one line, cut to a length that a message can carry.</summary>
    public static string OneLine(string text, int maxLength)
    {
        var line = Whitespace().Replace(text, " ").Trim();
        return line.Length <= maxLength ? line : line[..(maxLength - 1)].TrimEnd() + "…";
    }

    /// <summary>Whether a method call can be written right behind the text: a name, a member, an element or a call.</summary>
    public static bool IsPrimary(string text) => Primary().IsMatch(text);

    /// <summary>What a lambda without parameters does: the text behind its arrow.</summary>
    public static string BodyOfLambda(string text) => Arrow().Replace(text, "");

    [GeneratedRegex(@"^\s*\(\s*\)\s*=>\s*")]
    private static partial Regex Arrow();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Whitespace();

    [GeneratedRegex(@"^@?[\p{L}_][\p{L}\p{N}_]*(\.[\p{L}_][\p{L}\p{N}_]*|\([^()]*\)|\[[^\[\]]*\])*$")]
    private static partial Regex Primary();
}
