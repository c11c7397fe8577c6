using System.Text.RegularExpressions;

namespace Notebooks.Kernel;

/// <summary>A cell that asks what a name means: <c>Name?</c>, or <c>Name??</c> for all that is known.</summary>
/// <param name="Name">The name, with dots and type arguments.</param>
/// <param name="Detailed">Whether all is asked for.</param>
internal sealed partial record HelpRequest(string Name, bool Detailed)
{
    /// <summary>The question that a whole cell is; null where it is code. No C# statement ends in a question mark.</summary>
    public static HelpRequest? Parse(string code) => Question().Match(code) is { Success: true } match
        ? new HelpRequest(match.Groups[1].Value, match.Groups[2].Length > 1)
        : null;

    [GeneratedRegex(@"^\s*([\w@][\w@.<>,\[\]]*)\s*(\?{1,2})\s*$")]
    private static partial Regex Question();
}
